package hearth.monitors.bench;

import hearth.kernel.Threads;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.BrokenBarrierException;
import java.util.concurrent.CyclicBarrier;
import java.util.function.BooleanSupplier;
import java.util.function.LongSupplier;

/**
 * Memory's speed by the rules of STREAM (McCalpin), in Java: three arrays of doubles of at least
 * four times the last cache each, the four kernels one after the other, bytes counted without the
 * reading that a write brings about, the first pass left out, the results checked at the end.
 */
final class StreamRuns {
    private static final double SCALAR = 3.0;

    /** Pieces, so that each kernel is a compiled method that is called often. */
    private static final int PIECE = 1 << 16;

    private static final int WARMING = 1 << 15;

    /** What one kernel does with a part of a thread's arrays. */
    enum Kernel {
        COPY(16) {
            @Override
            void piece(double[] a, double[] b, double[] c, int from, int to) {
                System.arraycopy(a, from, c, from, to - from);
            }
        },
        SCALE(16) {
            @Override
            void piece(double[] a, double[] b, double[] c, int from, int to) {
                for (int i = from; i < to; i++) {
                    b[i] = SCALAR * c[i];
                }
            }
        },
        ADD(24) {
            @Override
            void piece(double[] a, double[] b, double[] c, int from, int to) {
                for (int i = from; i < to; i++) {
                    c[i] = a[i] + b[i];
                }
            }
        },
        TRIAD(24) {
            @Override
            void piece(double[] a, double[] b, double[] c, int from, int to) {
                for (int i = from; i < to; i++) {
                    a[i] = b[i] + SCALAR * c[i];
                }
            }
        };

        private final int bytes;

        Kernel(int bytes) {
            this.bytes = bytes;
        }

        abstract void piece(double[] a, double[] b, double[] c, int from, int to);
    }

    /** One thread's share of the three arrays; touched first by that thread. */
    private static final class Share {
        private final double[] a;
        private final double[] b;
        private final double[] c;

        Share(int length) {
            a = new double[length];
            b = new double[length];
            c = new double[length];
            Arrays.fill(a, 1);
            Arrays.fill(b, 2);
        }

        void all(Kernel kernel) {
            for (int from = 0; from < a.length; from += PIECE) {
                kernel.piece(a, b, c, from, Math.min(a.length, from + PIECE));
            }
        }
    }

    private final int threads;
    private final int share;
    private final LongSupplier nanos;
    private final BooleanSupplier cancelled;
    private final Map<Kernel, double[]> seconds = new EnumMap<>(Kernel.class);

    /**
     * @param length elements of each array, over all threads
     */
    StreamRuns(int threads, long length, LongSupplier nanos, BooleanSupplier cancelled) {
        this.threads = threads;
        this.nanos = nanos;
        this.cancelled = cancelled;
        share = Math.toIntExact(Math.max(PIECE, length / threads));
    }

    /**
     * Runs all four so many times and one more; blocks.
     *
     * @throws IllegalStateException if the results are wrong: then no figure counts
     */
    void run(int passes) throws InterruptedException {
        var times = new long[passes + 1][Kernel.values().length + 1];
        var barrier = new CyclicBarrier(threads);
        var problems = Collections.synchronizedList(new ArrayList<String>());
        var workers = new ArrayList<Thread>();
        for (int i = 0; i < threads; i++) {
            boolean first = i == 0;
            var worker =
                    Threads.daemon("hearth-bench-memory")
                            .newThread(() -> one(times, first, barrier, problems));
            workers.add(worker);
            worker.start();
        }
        for (var worker : workers) {
            worker.join();
        }
        if (!problems.isEmpty()) {
            throw new IllegalStateException(problems.getFirst());
        }
        int column = 0;
        for (var kernel : Kernel.values()) {
            int begin = column;
            int end = begin + 1;
            seconds.put(
                    kernel,
                    Arrays.stream(times, 1, times.length)
                            .mapToDouble(pass -> (pass[end] - pass[begin]) / 1e9)
                            .filter(one -> one > 0)
                            .toArray());
            column++;
        }
    }

    /** However one thread ends, the others do not wait for it. */
    private void one(long[][] times, boolean first, CyclicBarrier barrier, List<String> problems) {
        boolean done = false;
        try {
            work(times, first, barrier);
            done = true;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } catch (BrokenBarrierException e) {
            problems.add("another thread failed");
        } catch (IllegalStateException | OutOfMemoryError e) {
            problems.addFirst(String.valueOf(e.getMessage()));
        } finally {
            if (!done) {
                problems.add("a thread ended early");
                letGo(barrier);
            }
        }
    }

    private void work(long[][] times, boolean first, CyclicBarrier barrier)
            throws InterruptedException, BrokenBarrierException {
        warmUp();
        var own = new Share(share);
        int done = 0;
        for (var pass : times) {
            barrier.await();
            if (first) {
                pass[0] = nanos.getAsLong();
            }
            int column = 0;
            for (var kernel : Kernel.values()) {
                own.all(kernel);
                barrier.await();
                column++;
                if (first) {
                    pass[column] = nanos.getAsLong();
                }
            }
            done++;
            if (cancelled.getAsBoolean()) {
                letGo(barrier);
                return;
            }
        }
        check(own, done);
    }

    /** Breaks the barrier for good: nobody waits for a thread that has gone. */
    private static void letGo(CyclicBarrier barrier) {
        Thread.currentThread().interrupt();
        try {
            barrier.await();
        } catch (InterruptedException | BrokenBarrierException e) {
            // What was wanted.
            Thread.interrupted();
        }
    }

    /** On arrays that fit into a cache, so that the measured passes are compiled code. */
    private static void warmUp() {
        var small = new Share(WARMING);
        for (int i = 0; i < 400; i++) {
            for (var kernel : Kernel.values()) {
                small.all(kernel);
            }
            if (i % 8 == 7) {
                // The values grow by 15 a pass: before they leave what a double can hold.
                Arrays.fill(small.a, 1);
            }
        }
    }

    private static void check(Share own, int passes) {
        double a = 1;
        double b = 2;
        double c = 0;
        for (int i = 0; i < passes; i++) {
            c = a;
            b = SCALAR * c;
            c = a + b;
            a = b + SCALAR * c;
        }
        for (int i = 0; i < own.a.length; i++) {
            if (!near(own.a[i], a) || !near(own.b[i], b) || !near(own.c[i], c)) {
                throw new IllegalStateException("the memory gave back something else at " + i);
            }
        }
    }

    /** STREAM's own tolerance. */
    private static boolean near(double found, double expected) {
        return Math.abs(found - expected) <= 1e-13 * Math.abs(expected);
    }

    /** Bytes per second of each counted pass. */
    List<Double> speeds(Kernel kernel) {
        double bytes = (double) kernel.bytes * share * threads;
        return Arrays.stream(seconds.getOrDefault(kernel, new double[0]))
                .mapToObj(one -> bytes / one)
                .toList();
    }

    /** Bytes of each of the three arrays. */
    long bytes() {
        return 8L * share * threads;
    }
}
