package hearth.installers;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.stream.Collectors;

/** The text of the agent's systemd user unit. */
final class UnitFile {
    static final String NAME = "hearth-agent.service";

    private UnitFile() {}

    static String text(List<String> command) {
        try (var in = UnitFile.class.getResourceAsStream(NAME)) {
            if (in == null) {
                throw new IllegalStateException("the template " + NAME + " is not packed");
            }
            var template = new String(in.readAllBytes(), StandardCharsets.UTF_8);
            return template.replace("@command@", line(command));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static String line(List<String> command) {
        return command.stream().map(UnitFile::quoted).collect(Collectors.joining(" "));
    }

    /** In systemd's quoting; a line end could begin another setting and is refused. */
    private static String quoted(String word) {
        if (word.chars().anyMatch(c -> c < ' ' || c == 0x7f)) {
            throw new IllegalArgumentException("a control character in " + word.strip());
        }
        return '"'
                + word.replace("\\", "\\\\")
                        .replace("\"", "\\\"")
                        .replace("%", "%%")
                        .replace("$", "$$")
                + '"';
    }
}
