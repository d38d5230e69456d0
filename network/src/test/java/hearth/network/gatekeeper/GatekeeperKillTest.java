package hearth.network.gatekeeper;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import hearth.kernel.Wei;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

import java.io.BufferedReader;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Random;

/** A real process, killed without warning. */
@Timeout(120)
final class GatekeeperKillTest {
    private static final int LIVES = 3;
    private static final int UNITS = 40;

    @TempDir Path directory;

    @Test
    void whatWasAcknowledgedIsPaidOnceAfterKills() throws Exception {
        long seed = 33;
        var random = new Random(seed);
        long acknowledged = 0;
        for (int life = 0; life < LIVES; life++) {
            acknowledged += liveAndDie(3 + random.nextInt(14));
        }
        try (var network = new FakeNetwork(directory)) {
            network.tick();
            var book = network.gatekeeper.book();
            long open = network.gatekeeper.preview().map(OpenEpoch::epoch).orElse(0L);
            for (int i = 0; i < 400 && book.lastEpoch() < open; i++) {
                network.clock.advance(Duration.ofMillis(250));
                network.tick();
            }
            assertTrue(book.lastEpoch() >= Math.max(1, open), "open: " + open);
            long paid = 0;
            for (long epoch = 1; epoch <= book.lastEpoch(); epoch++) {
                var node = book.get(epoch).orElseThrow().node(1).orElseThrow();
                paid += node.verified();
                assertEquals(0, node.refused(), "seed " + seed + ", epoch " + epoch);
                assertTrue(node.pay().compareTo(Wei.ZERO) >= 0);
            }
            // a receipt may have been kept in the moment before its line was printed
            assertTrue(
                    paid >= acknowledged && paid <= acknowledged + LIVES * (long) UNITS,
                    "seed " + seed + ": acknowledged " + acknowledged + ", paid " + paid);
        }
    }

    private long liveAndDie(int receipts) throws Exception {
        var process =
                new ProcessBuilder(
                                List.of(
                                        Path.of(System.getProperty("java.home"), "bin", "java")
                                                .toString(),
                                        "-XX:+UseSerialGC",
                                        "-XX:TieredStopAtLevel=1",
                                        "-cp",
                                        System.getProperty("java.class.path"),
                                        KilledGatekeeper.class.getName(),
                                        directory.toString(),
                                        "1000"))
                        .redirectError(ProcessBuilder.Redirect.DISCARD)
                        .start();
        long units = 0;
        try (var lines =
                new BufferedReader(
                        new InputStreamReader(
                                process.getInputStream(), StandardCharsets.US_ASCII))) {
            for (int i = 0; i < receipts; i++) {
                var line = lines.readLine();
                assertTrue(line != null, "the gatekeeper ended by itself");
                units += Long.parseLong(line);
            }
            // by its handle: the process's own method would close the stream with lines in it
            process.toHandle().destroyForcibly();
            for (var line = lines.readLine(); line != null; line = lines.readLine()) {
                units += Long.parseLong(line.strip());
            }
        } finally {
            process.destroyForcibly();
        }
        process.waitFor();
        return units;
    }
}
