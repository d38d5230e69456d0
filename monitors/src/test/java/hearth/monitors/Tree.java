package hearth.monitors;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** A recorded /proc and /sys in a folder of the test. */
public record Tree(Path root) {
    /** Writes a file as the kernel would show it; an open reader sees the new text. */
    public Tree put(String path, String text) {
        try {
            var file = root.resolve(path);
            var parent = file.getParent();
            if (parent != null) {
                Files.createDirectories(parent);
            }
            Files.writeString(file, text);
            return this;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
