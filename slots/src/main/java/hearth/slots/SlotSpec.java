package hearth.slots;

import hearth.kernel.Bytes;

/**
 * What a slot reserves.
 *
 * @param name lower-case letters, digits and hyphens, at most 32
 * @param cores of CPU time, above 0
 * @param memory for all of its processes together
 * @param disk for its folders together
 */
public record SlotSpec(String name, SlotKind kind, double cores, Bytes memory, Bytes disk) {
    private static final long LEAST_MEMORY = 64L << 20;

    public SlotSpec {
        if (!name.matches("[a-z0-9][a-z0-9-]{0,31}")) {
            throw new IllegalArgumentException(
                    "a slot's name has lower-case letters, digits and hyphens, at most 32");
        }
        if (!(cores > 0 && cores <= 4_096)) {
            throw new IllegalArgumentException("cores: " + cores);
        }
        if (memory.value() < LEAST_MEMORY) {
            throw new IllegalArgumentException("a slot needs at least 64 MiB of memory");
        }
    }
}
