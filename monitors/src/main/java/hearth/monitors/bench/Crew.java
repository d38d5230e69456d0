package hearth.monitors.bench;

import hearth.kernel.Threads;

import org.jspecify.annotations.Nullable;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicReference;
import java.util.concurrent.atomic.DoubleAdder;
import java.util.function.BooleanSupplier;
import java.util.function.LongSupplier;

/** A kernel's workers, each on a thread of its own while they run. */
final class Crew {
    private static final int LEAST_WARMING = 2;
    private static final int MOST_WARMING = 15;

    private final List<BenchKernel.Worker> workers;
    private final LongSupplier nanos;
    private final BooleanSupplier cancelled;

    Crew(BenchKernel kernel, int size, LongSupplier nanos, BooleanSupplier cancelled) {
        this.nanos = nanos;
        this.cancelled = cancelled;
        var made = new ArrayList<BenchKernel.Worker>();
        for (int i = 0; i < size; i++) {
            made.add(kernel.worker());
        }
        workers = List.copyOf(made);
    }

    /** Until it gets no faster: before, the figure would be the compiler's. */
    void warmUp(long slice) throws InterruptedException {
        double best = 0;
        for (int i = 0; i < MOST_WARMING; i++) {
            double now = speed(slice);
            if (i >= LEAST_WARMING && now < best * 1.1) {
                return;
            }
            best = Math.max(best, now);
        }
    }

    /**
     * Units per second of all workers together.
     *
     * @param length of the run in nanoseconds
     */
    double speed(long length) throws InterruptedException {
        var sum = new DoubleAdder();
        var problem = new AtomicReference<@Nullable RuntimeException>();
        var ready = new CountDownLatch(workers.size());
        var done = new CountDownLatch(workers.size());
        var factory = Threads.daemon("hearth-bench");
        for (var worker : workers) {
            factory.newThread(
                            () -> {
                                try {
                                    ready.countDown();
                                    ready.await();
                                    sum.add(speed(worker, length));
                                } catch (InterruptedException e) {
                                    Thread.currentThread().interrupt();
                                } catch (RuntimeException e) {
                                    // A kernel's wrong result; thrown again where it is waited for.
                                    problem.set(e);
                                } finally {
                                    done.countDown();
                                }
                            })
                    .start();
        }
        done.await();
        var failed = problem.get();
        if (failed != null) {
            throw failed;
        }
        return sum.sum();
    }

    private double speed(BenchKernel.Worker worker, long length) {
        long start = nanos.getAsLong();
        long units = 0;
        long now = start;
        while (now - start < length && !cancelled.getAsBoolean()) {
            units += worker.step();
            now = nanos.getAsLong();
        }
        return units * 1e9 / Math.max(1, now - start);
    }
}
