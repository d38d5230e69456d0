package hearth.monitors.bench;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import hearth.kernel.Ratio;
import hearth.kernel.Reading;
import hearth.monitors.sensors.CpuLoad;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CancellationException;
import java.util.concurrent.atomic.AtomicInteger;

@Timeout(120)
final class QuickBenchTest {
    @TempDir Path folder;
    private final InstantSource time = InstantSource.system();

    private QuickBench bench(double load) {
        return new QuickBench(
                folder,
                2,
                () ->
                        Reading.counted(
                                new CpuLoad(new Ratio(load), List.of(new Ratio(load))),
                                time.instant()),
                time,
                System::nanoTime,
                Duration.ofMillis(30));
    }

    /** A kernel whose units are its steps. */
    private record Counting(AtomicInteger workers) implements BenchKernel {
        @Override
        public String id() {
            return "counting";
        }

        @Override
        public String unit() {
            return "steps/s";
        }

        @Override
        public Worker worker() {
            workers.incrementAndGet();
            return () -> {
                Thread.onSpinWait();
                return 1;
            };
        }
    }

    @Test
    void everyPartHasAPossibleFigureAndNothingIsLeftBehind() throws Exception {
        var ended = new ArrayList<String>();
        var kernel = new Counting(new AtomicInteger());
        var report =
                bench(0.01)
                        .run(
                                List.of(kernel),
                                new BenchProgress() {
                                    @Override
                                    public void begins(String id, int part, int parts) {
                                        assertTrue(part >= 1 && part <= parts);
                                    }

                                    @Override
                                    public void ended(BenchLine line, int part, int parts) {
                                        ended.add(line.id());
                                    }

                                    @Override
                                    public boolean cancelled() {
                                        return false;
                                    }
                                });
        assertEquals(report.lines().stream().map(BenchLine::id).toList(), ended);
        assertEquals(10, ended.size());
        assertEquals(2, kernel.workers().get());
        assertFigure(report, "cpu.sha256.one", 1e7, 1e10);
        assertFigure(report, "cpu.sha256.all", 1e7, 1e12);
        assertFigure(report, "cpu.integer.one", 1e7, 1e11);
        assertFigure(report, "memory.copy", 1e8, 1e12);
        assertFigure(report, "memory.triad", 1e8, 1e12);
        assertFigure(report, "disk.write", 1e5, 1e11);
        assertFigure(report, "counting", 1e3, 1e11);
        assertTrue(report.trustworthy());
        assertTrue(report.took().toSeconds() < 60, report.took().toString());
        try (var left = Files.list(folder)) {
            assertEquals(0, left.count());
        }
    }

    private static void assertFigure(BenchReport report, String id, double least, double most) {
        var figure = report.line(id).orElseThrow().figure().measured().orElseThrow();
        assertEquals(3, figure.runs().size());
        assertTrue(figure.median() > least && figure.median() < most, id + " " + figure);
        assertTrue(figure.spread() >= 0, id + " " + figure);
    }

    @Test
    void aBusyMachineMakesTheFiguresDoubtful() throws Exception {
        var report =
                new BenchReport(
                        time.instant(),
                        Duration.ofSeconds(9),
                        2,
                        Reading.counted(new Ratio(0.34), time.instant()),
                        Reading.missing(time.instant(), "x"),
                        List.of());
        assertFalse(report.trustworthy());
        assertEquals(0.34, report.busy());
    }

    @Test
    void cancellingEndsItSoonAndRemovesTheFile() {
        var seen = new AtomicInteger();
        var cancelling =
                new BenchProgress() {
                    @Override
                    public void begins(String id, int part, int parts) {
                        if (id.equals("disk.write")) {
                            seen.incrementAndGet();
                        }
                    }

                    @Override
                    public void ended(BenchLine line, int part, int parts) {}

                    @Override
                    public boolean cancelled() {
                        return seen.get() > 0;
                    }
                };
        assertThrows(CancellationException.class, () -> bench(0).run(List.of(), cancelling));
        assertFalse(Files.exists(folder.resolve("benchmark.tmp")));
    }

    @Test
    void withoutRoomTheDriveIsNotTouched() {
        var refused =
                assertThrows(
                        IOException.class,
                        () ->
                                new DiskRuns(folder, 300_000_000, System::nanoTime, () -> false)
                                        .close());
        assertTrue(String.valueOf(refused.getMessage()).contains("too little space: 300 MB free"));
        assertFalse(Files.exists(folder.resolve("benchmark.tmp")));
    }

    @Test
    void aFolderThatIsGoneMakesTheDrivesPartsMissing() throws Exception {
        var gone = folder.resolve("gone");
        var report =
                new QuickBench(
                                gone,
                                1,
                                () -> Reading.missing(time.instant(), "no load"),
                                time,
                                System::nanoTime,
                                Duration.ofMillis(10))
                        .run(List.of(), BenchProgress.none());
        assertInstanceOf(Reading.Missing.class, report.line("disk.write").orElseThrow().figure());
        assertInstanceOf(
                Reading.Measured.class, report.line("memory.triad").orElseThrow().figure());
    }

    @Test
    void theSpreadIsHalfTheDistanceOfTheExtremes() {
        var figure = BenchLine.Figure.of(List.of(11.8, 11.6, 11.7));
        assertEquals(11.7, figure.median());
        assertEquals(0.1 / 11.7, figure.spread(), 1e-12);
    }
}
