package hearth.monitors.bench;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import hearth.kernel.Reading;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CancellationException;
import java.util.stream.Collectors;

@Timeout(180)
final class BenchChildTest {
    @TempDir Path folder;

    /** Notes what it is told, and cancels when the named part begins. */
    private static final class Noting implements BenchProgress {
        final List<String> ended = new ArrayList<>();
        private final String stopAt;
        private boolean stop;

        Noting(String stopAt) {
            this.stopAt = stopAt;
        }

        @Override
        public void begins(String id, int part, int parts) {
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

    /** What other tests started. */
    private final Set<ProcessHandle> others =
            ProcessHandle.current().descendants().collect(Collectors.toSet());

    private BenchReport run(Class<?> main, BenchProgress progress) throws Exception {
        var nothing =
                new LoadPoint.Around(
                        Reading.missing(Instant.EPOCH, "no meter"),
                        "",
                        Reading.missing(Instant.EPOCH, "no sensor"),
                        Reading.missing(Instant.EPOCH, "no clock"),
                        "");
        return BenchChild.run(
                new BenchJob(main, folder, 2, BenchPlan.QUICK, 200L << 20, () -> nothing),
                InstantSource.system(),
                progress);
    }

    @Test
    void theReportOfAnotherProcessArrivesWhole() throws Exception {
        var noting = new Noting("none");
        var report = run(ChildForTest.class, noting);
        assertEquals(17, report.lines().size());
        assertEquals(report.lines().stream().map(BenchLine::id).toList(), noting.ended);
        assertEquals(2, report.threads());
        assertTrue(report.busyBefore().measured().isPresent(), report.busyBefore().toString());
        var hashing = report.line("cpu.sha256.all").orElseThrow().figure().measured();
        assertEquals(3, hashing.orElseThrow().runs().size());
        assertTrue(report.took().toMillis() > 1000, report.took().toString());
        assertTrue(report.busyDuring().measured().isPresent(), report.busyDuring().toString());
        assertTrue(report.conditions().containsKey("processor"), report.conditions().toString());
        assertTrue(report.conditions().containsKey("temperature after"));
        assertFalse(Files.exists(folder.resolve("benchmark.tmp")));
    }

    @Test
    void aProcessThatIsKilledWhileItUsesTheDriveLeavesNoFile() throws Exception {
        var killing =
                new BenchProgress() {
                    @Override
                    public void begins(String id, int part, int parts) {
                        if (id.equals("disk.read")) {
                            ProcessHandle.current()
                                    .children()
                                    .filter(child -> !others.contains(child))
                                    .forEach(ProcessHandle::destroyForcibly);
                        }
                    }

                    @Override
                    public void ended(BenchLine line, int part, int parts) {}

                    @Override
                    public boolean cancelled() {
                        return false;
                    }
                };
        assertThrows(IOException.class, () -> run(ChildForTest.class, killing));
        try (var left = Files.list(folder)) {
            assertEquals(0, left.count());
        }
    }

    @Test
    void cancellingEndsTheProcess() {
        var noting = new Noting("cpu.sha256.one");
        assertThrows(CancellationException.class, () -> run(ChildForTest.class, noting));
        assertTrue(noting.ended.size() < 4, noting.ended.toString());
        assertEquals(
                0,
                ProcessHandle.current()
                        .descendants()
                        .filter(child -> !others.contains(child) && child.isAlive())
                        .count());
    }

    @Test
    void aProcessThatSaysNothingIsAnErrorAndNotAnEmptyReport() {
        var refused =
                assertThrows(
                        IOException.class, () -> run(BenchChildTest.class, new Noting("none")));
        assertTrue(String.valueOf(refused.getMessage()).contains("without a report"));
    }
}
