package hearth.agent;

import hearth.kernel.Bytes;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;

/** What this process itself uses, without the worker and the chains that it runs. */
final class SelfUse {
    private static final Path STATUS = Path.of("/proc/self/status");
    private static final String RESIDENT = "VmRSS:";

    private long lastNanos;
    private long lastCpuNanos;
    private double share;

    /** Share of one core since the call before; 0 at the first. */
    synchronized double cpuShare() {
        long now = System.nanoTime();
        long cpu =
                ProcessHandle.current().info().totalCpuDuration().map(Duration::toNanos).orElse(0L);
        if (lastNanos != 0 && now - lastNanos > 500_000_000L) {
            share = Math.max(0, (double) (cpu - lastCpuNanos) / (now - lastNanos));
        }
        if (lastNanos == 0 || now - lastNanos > 500_000_000L) {
            lastNanos = now;
            lastCpuNanos = cpu;
        }
        return share;
    }

    /** Resident memory; empty where the system does not tell it this way. */
    Optional<Bytes> memory() {
        try {
            for (var line : Files.readAllLines(STATUS, StandardCharsets.ISO_8859_1)) {
                if (line.startsWith(RESIDENT)) {
                    var words = line.substring(RESIDENT.length()).strip().split(" ", 2);
                    return Optional.of(new Bytes(Long.parseLong(words[0]) << 10));
                }
            }
        } catch (IOException | NumberFormatException _) {
            return Optional.empty();
        }
        return Optional.empty();
    }
}
