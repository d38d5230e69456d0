package hearth.monitors.bench;

import hearth.kernel.Ratio;
import hearth.kernel.Reading;
import hearth.kernel.Threads;
import hearth.monitors.sensors.CpuLoad;

import org.jspecify.annotations.Nullable;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import java.util.concurrent.atomic.DoubleAdder;
import java.util.function.BooleanSupplier;
import java.util.function.LongSupplier;
import java.util.function.Supplier;

/**
 * Measures processor, memory, drive and the given kernels in eight to ten seconds: three runs each,
 * so that the spread shows. Blocks; leaves nothing behind.
 */
public final class QuickBench {
    private static final int RUNS = 3;
    private static final Duration USUAL_RUN = Duration.ofMillis(200);
    private static final int LEAST_WARMING = 2;
    private static final int MOST_WARMING = 15;
    private static final int ARRAY = 24 << 20;
    private static final long LOOK = 300;

    private final Path folder;
    private final int threads;
    private final InstantSource time;
    private final LongSupplier nanos;
    private final Supplier<Reading<CpuLoad>> load;
    private final long run;

    /**
     * @param folder where the drive's test file may be for a moment
     * @param threads how many the machine has
     * @param load the processor's load since the previous call, nobody else's
     * @param nanos a clock that never jumps, in nanoseconds
     */
    public QuickBench(
            Path folder,
            int threads,
            Supplier<Reading<CpuLoad>> load,
            InstantSource time,
            LongSupplier nanos) {
        this(folder, threads, load, time, nanos, USUAL_RUN);
    }

    QuickBench(
            Path folder,
            int threads,
            Supplier<Reading<CpuLoad>> load,
            InstantSource time,
            LongSupplier nanos,
            Duration run) {
        this.run = run.toNanos();
        this.folder = folder;
        this.threads = threads;
        this.load = load;
        this.time = time;
        this.nanos = nanos;
    }

    /** One part of the run. */
    private record Part(String id, String unit, Measure measure) {}

    /** Measures once. */
    @FunctionalInterface
    private interface Measure {
        double run(int number) throws IOException, InterruptedException;
    }

    /**
     * Runs everything.
     *
     * @param kernels measured with all threads after the rest
     * @throws CancellationException when the user cancelled
     */
    public BenchReport run(List<BenchKernel> kernels, BenchProgress progress)
            throws InterruptedException {
        var at = time.instant();
        long start = nanos.getAsLong();
        BooleanSupplier cancelled = progress::cancelled;
        var before = busy(cancelled);
        var lines = new ArrayList<BenchLine>();
        try (var disk = new Disk(folder, nanos, cancelled)) {
            var parts = parts(kernels, disk, cancelled);
            for (int i = 0; i < parts.size(); i++) {
                var part = parts.get(i);
                progress.begins(part.id(), i + 1, parts.size());
                var line = measure(part, cancelled);
                lines.add(line);
                progress.ended(line, i + 1, parts.size());
            }
        }
        var after = busy(cancelled);
        stopIf(cancelled);
        return new BenchReport(
                at, Duration.ofNanos(nanos.getAsLong() - start), threads, before, after, lines);
    }

    private List<Part> parts(List<BenchKernel> kernels, Disk disk, BooleanSupplier cancelled) {
        var parts = new ArrayList<Part>();
        for (var kernel : List.of(CpuKernels.sha256(), CpuKernels.integer())) {
            // All threads first: together they have the code compiled sooner.
            parts.add(part(kernel, ".all", threads, cancelled));
            parts.add(part(kernel, ".one", 1, cancelled));
        }
        // All threads together, so that a small process can hold them: three arrays in the triad.
        int array = Math.max(1 << 20, ARRAY / threads);
        parts.add(part(CpuKernels.copy(array), "", threads, cancelled));
        parts.add(part(CpuKernels.triad(array), "", threads, cancelled));
        parts.add(new Part("disk.write", "B/s", _ -> disk.runs().write()));
        parts.add(new Part("disk.read", "B/s", _ -> disk.runs().read()));
        parts.add(new Part("disk.random", "reads/s", seed -> disk.runs().random(seed)));
        for (var kernel : kernels) {
            parts.add(part(kernel, "", threads, cancelled));
        }
        return parts;
    }

    private Part part(BenchKernel kernel, String suffix, int workers, BooleanSupplier cancelled) {
        var crew = new AtomicReference<@Nullable List<BenchKernel.Worker>>();
        return new Part(
                kernel.id() + suffix,
                kernel.unit(),
                number -> {
                    var workersReady = crew.get();
                    if (workersReady == null) {
                        workersReady = crew(kernel, workers);
                        crew.set(workersReady);
                        warmUp(workersReady, cancelled);
                    }
                    if (number == RUNS - 1) {
                        // Its arrays make room for the next part's.
                        crew.set(null);
                    }
                    return speed(workersReady, run, cancelled);
                });
    }

