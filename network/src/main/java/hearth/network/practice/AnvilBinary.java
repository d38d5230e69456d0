package hearth.network.practice;

import org.jspecify.annotations.Nullable;

import java.io.File;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.regex.Pattern;

/** Where the local chain's program is on this computer. */
public final class AnvilBinary {
    /** System property that names the program; the launcher sets it. */
    public static final String PROPERTY = "hearth.anvil";

    private AnvilBinary() {}

    /** The program that came with Hearth, else one on the PATH. */
    public static Optional<Path> find() {
        return find(System.getProperty(PROPERTY), System.getenv("PATH"));
    }

    static Optional<Path> find(@Nullable String property, @Nullable String path) {
        if (property != null && !property.isBlank()) {
            Path named = Path.of(property);
            if (Files.isExecutable(named)) {
                return Optional.of(named.toAbsolutePath());
            }
        }
        if (path == null) {
            return Optional.empty();
        }
        return Pattern.compile(Pattern.quote(File.pathSeparator))
                .splitAsStream(path)
                .filter(folder -> folder.startsWith("/"))
                .map(folder -> Path.of(folder, "anvil"))
                .filter(Files::isExecutable)
                .findFirst();
    }

    static Path require() throws PracticeFailedException {
        return find().orElseThrow(() ->
                new PracticeFailedException(
                        "This computer has no local chain yet: run ./setup, which fetches it, and"
                                + " start again."));
    }
}
