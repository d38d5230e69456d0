package hearth.monitors.bench;

import java.io.IOException;
import java.nio.file.DirectoryIteratorException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.OptionalLong;

/** The processor's caches, and how large memory's arrays have to be because of them. */
final class Caches {
    /** Where the system does not tell: larger than a home machine's. */
    static final long GUESS = 32L << 20;

    private static final long LEAST_ARRAY = 32L << 20;

    private Caches() {}

    /** Bytes of all last-level caches together, where the system tells. */
    static OptionalLong lastLevel(Path cpus) {
        Map<Integer, Map<String, Long>> levels = new HashMap<>();
        try (var folders = Files.newDirectoryStream(cpus, "cpu[0-9]*")) {
            for (var cpu : folders) {
                read(cpu.resolve("cache"), levels);
            }
        } catch (IOException | DirectoryIteratorException e) {
            return OptionalLong.empty();
        }
        return levels.entrySet().stream()
                .max(Map.Entry.comparingByKey())
                .map(last ->
                        OptionalLong.of(
                                last.getValue().values().stream().mapToLong(Long::longValue).sum()))
                .orElseGet(OptionalLong::empty);
    }

    private static void read(Path caches, Map<Integer, Map<String, Long>> levels) {
        try (var indexes = Files.newDirectoryStream(caches, "index*")) {
            for (var index : indexes) {
                int level = Integer.parseInt(Files.readString(index.resolve("level")).strip());
                // Threads that share one cache name the same list: it is counted once.
                var shared = Files.readString(index.resolve("shared_cpu_list")).strip();
                levels.computeIfAbsent(level, _ -> new HashMap<>())
                        .put(shared, size(Files.readString(index.resolve("size")).strip()));
            }
        } catch (IOException | DirectoryIteratorException | NumberFormatException e) {
            // A thread that is switched off, or a system that does not tell: not counted.
        }
    }

    /** Reads 32768K or 32M. */
    static long size(String text) {
        var upper = text.toUpperCase(Locale.ROOT);
        int shift = upper.endsWith("K") ? 10 : upper.endsWith("M") ? 20 : 0;
        var digits = shift == 0 ? upper : upper.substring(0, upper.length() - 1);
        return Long.parseLong(digits) << shift;
    }

    /**
     * Bytes of each of the three arrays: four times the caches, or what memory allows.
     *
     * @param caches all last-level caches together
     * @param available memory that programs can get
     */
    static long array(long caches, long available) {
        long wish = Math.max(LEAST_ARRAY, 4 * caches);
        // All three in 40 % of what is free: a benchmark must not push programs out.
        long most = Math.max(LEAST_ARRAY / 4, available * 2 / 5 / 3);
        return Math.min(wish, most) / 8 * 8;
    }
}
