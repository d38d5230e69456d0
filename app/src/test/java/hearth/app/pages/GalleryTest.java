package hearth.app.pages;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import hearth.app.theme.Theme;

import javafx.scene.Node;
import javafx.scene.Parent;
import javafx.scene.control.Button;
import javafx.scene.control.Labeled;
import javafx.scene.control.TextInputControl;
import javafx.scene.image.WritableImage;
import javafx.scene.text.Text;

import org.jspecify.annotations.Nullable;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * Every page in every state, in two sizes. What a program can see is asserted: nothing that must be
 * read is cut off, whatever takes the focus has a name, and no page is blank. The rest is for the
 * eye: {@code -Dgallery=power|rules} draws the states whose name begins so into target/gallery, in
 * both themes; {@code -Dgallery=} draws all.
 */
class GalleryTest {
    private static final Path PICTURES = Path.of("target", "gallery");
    private static final int[][] SIZES = {{1280, 800}, {1920, 1080}};
    private static final @Nullable String WANTED = System.getProperty("gallery");

    static Stream<GalleryState> states() {
        var begin = Pattern.compile(WANTED == null ? "" : WANTED);
        return GalleryState.all().stream().filter(state -> begin.matcher(state.name()).lookingAt());
    }

    @ParameterizedTest
    @MethodSource("states")
    void isDrawnWithNothingCutOffOrNameless(GalleryState state) throws Exception {
        var show = Stagehand.call(() -> begun(state));
        if (show.then.isPresent()) {
            var button = show.then.get();
            Stagehand.until(() -> !button.isDisabled());
            Stagehand.call(() -> pressed(button));
        }
        for (int[] size : SIZES) {
            Stagehand.call(() -> {
                Stagehand.place(show.shell, Theme.DARK, size[0], size[1]);
                for (var theme : WANTED == null ? new Theme[] {Theme.DARK} : Theme.values()) {
                    theme.apply(show.shell.getScene());
                    show.shell.show(show.view(state.now()));
                    Stagehand.settle(show.shell, size[0], size[1]);
                    keep(state, theme, show.shell.getScene().snapshot(null));
                }
                assertEquals(List.of(), cutOff(show.shell), "cut off at " + size[0]);
                assertEquals(List.of(), nameless(show.shell), "without a name");
                return true;
            });
        }
    }

    private static Show begun(GalleryState state) {
        var show = new Show(state.says());
        state.before().accept(show);
        show.open(state.route());
        Stagehand.place(show.shell, Theme.DARK, SIZES[0][0], SIZES[0][1]);
        show.shell.show(show.view(Sample.NOW));
        Stagehand.settle(show.shell, SIZES[0][0], SIZES[0][1]);
        state.then().accept(new Stroll(show));
        return show;
    }

    private static boolean pressed(Button button) {
        button.fire();
        return true;
    }

    private static void keep(GalleryState state, Theme theme, WritableImage image)
            throws Exception {
        int width = (int) image.getWidth();
        var name = state.name() + "-" + theme.id() + "-" + width + ".png";
        if (WANTED != null) {
            Stagehand.write(image, PICTURES.resolve(name));
        }
        assertTrue(colours(image) > 12, name + " is blank");
    }

    private static int colours(WritableImage image) {
        Set<Integer> found = new HashSet<>();
        var reader = image.getPixelReader();
        for (int y = 0; y < image.getHeight(); y += 3) {
            for (int x = 0; x < image.getWidth(); x += 3) {
                found.add(reader.getArgb(x, y));
            }
        }
        return found.size();
    }

    /** What has to be read in full and is not. */
    private static List<String> cutOff(Parent root) {
        Set<String> strict =
                Set.of(
                        "value",
                        "head",
                        "button",
                        "chip",
                        "t-title",
                        "t-value",
                        "t-lead-value",
                        "caption");
        List<String> cut = new ArrayList<>();
        for (var node : Stroll.all(root)) {
            if (node instanceof Labeled labeled
                    && labeled.getStyleClass().stream().anyMatch(strict::contains)
                    && labeled.lookup(".text") instanceof Text shown
                    && !labeled.isWrapText()
                    && !blank(labeled.getText())
                    && !shown.getText().equals(labeled.getText())) {
                cut.add(labeled.getText() + " as " + shown.getText());
            }
        }
        return cut;
    }

    private static boolean blank(@Nullable String text) {
        return text == null || text.isBlank();
    }

    private static Optional<String> words(Node node) {
        return switch (node) {
            case Labeled labeled -> Optional.ofNullable(labeled.getText());
            case TextInputControl field -> Optional.ofNullable(field.getPromptText());
            default -> Optional.empty();
        };
    }

    private static List<String> nameless(Parent root) {
        List<String> found = new ArrayList<>();
        for (var node : Stroll.all(root)) {
            boolean named = !blank(node.getAccessibleText()) || !blank(words(node).orElse(""));
            if (node.isFocusTraversable() && !named) {
                found.add(node.getClass().getSimpleName() + node.getStyleClass());
            }
        }
        return found;
    }
}
