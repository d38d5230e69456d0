package hearth.app.pages;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import hearth.app.theme.Theme;

import javafx.css.PseudoClass;
import javafx.scene.Node;
import javafx.scene.Parent;
import javafx.scene.control.Button;
import javafx.scene.control.Labeled;
import javafx.scene.control.TextInputControl;
import javafx.scene.image.WritableImage;

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
 * Every page in every state, in a small and a large window and at 150 %. What a program can see is
 * asserted: nothing that must be read is cut off, whatever takes the focus has a name and shows the
 * focus, and no page is blank. The rest is for the eye: {@code -Dgallery=power|rules} draws the
 * states whose name begins so into target/gallery, in both themes; {@code -Dgallery=} draws all.
 */
class GalleryTest {
    private static final Path PICTURES = Path.of("target", "gallery");
    private static final int[][] SIZES = {{1280, 800}, {1920, 1080}, {853, 533}};
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
                    if (WANTED != null || size[0] == SIZES[0][0]) {
                        keep(state, theme, show.shell.getScene().snapshot(null));
                    }
                }
                assertEquals(List.of(), Inspection.faults(show.shell), "at " + size[0]);
                assertEquals(List.of(), nameless(show.shell), "without a name");
                return true;
            });
        }
        for (int width = 1920; width >= 1024; width -= 64) {
            int wide = width;
            int tall = 640 + (width - 1024) * 440 / 896;
            Stagehand.call(() -> {
                // As while the border is dragged: the same nodes, one layout after the other.
                Stagehand.settle(show.shell, wide, tall);
                assertEquals(List.of(), Inspection.faults(show.shell), "resized to " + wide);
                return true;
            });
        }
        var ringless = Stagehand.call(() -> ringless(show.shell));
        assertEquals(Set.of(), ringless, "the focus is not seen on");
    }

    static Show begun(GalleryState state) {
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

    /** What looks the same with the focus of the keyboard as without. */
    private static Set<String> ringless(Parent root) {
        Set<String> found = new HashSet<>();
        for (var node : Stroll.all(root)) {
            // A field with an icon shows the focus of what is in it.
            var seen = node.getParent().getStyleClass().contains("field") ? node.getParent() : node;
            if (node.isFocusTraversable()
                    && !node.isDisabled()
                    && looks(seen, true) == looks(seen, false)) {
                found.add(node.getClass().getSimpleName() + node.getStyleClass());
            }
        }
        return found;
    }

    /** A digest of the colours of a node in a picture of its own. */
    private static int looks(Node node, boolean focused) {
        for (var name : List.of("focused", "focus-visible", "focus-within")) {
            node.pseudoClassStateChanged(PseudoClass.getPseudoClass(name), focused);
        }
        node.applyCss();
        var image = node.snapshot(null, null);
        int digest = 1;
        for (int y = 0; y < image.getHeight(); y++) {
            for (int x = 0; x < image.getWidth(); x++) {
                digest = 31 * digest + image.getPixelReader().getArgb(x, y);
            }
        }
        return digest;
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
