package hearth.monitors.history;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import hearth.testkit.KilledProgram;

import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import java.nio.file.Path;
import java.time.Instant;

@Timeout(120)
final class KillTest {
    @TempDir Path folder;

    /** Killed between two lines of its output, somewhere in the middle of a flush. */
    @ParameterizedTest
    @ValueSource(ints = {3, 61, 200})
    void whatAKilledProcessHadFlushedIsThere(int flushes) throws Exception {
        var file = folder.resolve("history.db");
        long flushed = KilledProgram.after(flushes, KilledWriter.class, file);
        var start = Instant.parse("2026-03-01T00:00:00Z");
        var end = Instant.ofEpochSecond(flushed);
        try (var history = History.open(file, () -> end)) {
            assertTrue(history.movedAside().isEmpty(), "the file was damaged");
            int seconds = (int) (flushed - start.getEpochSecond());
            for (int series = 0; series < 10; series++) {
                var name = "cpu.core." + series;
                var fine = history.query(name, start, end, seconds);
                assertEquals(seconds, fine.points().size());
                for (var point : fine.points()) {
                    double expected = (point.time().getEpochSecond() + series) % 100 / 100.0;
                    assertEquals(expected, point.mean(), 0.006);
                }
                var coarse = history.query(name, start, end, Math.max(1, seconds / 10));
                assertEquals(seconds / 10, coarse.points().size());
            }
        }
    }
}