    /** Until it gets no faster: before, the figure would be the compiler's. */
    private void warmUp(List<BenchKernel.Worker> crew, BooleanSupplier cancelled)
            throws InterruptedException {
        double best = 0;
        for (int slice = 0; slice < MOST_WARMING; slice++) {
            double now = speed(crew, run / 2, cancelled);
            if (slice >= LEAST_WARMING && now < best * 1.1) {
                return;
            }
            best = Math.max(best, now);
        }
    }

    private static List<BenchKernel.Worker> crew(BenchKernel kernel, int workers) {
        var crew = new ArrayList<BenchKernel.Worker>();
        for (int i = 0; i < workers; i++) {
            crew.add(kernel.worker());
        }
        return List.copyOf(crew);
    }

    private BenchLine measure(Part part, BooleanSupplier cancelled) throws InterruptedException {
        var runs = new ArrayList<Double>();
        try {
            for (int run = 0; run < RUNS; run++) {
                runs.add(part.measure().run(run));
                stopIf(cancelled);
            }
            return new BenchLine(
                    part.id(),
                    part.unit(),
                    Reading.counted(BenchLine.Figure.of(runs), time.instant()));
        } catch (IOException e) {
            var why = e.getMessage();
            return new BenchLine(
                    part.id(),
                    part.unit(),
                    Reading.missing(
                            time.instant(),
                            why == null || why.isBlank() ? "the drive gave an error" : why));
        }
    }

    /** Units per second of all workers together, each on a thread of its own. */
    private double speed(List<BenchKernel.Worker> crew, long length, BooleanSupplier cancelled)
            throws InterruptedException {
        var sum = new DoubleAdder();
        var problem = new AtomicReference<RuntimeException>();
        var ready = new CountDownLatch(crew.size());
        var done = new CountDownLatch(crew.size());
        var factory = Threads.daemon("hearth-bench");
        for (var worker : crew) {
            factory.newThread(
                            () -> {
                                try {
                                    ready.countDown();
                                    ready.await();
                                    sum.add(speed(worker, length, cancelled));
                                } catch (InterruptedException e) {
                                    Thread.currentThread().interrupt();
                                } catch (RuntimeException e) {
                                    problem.set(e);
                                } finally {
                                    done.countDown();
                                }
                            })
                    .start();
        }
        done.await();
        if (problem.get() != null) {
            throw problem.get();
        }
        return sum.sum();
    }

    private double speed(BenchKernel.Worker worker, long length, BooleanSupplier cancelled) {
        long start = nanos.getAsLong();
        long units = 0;
        long now = start;
        while (now - start < length && !cancelled.getAsBoolean()) {
            units += worker.step();
            now = nanos.getAsLong();
        }
        return units * 1e9 / Math.max(1, now - start);
    }

    /** Load by others: this process does nothing meanwhile. */
    private Reading<Ratio> busy(BooleanSupplier cancelled) throws InterruptedException {
        var since = load.get();
        var pause = new CountDownLatch(1);
        for (long waited = 0; waited < LOOK; waited += 50) {
            stopIf(cancelled);
            if (pause.await(50, TimeUnit.MILLISECONDS)) {
                break;
            }
        }
        var now = load.get().map(CpuLoad::total);
        return now.at().isBefore(since.at())
                ? Reading.missing(now.at(), "the clock went back meanwhile")
                : now;
    }

    private static void stopIf(BooleanSupplier cancelled) {
        if (cancelled.getAsBoolean()) {
            throw new CancellationException("the benchmark was cancelled");
        }
    }

    /** The drive's runs, prepared when first needed; a refusal is each part's reason. */
    private static final class Disk implements AutoCloseable {
        private final Path folder;
        private final LongSupplier nanos;
        private final BooleanSupplier cancelled;
        private final AtomicReference<DiskRuns> runs = new AtomicReference<>();

        Disk(Path folder, LongSupplier nanos, BooleanSupplier cancelled) {
            this.folder = folder;
            this.nanos = nanos;
            this.cancelled = cancelled;
        }

        DiskRuns runs() throws IOException {
            var ready = runs.get();
            if (ready == null) {
                ready = new DiskRuns(folder, nanos, cancelled);
                runs.set(ready);
            }
            return ready;
        }

        @Override
        public void close() {
            var ready = runs.get();
            if (ready != null) {
                try {
                    ready.close();
                } catch (IOException e) {
                    // The next run removes it: its name is always the same.
                    org.slf4j.LoggerFactory.getLogger(QuickBench.class)
                            .warn("the benchmark's file could not be removed", e);
                }
            }
        }
    }
}
