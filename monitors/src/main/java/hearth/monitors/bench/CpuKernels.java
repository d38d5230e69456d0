package hearth.monitors.bench;

import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Arrays;

/** What the processor and the memory are measured with. */
final class CpuKernels {
    private CpuKernels() {}

    private record Simple(
            String id, String unit, java.util.function.Supplier<BenchKernel.Worker> workers)
            implements BenchKernel {
        @Override
        public Worker worker() {
            return workers.get();
        }
    }

    /** SHA-256 over blocks that fit into the first cache: bytes per second. */
    static BenchKernel sha256() {
        return new Simple(
                "cpu.sha256",
                "B/s",
                () -> {
                    var digest = sha();
                    var block = new byte[16 << 10];
                    return () -> {
                        for (int i = 0; i < 16; i++) {
                            digest.update(block);
                        }
                        // The result goes into the next block: nothing can be left out.
                        block[0] ^= digest.digest()[0];
                        return 16L * block.length;
                    };
                });
    }

    private static MessageDigest sha() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every JDK has SHA-256", e);
        }
    }

    /** Dependent 64-bit multiplications, shifts and additions: operations per second. */
    static BenchKernel integer() {
        return new Simple("cpu.integer", "operations/s", IntegerWorker::new);
    }

    /** SplitMix64's mixing, each round needing the one before. */
    private static final class IntegerWorker implements BenchKernel.Worker {
        private static final int ROUNDS = 50_000;
        private static final int OPERATIONS = 8;
        private long state = 1;

        @Override
        public long step() {
            long z = state;
            for (int i = 0; i < ROUNDS; i++) {
                z += 0x9E3779B97F4A7C15L;
                z = (z ^ z >>> 30) * 0xBF58476D1CE4E5B9L;
                z = (z ^ z >>> 27) * 0x94D049BB133111EBL;
                z ^= z >>> 31;
            }
            state = z;
            return (long) ROUNDS * OPERATIONS;
        }
    }

    /**
     * Copying memory, counted as STREAM does: bytes read plus bytes written per second.
     *
     * @param bytes of each of the two arrays, per thread; well above the caches
     */
    static BenchKernel copy(int bytes) {
        return new Simple(
                "memory.copy",
                "B/s",
                () -> {
                    var from = new double[bytes / 8];
                    var to = new double[bytes / 8];
                    Arrays.fill(from, 1.5);
                    int piece = 1 << 16;
                    return new BenchKernel.Worker() {
                        private int at;

                        @Override
                        public long step() {
                            int length = Math.min(piece, from.length - at);
                            System.arraycopy(from, at, to, at, length);
                            at = at + length == from.length ? 0 : at + length;
                            return 16L * length;
                        }
                    };
                });
    }

    /** a = b + s·c over arrays well above the caches, counted as STREAM does. */
    static BenchKernel triad(int bytes) {
        return new Simple("memory.triad", "B/s", () -> new TriadWorker(bytes / 8));
    }

    private static final class TriadWorker implements BenchKernel.Worker {
        private static final int PIECE = 1 << 16;
        private final double[] a;
        private final double[] b;
        private final double[] c;
        private int at;

        TriadWorker(int length) {
            a = new double[length];
            b = new double[length];
            c = new double[length];
            Arrays.fill(b, 2.0);
            Arrays.fill(c, 0.5);
        }

        @Override
        public long step() {
            int end = Math.min(a.length, at + PIECE);
            triad(a, b, c, at, end);
            long bytes = 24L * (end - at);
            at = end == a.length ? 0 : end;
            return bytes;
        }

        /** A method of its own is vectorised on its own. */
        private static void triad(double[] a, double[] b, double[] c, int from, int to) {
            for (int i = from; i < to; i++) {
                a[i] = b[i] + 3.0 * c[i];
            }
        }
    }
}
