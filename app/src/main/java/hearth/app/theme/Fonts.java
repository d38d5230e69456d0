package hearth.app.theme;

import javafx.scene.text.Font;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.Objects;

/** The panel's own fonts: digits of equal width, so that live numbers do not dance. */
final class Fonts {
    private static final List<String> FILES =
            List.of(
                    "InterTabular-Regular.otf",
                    "InterTabular-Medium.otf",
                    "InterTabular-SemiBold.otf",
                    "InterTabular-Bold.otf",
                    "JetBrainsMono-Regular.ttf");

    private Fonts() {}

    /** Registers them with JavaFX; a second call finds them there and costs nothing. */
    static void load() {
        if (Font.getFamilies().contains("Inter Tabular")) {
            return;
        }
        for (var file : FILES) {
            try (InputStream in = Fonts.class.getResourceAsStream("fonts/" + file)) {
                Font.loadFont(Objects.requireNonNull(in, file), 13);
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
    }
}
