package hearth.monitors.bench;

import hearth.kernel.Ratio;
import hearth.kernel.Reading;
import hearth.monitors.sensors.CpuLoad;

import org.jspecify.annotations.Nullable;
import org.slf4j.LoggerFactory;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.BiConsumer;
import java.util.function.BooleanSupplier;
import java.util.function.LongSupplier;
import java.util.function.Predicate;
import java.util.function.Supplier;

/**
 * Measures processor, memory, drive and the given kernels, each several times so that the spread
 * shows, and says how much other programs took meanwhile. Blocks; leaves nothing behind.
 */
final class MachineBench {
    private static final long SECOND = 1_000_000_000L;

    private final Path folder;
    private final int threads;
    private final long array;
    private final BenchPlan plan;
    private final InstantSource time;
    private final LongSupplier nanos;
    private final Bystanders others;

    /** One line's way of being measured. */
    private record Part(String id, String unit, BenchLine.Rule rule, Measure measure) {}

    /** Gives the runs of a line. */
    @FunctionalInterface
    private interface Measure {
        List<Double> runs() throws IOException, InterruptedException;
    }

    /**
     * @param folder where the drive's test file may be for a moment
     * @param threads how many the machine has
     * @param array bytes of each of memory's arrays
     * @param load the processor's load since the previous call, nobody else's
     * @param ownCpu this process' processor time in nanoseconds
     * @param nanos a clock that never jumps, in nanoseconds
     */
    MachineBench(
            Path folder,
            int threads,
            long array,
            BenchPlan plan,
            Supplier<Reading<CpuLoad>> load,
            LongSupplier ownCpu,
            InstantSource time,
            LongSupplier nanos) {
        this.folder = folder;
        this.threads = threads;
        this.array = array;
        this.plan = plan;
        this.time = time;
        this.nanos = nanos;
        others = new Bystanders(load, ownCpu, nanos, threads);
    }

    /**
     * Runs everything.
     *
     * @param kernels measured after the rest; the last of them is also the load
     * @param wanted tells by a line's id whether it is measured
     * @param note told what the figures depend on, such as the size of the arrays
     * @throws CancellationException when the user cancelled
     */
    BenchReport run(
            List<BenchKernel> kernels,
            Predicate<String> wanted,
            BenchProgress progress,
            BiConsumer<String, String> note)
            throws InterruptedException {
        var at = time.instant();
        long start = nanos.getAsLong();
        BooleanSupplier cancelled = progress::cancelled;
        var before = look(cancelled);
        var lines = new ArrayList<BenchLine>();
        try (var disk = new Disk(note, cancelled)) {
            var parts = parts(kernels, disk, note, cancelled);
            parts.removeIf(part -> !wanted.test(part.id()));
            for (int i = 0; i < parts.size(); i++) {
                var part = parts.get(i);
                progress.begins(part.id(), i + 1, parts.size());
                var line = measure(part, cancelled);
                lines.add(line);
                progress.ended(line, i + 1, parts.size());
            }
        }
        var during = others.all(time.instant());
        if (plan.load().isPositive()) {
            load(kernels.isEmpty() ? new ShaKernel() : kernels.getLast(), progress, note);
        }
        var after = look(cancelled);
        return new BenchReport(
                at,
                Duration.ofNanos(nanos.getAsLong() - start),
                plan.mode(),
                threads,
                before,
                during,
                after,
                Map.of(),
                lines,
                List.of());
    }

    private List<Part> parts(
            List<BenchKernel> kernels,
            Disk disk,
            BiConsumer<String, String> note,
            BooleanSupplier cancelled) {
        var parts = new ArrayList<Part>();
        for (var kernel : List.of(new ShaKernel(), PrimesKernel.usual(), new BodiesKernel())) {
            add(parts, kernel, cancelled);
        }
        if (!plan.mode().equals("quick")) {
            var flux = PrimesKernel.flux();
            parts.add(part(flux, ".one", 1, cancelled));
        }
        kernels.stream().filter(BenchKernel::alsoAlone).forEach(one -> add(parts, one, cancelled));
        memory(parts, note, cancelled);
        disk(parts, "disk.write", "B/s", (_, runs) -> runs.write(), disk);
        disk(parts, "disk.read", "B/s", (_, runs) -> runs.read(), disk);
        for (int depth : new int[] {1, 32}) {
            disk(
                    parts,
                    "disk.random.read.qd" + depth,
                    "IOPS",
                    (seed, runs) -> runs.random(false, depth, seed),
                    disk);
            disk(
                    parts,
                    "disk.random.write.qd" + depth,
                    "IOPS",
                    (seed, runs) -> runs.random(true, depth, seed),
                    disk);
        }
        kernels.stream()
                .filter(one -> !one.alsoAlone())
                .forEach(one -> parts.add(part(one, "", threads, cancelled)));
        return parts;
    }

    private void add(List<Part> parts, BenchKernel kernel, BooleanSupplier cancelled) {
        // All threads first: together they have the code compiled sooner.
        parts.add(part(kernel, ".all", threads, cancelled));
        parts.add(part(kernel, ".one", 1, cancelled));
    }

    private Part part(BenchKernel kernel, String suffix, int workers, BooleanSupplier cancelled) {
        return new Part(
                kernel.id() + suffix,
                kernel.unit(),
                BenchLine.Rule.MEDIAN,
                () -> {
                    var crew = new Crew(kernel, workers, nanos, cancelled);
                    crew.warmUp(plan.run().toNanos() / 2);
                    var runs = new ArrayList<Double>();
                    for (int i = 0; i < plan.repeats() && !cancelled.getAsBoolean(); i++) {
                        runs.add(crew.speed(plan.run().toNanos()));
                    }
                    return runs;
                });
    }

