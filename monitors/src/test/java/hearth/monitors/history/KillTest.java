package hearth.monitors.history;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import hearth.kernel.Commands;

import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import java.io.BufferedReader;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Map;

@Timeout(120)
final class KillTest {
    @TempDir Path folder;

    /** Killed between two lines of its output, somewhere in the middle of a flush. */
    @ParameterizedTest
    @ValueSource(ints = {3, 61, 200})
    void whatAKilledProcessHadFlushedIsThere(int flushes) throws Exception {
        var file = folder.resolve("history.db");
        var java = Path.of(System.getProperty("java.home"), "bin", "java").toString();
        var process =
                Commands.prepare(
                                List.of(
                                        java,
                                        "-XX:TieredStopAtLevel=1",
                                        "-XX:+UseSerialGC",
                                        "--enable-native-access=ALL-UNNAMED",
                                        "-cp",
                                        System.getProperty("java.class.path"),
                                        KilledWriter.class.getName(),
                                        file.toString()),
                                folder,
                                Map.of())
                        .redirectErrorStream(true)
                        .start();
        long flushed = 0;
        try (var lines =
                new BufferedReader(
                        new InputStreamReader(process.getInputStream(), StandardCharsets.UTF_8))) {
            for (int i = 0; i < flushes; i++) {
                var line = lines.readLine();
                assertTrue(line != null && line.matches("\\d+"), "the writer says " + line);
                flushed = Long.parseLong(line);
            }
        } finally {
            process.destroyForcibly();
        }
        process.waitFor();
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
