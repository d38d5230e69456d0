package hearth.slots;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.AccessDeniedException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/**
 * The Linux control groups of one slot, version 2 or 1, where this user may make them. What could
 * not be limited says why.
 */
final class ControlGroup {
    private static final long PERIOD = 100_000;

    private final List<Path> folders = new ArrayList<>();
    private final List<Enforcement> limits = new ArrayList<>();

    private ControlGroup() {}

    /** Puts a process, with all that it starts, into a group of its own. */
    static ControlGroup confine(Path root, Path self, SlotSpec spec, long pid) {
        var group = new ControlGroup();
        var quota = Long.toString(Math.max(1_000, Math.round(spec.cores() * PERIOD)));
        var memory = Long.toString(spec.memory().value());
        var unified = group.unified(root, self);
        if (unified.isPresent()) {
            group.limit(
                    "cpu",
                    "cgroup v2 cpu.max",
                    unified.get(),
                    spec,
                    pid,
                    List.of("cpu.max", quota + " " + PERIOD));
            group.limit(
                    "memory",
                    "cgroup v2 memory.max",
                    unified.get(),
                    spec,
                    pid,
                    List.of("memory.max", memory));
        } else {
            group.legacy(root, self, "cpu", "cpu.cfs_quota_us", quota, spec, pid);
            group.legacy(root, self, "memory", "memory.limit_in_bytes", memory, spec, pid);
        }
        return group;
    }

    List<Enforcement> limits() {
        return limits;
    }

    /** The version 2 group that this process may divide, when cpu and memory are in its hands. */
    private Optional<Path> unified(Path root, Path self) {
        if (!Files.exists(root.resolve("cgroup.controllers"))) {
            return Optional.empty();
        }
        return own(self, "").map(path -> inside(root, path));
    }

    private void legacy(
            Path root, Path self, String what, String file, String value, SlotSpec spec, long pid) {
        var hierarchy = root.resolve(what);
        var own = own(self, what);
        if (!Files.isDirectory(hierarchy) || own.isEmpty()) {
            limits.add(new Enforcement(what, false, "this system has no control group for it"));
            return;
        }
        var parent = inside(hierarchy, own.get());
        limit(what, "cgroup v1 " + file, parent, spec, pid, List.of(file, value));
    }

    private void limit(
            String what, String by, Path parent, SlotSpec spec, long pid, List<String> setting) {
        var folder = parent.resolve("hearth-" + spec.name());
        try {
            if (!Files.isDirectory(folder)) {
                Files.createDirectory(folder);
            }
            write(folder.resolve(setting.getFirst()), setting.getLast());
            write(folder.resolve("cgroup.procs"), Long.toString(pid));
            if (!folders.contains(folder)) {
                folders.add(folder);
            }
            limits.add(new Enforcement(what, true, by));
        } catch (IOException e) {
            limits.add(
                    new Enforcement(
                            what, false, "this user may not set " + by + " here (" + why(e) + ")"));
        }
    }

    private static String why(IOException e) {
        return switch (e) {
            case AccessDeniedException _ -> "permission denied";
            case NoSuchFileException _ -> "no such control";
            default -> {
                var text = String.valueOf(e.getMessage());
                yield text.substring(text.lastIndexOf(':') + 1).strip().toLowerCase(Locale.ROOT);
            }
        };
    }

    private static void write(Path file, String value) throws IOException {
        // Not created: a control that does not exist must fail, not become a plain file.
        try (var out = Files.newOutputStream(file, StandardOpenOption.WRITE)) {
            out.write(value.getBytes(StandardCharsets.US_ASCII));
        }
    }

    /** This process's path in a hierarchy, from lines such as "4:memory:/user.slice". */
    private static Optional<String> own(Path self, String controller) {
        try {
            for (var line : Files.readAllLines(self.resolve("cgroup"))) {
                var parts = line.split(":", 3);
                if (parts.length == 3 && List.of(parts[1].split(",")).contains(controller)) {
                    return Optional.of(parts[2]);
                }
            }
        } catch (IOException e) {
            return Optional.empty(); // no /proc: not Linux
        }
        return Optional.empty();
    }

    private static Path inside(Path hierarchy, String path) {
        var relative = path.startsWith("/") ? path.substring(1) : path;
        return hierarchy.resolve(relative).normalize();
    }

    /** Takes the groups away once they are empty. */
    void remove() {
        for (var folder : folders) {
            try {
                Files.deleteIfExists(folder);
            } catch (IOException e) {
                // A process of it is still ending; the next start of the slot uses it again.
            }
        }
    }
}
