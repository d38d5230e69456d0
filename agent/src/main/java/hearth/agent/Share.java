package hearth.agent;

import hearth.kernel.Bytes;

/**
 * What of this machine is offered to its slots.
 *
 * @param cores above 0
 */
record Share(double cores, Bytes memory, Bytes disk) {
    private static final Bytes LEAST_MEMORY = new Bytes(512L << 20);

    Share {
        if (!(cores > 0) || cores > 4096) {
            throw new IllegalArgumentException("cores: " + cores);
        }
        if (memory.compareTo(LEAST_MEMORY) < 0) {
            throw new IllegalArgumentException("A slot needs at least 512 MiB of memory.");
        }
    }

    /**
     * A sensible default: half the threads, a quarter of the memory up to 2 GiB, 10 GiB of disk.
     */
    static Share usual(int threads, long memory, long freeDisk) {
        return new Share(
                Math.max(1, threads / 2),
                new Bytes(Math.clamp(memory / 4, LEAST_MEMORY.value(), 2 * Bytes.GIB)),
                new Bytes(Math.clamp(freeDisk / 10, 1 << 30, 10 * Bytes.GIB)));
    }
}
