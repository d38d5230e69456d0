package hearth.monitors.sensors;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.AccessDeniedException;
import java.nio.file.DirectoryIteratorException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Where /proc and /sys are: the real ones, or a recorded tree. */
record Roots(Path proc, Path sys) {
    static Roots of(Path root) {
        return new Roots(root.resolve("proc"), root.resolve("sys"));
    }

    /** A small file's text without surrounding white space; empty when it cannot be read. */
    static Optional<String> text(Path file) {
        try (var in = Files.newInputStream(file)) {
            var bytes = in.readNBytes(4096);
            // Device tree strings end with a zero byte.
            var text = new String(bytes, StandardCharsets.UTF_8).replace('\0', ' ').strip();
            return text.isEmpty() ? Optional.empty() : Optional.of(text);
        } catch (IOException e) {
            return Optional.empty();
        }
    }

    /** Whether the file is there but not for us. */
    static boolean denied(Path file) {
        try (var in = Files.newInputStream(file)) {
            return in.read() < -1;
        } catch (AccessDeniedException e) {
            return true;
        } catch (IOException e) {
            return false;
        }
    }

    static Optional<Long> number(Path file) {
        return text(file).flatMap(Roots::number);
    }

    static Optional<Long> number(String text) {
        try {
            return Optional.of(Long.parseLong(text));
        } catch (NumberFormatException e) {
            return Optional.empty();
        }
    }

    /** What a folder holds, by name; nothing when it is not there. */
    static List<Path> children(Path folder) {
        var found = new ArrayList<Path>();
        try (var stream = Files.newDirectoryStream(folder)) {
            stream.forEach(found::add);
        } catch (IOException | DirectoryIteratorException e) {
            return List.of();
        }
        found.sort((a, b) -> {
            var left = name(a);
            var right = name(b);
            int byLength = Integer.compare(left.length(), right.length());
            // hwmon2 before hwmon10
            return byLength != 0 ? byLength : left.compareTo(right);
        });
        return found;
    }

    static String name(Path path) {
        var last = path.getFileName();
        return last == null ? "" : last.toString();
    }
}
