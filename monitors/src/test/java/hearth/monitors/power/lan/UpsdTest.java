package hearth.monitors.power.lan;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import hearth.kernel.Commands;
import hearth.kernel.Quality;
import hearth.kernel.Volts;
import hearth.kernel.Watts;
import hearth.monitors.power.decode.Decoded;
import hearth.monitors.power.decode.MeterReading;
import hearth.monitors.power.meter.Credentials;
import hearth.monitors.power.meter.MeterFailedException;
import hearth.monitors.power.meter.MeterKind;
import hearth.monitors.power.meter.MeterSetting;
import hearth.monitors.power.meter.StopSignal;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;

/** The real server of Network UPS Tools with its driver for tests. */
@Timeout(300)
final class UpsdTest {
    private static final Path DRIVER = Path.of("/lib/nut/dummy-ups");
    private static final Path SERVER = Path.of("/lib/nut/upsd");

    private static final String USER = System.getProperty("user.name", "root");

    @TempDir Path folder;

    @Test
    void readsAUpsThroughItsServer() throws Exception {
        assumeTrue(
                Files.isExecutable(DRIVER) && Files.isExecutable(SERVER),
                "SKIPPED: nut-server is not installed (./setup installs it)");
        configure();
        var driver = start(DRIVER.toString(), "-a", "ups", "-u", USER, "-FF");
        try {
            var reading = first();
            assertEquals(161, reading.power().map(Watts::value).orElseThrow());
            assertEquals(230.1, reading.voltage().map(Volts::value).orElseThrow());
            assertEquals(Quality.WALL, reading.quality());
        } finally {
            driver.destroyForcibly().waitFor();
        }
    }

    private void configure() throws IOException {
        Files.writeString(
                folder.resolve("ups.dev"),
                """
                device.type: ups
                output.voltage: 230.1
                ups.load: 23
                ups.realpower: 161
                ups.status: OL
                """);
        Files.writeString(
                folder.resolve("ups.conf"),
                "pollinterval = 1\n[ups]\n  driver = dummy-ups\n  port = "
                        + folder.resolve("ups.dev")
                        + "\n  mode = dummy-once\n  desc = \"for tests\"\n");
        Files.writeString(folder.resolve("upsd.users"), "");
        Files.writeString(folder.resolve("nut.conf"), "MODE=standalone\n");
    }

    private Process start(String... command) throws IOException {
        return Commands.prepare(
                        List.of(command),
                        folder,
                        Map.of(
                                "NUT_CONFPATH",
                                folder.toString(),
                                "NUT_STATEPATH",
                                folder.toString()))
                .redirectErrorStream(true)
                .redirectOutput(folder.resolve(Path.of(command[0]).getFileName() + ".log").toFile())
                .start();
    }

    /** The server takes no port of its own choice: it is started again when another got there. */
    private MeterReading first() throws Exception {
        for (int i = 0; i < 5; i++) {
            int port;
            try (var socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
                port = socket.getLocalPort();
            }
            Files.writeString(
                    folder.resolve("upsd.conf"),
                    "LISTEN 127.0.0.1 " + port + "\nSTATEPATH " + folder + "\n");
            var server = start(SERVER.toString(), "-u", USER, "-F");
            try {
                var reading = first("ups@127.0.0.1:" + port, server);
                if (reading.isPresent()) {
                    return reading.orElseThrow();
                }
            } finally {
                server.destroyForcibly().waitFor();
            }
        }
        throw new AssertionError("the server did not stay: " + logs());
    }

    /** Empty when the server has gone. */
    private Optional<MeterReading> first(String address, Process server) throws Exception {
        var setting = new MeterSetting("ups", "UPS", MeterKind.NUT, address, "", Map.of(), false);
        long deadline = System.nanoTime() + TimeUnit.SECONDS.toNanos(60);
        while (server.isAlive()) {
            var stop = new StopSignal();
            var frames = new ArrayList<Decoded>();
            try {
                new LanMeters(System::nanoTime)
                        .link(setting, Credentials.NONE)
                        .follow(
                                frame -> {
                                    frames.add(frame);
                                    stop.stop();
                                },
                                stop);
                if (frames.getFirst() instanceof Decoded.Sound(var reading)) {
                    return Optional.of(reading);
                }
            } catch (MeterFailedException e) {
                // Server and driver take a moment to find each other.
                frames.add(new Decoded.Damaged(e.sentence()));
            }
            assertTrue(System.nanoTime() < deadline, () -> "no reading: " + frames + logs());
            LockSupport.parkNanos(100_000_000);
        }
        return Optional.empty();
    }

    private String logs() {
        var text = new StringBuilder();
        for (var name : List.of("dummy-ups.log", "upsd.log")) {
            try {
                text.append('\n').append(Files.readString(folder.resolve(name)));
            } catch (IOException e) {
                text.append('\n').append(name).append(" cannot be read");
            }
        }
        return text.toString();
    }
}
