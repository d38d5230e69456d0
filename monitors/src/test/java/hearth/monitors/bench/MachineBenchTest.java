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

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CancellationException;

@Timeout(120)
final class MachineBenchTest {
    private static final BenchPlan SHORT =
            new BenchPlan(
                    "quick",
                    Duration.ofMillis(20),
                    3,
                    Duration.ofMillis(30),
                    3,
                    64L << 20,
                    2,
                    Duration.ofMillis(30),
                    Duration.ZERO);

    @TempDir Path folder;
    private final InstantSource time = InstantSource.system();

    private MachineBench bench(Path place, double load) {
        return new MachineBench(
                place,
                2,
                4L << 20,
                SHORT,
                () ->
                        Reading.counted(
                                new CpuLoad(new Ratio(load), List.of(new Ratio(load))),
                                time.instant()),
                () -> 0,
                time,
                System::nanoTime);
    }

    /** Notes what ended, and may cancel when a part begins. */
    private static final class Noting implements BenchProgress {
        final List<String> ended = new ArrayList<>();
        private final String stopAt;
        private volatile boolean stop;

        Noting(String stopAt) {
            this.stopAt = stopAt;
        }

        @Override
        public void begins(String id, int part, int parts) {
            assertTrue(part >= 1 && part <= parts);
            stop |= id.equals(stopAt);
        }

        @Override
        public void ended(BenchLine line, int part, int parts) {
            ended.add(line.id());
        }

        @Override
        public boolean cancelled() {
            return stop;
        }
    }

    @Test
    void everyPartHasAPossibleFigureAndNothingIsLeftBehind() throws Exception {
        var noting = new Noting("none");
        Map<String, String> notes = new HashMap<>();
        var report = bench(folder, 0.01).run(List.of(), _ -> true, noting, notes::put);
        assertEquals(report.lines().stream().map(BenchLine::id).toList(), noting.ended);
        assertEquals(17, noting.ended.size());
        assertFigure(report, "cpu.sha256.one", 1e6, 1e11);
        assertFigure(report, "cpu.primes.all", 1, 1e6);
        assertFigure(report, "cpu.float.one", 1e3, 1e9);
        assertFigure(report, "memory.triad", 1e7, 1e13);
        assertFigure(report, "memory.latency", 0.1, 1e5);
        assertFigure(report, "disk.write", 1e5, 1e11);
        assertFigure(report, "disk.random.read.qd32", 1, 1e8);
        assertTrue(report.trustworthy());
        assertEquals("3 of 4 MiB", notes.get("memory arrays"));
        assertTrue(notes.getOrDefault("drive", "").contains("MiB"), notes.toString());
        try (var left = Files.list(folder)) {
            assertEquals(0, left.count());
        }
    }

    private static void assertFigure(BenchReport report, String id, double least, double most) {
        var line = report.line(id).orElseThrow();
        var figure = line.figure().measured().orElseThrow(() -> new AssertionError(line));
        assertTrue(figure.value() > least && figure.value() < most, id + " " + figure);
        assertTrue(figure.spread() >= 0, id + " " + figure);
    }

    @Test
    void othersThatTakeTheProcessorMakeTheFiguresDoubtful() throws Exception {
        var report =
                bench(folder, 0.34).run(List.of(), _ -> true, BenchProgress.none(), (_, _) -> {});
        assertFalse(report.trustworthy());
        assertEquals(0.34, report.busy(), 1e-9);
        assertEquals(
                0.34,
                report.line("cpu.sha256.all")
                        .orElseThrow()
                        .others()
                        .measured()
                        .orElseThrow()
                        .value(),
                1e-9);
    }

    @Test
    void whatThisProcessTakesItselfIsNobodyElses() {
        long[] now = {0};
        var others =
                new Bystanders(
                        () -> Reading.counted(new CpuLoad(new Ratio(1), List.of()), time.instant()),
                        () -> now[0] * 2 * 66 / 100,
                        () -> now[0],
                        2);
        others.begin();
        now[0] = 1_000_000_000;
        assertEquals(0.34, others.end().measured().orElseThrow().value(), 1e-9);
    }

    @Test
    void cancellingEndsItSoonAndRemovesTheFile() throws Exception {
        var noting = new Noting("disk.write");
        assertThrows(
                CancellationException.class,
                () -> bench(folder, 0).run(List.of(), _ -> true, noting, (_, _) -> {}));
        try (var left = Files.list(folder)) {
            assertEquals(0, left.count());
        }
    }

    @Test
    void aFolderThatIsGoneMakesTheDrivesPartsMissing() throws Exception {
        var report =
                bench(folder.resolve("gone"), 0)
                        .run(List.of(), _ -> true, BenchProgress.none(), (_, _) -> {});
        var line = report.line("disk.random.write.qd1").orElseThrow();
        var missing = assertInstanceOf(Reading.Missing.class, line.figure());
        assertEquals("its folder is not there", missing.reason());
        assertInstanceOf(
                Reading.Measured.class, report.line("memory.triad").orElseThrow().figure());
    }

    @Test
    void theSpreadIsHalfTheDistanceOfTheExtremes() {
        var figure = BenchLine.Figure.of(BenchLine.Rule.MEDIAN, "GB/s", List.of(11.8, 11.6, 11.7));
        assertEquals(11.7, figure.value());
        assertEquals(0.1 / 11.7, figure.spread(), 1e-12);
        assertEquals(11.8, figure.best());
        assertEquals(
                78, BenchLine.Figure.of(BenchLine.Rule.BEST, "ns", List.of(80.0, 78.0)).value());
    }
}
