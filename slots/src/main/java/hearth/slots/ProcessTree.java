package hearth.slots;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** What a process and its descendants use, from /proc. */
final class ProcessTree {
    /** The kernel's unit for user space; fixed at 100 a second on every Linux. */
    private static final long TICK_MILLIS = 10;

    private static final long PAGE_SIZE = measuredPageSize(Path.of("/proc/self"));

    record Use(Duration cpu, long residentBytes) {}

    private ProcessTree() {}

    /**
     * A process and its descendants. Looks at every process of the machine: not for each second.
     */
    static List<Long> pids(ProcessHandle root) {
        return Stream.concat(Stream.of(root), root.descendants()).map(ProcessHandle::pid).toList();
    }

    static Optional<Use> use(Path proc, List<Long> pids) {
        long ticks = 0;
        long pages = 0;
        boolean seen = false;
        for (long pid : pids) {
            try {
                var stat = Files.readString(proc.resolve(pid + "/stat"));
                // The name in brackets may hold anything; the fields begin after the last bracket.
                var fields = stat.substring(stat.lastIndexOf(')') + 2).split(" ", -1);
                for (int i = 11; i <= 14; i++) { // utime, stime, and those of ended children
                    ticks += Long.parseLong(fields[i]);
                }
                pages += Long.parseLong(fields[21]);
                seen = true;
            } catch (IOException | IllegalArgumentException | IndexOutOfBoundsException e) {
                // Ended meanwhile.
            }
        }
        return seen
                ? Optional.of(new Use(Duration.ofMillis(ticks * TICK_MILLIS), pages * PAGE_SIZE))
                : Optional.empty();
    }

    /** The kernel's page size: 4 KiB nearly everywhere, 16 KiB on a Raspberry Pi 5. */
    static long measuredPageSize(Path self) {
        try {
            for (var line : Files.readAllLines(self.resolve("smaps"))) {
                if (line.startsWith("KernelPageSize:")) {
                    return Long.parseLong(line.replaceAll("[^0-9]", "")) << 10;
                }
            }
        } catch (IOException | NumberFormatException e) {
            return 4_096;
        }
        return 4_096;
    }
}
