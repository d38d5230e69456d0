package hearth.monitors.power.serial;

import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import hearth.kernel.Commands;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;

/** Two pseudo-terminals joined by socat: the meter's end and the port that Hearth opens. */
final class PortPair implements AutoCloseable {
    private final Process socat;
    private final Path port;
    private final OutputStream meter;
    private final InputStream heard;

    private PortPair(Process socat, Path port, OutputStream meter, InputStream heard) {
        this.socat = socat;
        this.port = port;
        this.meter = meter;
        this.heard = heard;
    }

    static PortPair open(Path folder) throws IOException {
        assumeTrue(
                Files.isExecutable(Path.of("/usr/bin/socat")),
                "SKIPPED: socat is not installed (./setup installs it)");
        var port = folder.resolve("port");
        var process =
                Commands.prepare(
                                List.of("/usr/bin/socat", "-", "pty,raw,echo=0,link=" + port),
                                folder,
                                Map.of())
                        .start();
        until("the port is there", () -> Files.exists(port));
        return new PortPair(process, port, process.getOutputStream(), process.getInputStream());
    }

    String path() {
        return port.toString();
    }

    void send(byte[] bytes) throws IOException {
        meter.write(bytes);
        meter.flush();
    }

    /** What the meter heard; blocks until so many bytes have come. */
    byte[] heard(int count) throws IOException {
        return heard.readNBytes(count);
    }

    void unplug() throws InterruptedException {
        socat.destroyForcibly().waitFor();
    }

    static void until(String what, BooleanSupplier condition) {
        long deadline = System.nanoTime() + TimeUnit.SECONDS.toNanos(60);
        while (!condition.getAsBoolean()) {
            assertTrue(System.nanoTime() < deadline, () -> "not in 60 s: " + what);
            LockSupport.parkNanos(5_000_000);
        }
    }

    /** Ends it and takes its link away: one whose device goes while it is deleted cannot be. */
    @Override
    public void close() {
        socat.destroyForcibly().onExit().join();
        try {
            Files.deleteIfExists(port);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
