package hearth.app.ui;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Properties;
import java.util.Set;
import java.util.regex.Pattern;

/** The texts of the window are those that it uses. */
final class WordsTest {
    private static final Pattern LITERAL = Pattern.compile("\"((?:[^\"\\\\]|\\\\.)*)\"");

    /** A key stands in a source as a whole, or is put together from parts at one of its points. */
    @Test
    void eachIsUsed() throws IOException {
        Set<String> literals = new HashSet<>();
        for (Path source : files("java", ".java")) {
            LITERAL.matcher(Files.readString(source))
                    .results()
                    .forEach(found -> literals.add(found.group(1)));
        }
        List<String> unused = new ArrayList<>();
        int keys = 0;
        for (Path bundle : files("resources", "messages.properties")) {
            var words = new Properties();
            try (var reader = Files.newBufferedReader(bundle)) {
                words.load(reader);
            }
            for (String key : words.stringPropertyNames()) {
                keys++;
                if (!literals.contains(key) && !composed(key, literals)) {
                    unused.add(bundle + ": " + key);
                }
            }
        }
        assertTrue(keys > 100, keys + " keys");
        assertEquals(List.of(), unused);
    }

    private static boolean composed(String key, Set<String> literals) {
        for (int at = key.indexOf('.'); at >= 0; at = key.indexOf('.', at + 1)) {
            boolean prefix = literals.contains(key.substring(0, at + 1));
            boolean suffix =
                    literals.contains(key.substring(at)) && literals.contains(key.substring(0, at));
            if (prefix || suffix) {
                return true;
            }
        }
        return false;
    }

    private static List<Path> files(String folder, String end) throws IOException {
        try (var all = Files.walk(module().resolve("src/main").resolve(folder))) {
            return all.filter(path -> path.toString().endsWith(end)).toList();
        }
    }

    /** Tests run in the module's folder, or in the folder above it. */
    private static Path module() {
        Path here = Path.of("").toAbsolutePath();
        return Files.isDirectory(here.resolve("src/main/java/hearth/app"))
                ? here
                : here.resolve("app");
    }
}
