package hearth.app.theme;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/** The outlines of the icon set, read once from the file in {@code icons/bootstrap}. */
final class Icons {
    private static final Map<String, List<Glyph>> ALL = read();

    private Icons() {}

    /** One outline of an icon. */
    record Glyph(String path, boolean evenOdd) {}

    /** The outlines of an icon; an unknown name is a bug and says so. */
    static List<Glyph> paths(String name) {
        var found = ALL.get(name);
        if (found == null) {
            throw new IllegalArgumentException("no such icon: " + name);
        }
        return found;
    }

    private static Map<String, List<Glyph>> read() {
        Map<String, List<Glyph>> all = new HashMap<>();
        try (InputStream in = Icons.class.getResourceAsStream("icons.tsv");
                var lines =
                        new BufferedReader(
                                new InputStreamReader(
                                        Objects.requireNonNull(in), StandardCharsets.UTF_8))) {
            for (String line = lines.readLine(); line != null; line = lines.readLine()) {
                if (!line.startsWith("#") && !line.isBlank()) {
                    add(all, line);
                }
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return Map.copyOf(all);
    }

    private static void add(Map<String, List<Glyph>> all, String line) {
        List<Glyph> glyphs = new ArrayList<>();
        int tab = line.indexOf('\t');
        for (int at = tab; at >= 0; ) {
            int next = line.indexOf('\t', at + 1);
            String part = line.substring(at + 1, next < 0 ? line.length() : next);
            glyphs.add(new Glyph(part.substring(1), part.charAt(0) == 'E'));
            at = next;
        }
        all.put(line.substring(0, tab), List.copyOf(glyphs));
    }
}