    /** The four kernels run in turn, as the rules want it; each line tells its own. */
    private void memory(
            List<Part> parts, BiConsumer<String, String> note, BooleanSupplier cancelled) {
        var once = new StreamRuns[1];
        for (var kernel : StreamRuns.Kernel.values()) {
            parts.add(
                    new Part(
                            "memory." + kernel.name().toLowerCase(Locale.ROOT),
                            "B/s",
                            BenchLine.Rule.BEST,
                            () -> {
                                var runs = once[0];
                                if (runs == null) {
                                    runs = new StreamRuns(threads, array / 8, nanos, cancelled);
                                    runs.run(plan.passes());
                                    once[0] = runs;
                                    note.accept(
                                            "memory arrays",
                                            "3 of " + (runs.bytes() >> 20) + " MiB");
                                }
                                return runs.speeds(kernel);
                            }));
        }
        parts.add(
                new Part(
                        "memory.latency",
                        "ns",
                        BenchLine.Rule.MEDIAN,
                        () -> {
                            var chase = new PointerChase(array, nanos, cancelled);
                            double unused = chase.run(plan.run().toNanos());
                            assert unused >= 0;
                            var runs = new ArrayList<Double>();
                            for (int i = 0; i < plan.repeats() && !cancelled.getAsBoolean(); i++) {
                                runs.add(chase.run(plan.run().toNanos()));
                            }
                            return runs;
                        }));
    }

    /** One run of the drive. */
    @FunctionalInterface
    private interface DiskRun {
        double run(long seed, DiskRuns runs) throws IOException;
    }

    private void disk(List<Part> parts, String id, String unit, DiskRun run, Disk disk) {
        parts.add(
                new Part(
                        id,
                        unit,
                        BenchLine.Rule.MEDIAN,
                        () -> {
                            var ready = disk.runs();
                            var runs = new ArrayList<Double>();
                            for (int i = 0; i < plan.diskRepeats(); i++) {
                                if (!disk.cancelled.getAsBoolean()) {
                                    runs.add(run.run(i, ready));
                                }
                            }
                            return runs;
                        }));
    }

    private BenchLine measure(Part part, BooleanSupplier cancelled) throws InterruptedException {
        others.begin();
        try {
            var runs = part.measure().runs();
            stopIf(cancelled);
            var figure = BenchLine.Figure.of(part.rule(), part.unit(), runs);
            return new BenchLine(
                    part.id(), part.unit(), Reading.counted(figure, time.instant()), others.end());
        } catch (IOException | IllegalStateException e) {
            stopIf(cancelled);
            var why = e.getMessage();
            return new BenchLine(
                    part.id(),
                    part.unit(),
                    Reading.missing(
                            time.instant(),
                            why == null || why.isBlank() ? "the drive gave an error" : why),
                    others.end());
        }
    }

    /** All threads work until the time is over; a rest before it tells what idle is. */
    private void load(BenchKernel kernel, BenchProgress progress, BiConsumer<String, String> note)
            throws InterruptedException {
        note.accept("load", kernel.id() + ", " + kernel.unit());
        long rest = plan.look().toSeconds();
        long length = plan.load().toSeconds();
        for (long second = -rest; second < 0; second++) {
            pause(SECOND, progress::cancelled);
            progress.loaded(second, length, 0);
        }
        var crew = new Crew(kernel, threads, nanos, progress::cancelled);
        for (long second = 1; second <= length; second++) {
            double rate = crew.speed(SECOND);
            stopIf(progress::cancelled);
            progress.loaded(second, length, rate);
        }
    }

    /** Load by others: this process does nothing meanwhile. */
    private Reading<Ratio> look(BooleanSupplier cancelled) throws InterruptedException {
        others.begin();
        pause(plan.look().toNanos(), cancelled);
        return others.look();
    }

    private void pause(long length, BooleanSupplier cancelled) throws InterruptedException {
        // Nothing counts this down: it is the time that nothing is done.
        var never = new CountDownLatch(1);
        long start = nanos.getAsLong();
        while (nanos.getAsLong() - start < length) {
            stopIf(cancelled);
            if (never.await(25, TimeUnit.MILLISECONDS)) {
                return;
            }
        }
        stopIf(cancelled);
    }

    private static void stopIf(BooleanSupplier cancelled) {
        if (cancelled.getAsBoolean()) {
            throw new CancellationException("the benchmark was cancelled");
        }
    }

    /** The drive's runs, prepared when first needed; a refusal is each part's reason. */
    private final class Disk implements AutoCloseable {
        private final BiConsumer<String, String> note;
        private final BooleanSupplier cancelled;
        private @Nullable DiskRuns runs;
        private @Nullable IOException refusal;

        Disk(BiConsumer<String, String> note, BooleanSupplier cancelled) {
            this.note = note;
            this.cancelled = cancelled;
        }

        DiskRuns runs() throws IOException {
            if (refusal != null) {
                throw refusal;
            }
            var ready = runs;
            if (ready == null) {
                try {
                    ready =
                            new DiskRuns(
                                    folder,
                                    plan.diskFile(),
                                    plan.diskRun().toNanos(),
                                    nanos,
                                    cancelled);
                } catch (IOException e) {
                    refusal = e;
                    throw e;
                }
                runs = ready;
                note.accept("drive", "file of " + (ready.size() >> 20) + " MiB, " + ready.engine());
            }
            return ready;
        }

        @Override
        public void close() {
            var ready = runs;
            if (ready != null) {
                try {
                    ready.close();
                } catch (IOException e) {
                    // The next run removes it: its name is always the same.
                    LoggerFactory.getLogger(MachineBench.class)
                            .warn("the benchmark's file could not be removed", e);
                }
            }
        }
    }
}
