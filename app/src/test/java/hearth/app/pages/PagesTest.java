package hearth.app.pages;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import hearth.app.agent.ConnectionState;
import hearth.app.shell.PageId;
import hearth.app.shell.Route;
import hearth.app.theme.Theme;
import hearth.link.wire.Live;
import hearth.link.wire.PanelMessage;

import javafx.scene.Node;
import javafx.scene.Parent;
import javafx.scene.control.Labeled;
import javafx.scene.control.TextInputControl;
import javafx.scene.image.WritableImage;
import javafx.scene.input.KeyCode;
import javafx.scene.input.KeyEvent;
import javafx.scene.text.Text;

import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/** Builds every page with constructed data in both themes; the pictures are for the eye. */
class PagesTest {
    private static final Path PICTURES = Path.of("target", "pages");

    /** What the agent says. */
    enum Scene {
        BUSY,
        NEWCOMER,
        EMPTY,
        TROUBLED;

        Live says(long at) {
            return switch (this) {
                case BUSY -> Sample.busy(at);
                case NEWCOMER -> Sample.newcomer(at);
                case EMPTY -> Sample.empty(at);
                case TROUBLED -> Sample.troubled(at);
            };
        }
    }

    private static List<Route> routes() {
        return List.of(
                Route.to(PageId.OVERVIEW),
                Route.to(PageId.MACHINES),
                new Route(PageId.MACHINE, "local"),
                Route.to(PageId.METER),
                Route.to(PageId.SLOTS),
                Route.to(PageId.WORKERS),
                new Route(PageId.WORKER, "contract-risk"),
                new Route(PageId.INSIGHT, "0x8b88a393"),
                Route.to(PageId.BENCHMARKS),
                Route.to(PageId.REWARDS),
                new Route(PageId.EPOCH, "12"),
                Route.to(PageId.WALLET),
                Route.to(PageId.NETWORK),
                Route.to(PageId.FIRSTRUN),
                Route.to(PageId.ACTIVITY),
                Route.to(PageId.SETTINGS));
    }

    @ParameterizedTest
    @EnumSource(Scene.class)
    void everyPageIsDrawnInBothThemesWithNothingCutOffOrNameless(Scene scene) throws Exception {
        for (var route : routes()) {
            Stagehand.call(() -> {
                var show = drawn(scene, route, Theme.DARK, 1280, 800);
                assertEquals(List.of(), cutOff(show.shell), scene + " " + route);
                assertEquals(List.of(), nameless(show.shell), scene + " " + route);
                keep(show, route, scene, Theme.DARK);
                Theme.LIGHT.apply(show.shell.getScene());
                Stagehand.settle(show.shell, 1280, 800);
                keep(show, route, scene, Theme.LIGHT);
                return true;
            });
        }
    }

    private static void keep(Show show, Route route, Scene scene, Theme theme) throws IOException {
        var image = show.shell.getScene().snapshot(null);
        String name = route.page().id() + "-" + scene.name().toLowerCase(Locale.ROOT);
        Stagehand.write(image, PICTURES.resolve(name + "-" + theme.id() + ".png"));
        assertTrue(colours(image) > 12, route + " in " + theme + " is blank");
    }

    @Test
    void wideAndNarrowWindowsShowTheOverview() throws Exception {
        for (int[] size : new int[][] {{1024, 700}, {1920, 1080}}) {
            var image =
                    picture(Scene.BUSY, Route.to(PageId.OVERVIEW), Theme.DARK, size[0], size[1]);
            Stagehand.write(image, PICTURES.resolve("overview-" + size[0] + ".png"));
            assertEquals(size[0], (int) image.getWidth());
            assertTrue(colours(image) > 12);
        }
    }

    @Test
    void anAgentThatIsGoneIsSaidWithOneButton() throws Exception {
        int retries =
                Stagehand.call(() -> {
                    var show = new Show(Sample::busy);
                    show.agent.state.set(
                            new ConnectionState.Unreachable(
                                    "LINK-4",
                                    "The agent on this PC does not answer.",
                                    Sample.NOW.plusSeconds(8)));
                    show.open(Route.to(PageId.OVERVIEW));
                    var image = Stagehand.picture(show.shell, Theme.DARK, 1280, 800);
                    Stagehand.write(image, PICTURES.resolve("agent-unreachable.png"));
                    assertTrue(texts(show.shell).contains("LINK-4"));
                    var start = show.shell.lookup(".primary");
                    ((javafx.scene.control.Button) start).fire();
                    return show.agent.retries;
                });
        assertEquals(1, retries);
    }

    @Test
    void aMeterIsLookedAtBeforeItIsAdded() throws Exception {
        var asked =
                Stagehand.call(() -> {
                    var show = drawn(Scene.BUSY, Route.to(PageId.METER), Theme.DARK, 1280, 800);
                    var port = show.shell.lookup(".choice");
                    ((javafx.scene.control.Button) port).fire();
                    for (int i = 0; i < 3; i++) {
                        show.shell.show(show.view(Sample.NOW.plusSeconds(i)));
                    }
                    var image = Stagehand.picture(show.shell, Theme.DARK, 1280, 800);
                    Stagehand.write(image, PICTURES.resolve("meter-preview-dark.png"));
                    var light = Stagehand.picture(show.shell, Theme.LIGHT, 1280, 800);
                    Stagehand.write(light, PICTURES.resolve("meter-preview-light.png"));
                    var said = texts(show.shell);
                    assertTrue(said.contains("6.42"), said.toString());
                    assertTrue(said.contains("19 of 20 frames sound"), said.toString());
                    show.shell.lookupAll(".primary").stream()
                            .map(javafx.scene.control.Button.class::cast)
                            .filter(button -> button.getText().equals("Add meter"))
                            .forEach(javafx.scene.control.Button::fire);
                    return show.agent.asked;
                });
        var added =
                asked.stream()
                        .filter(PanelMessage::hasAddMeter)
                        .map(PanelMessage::getAddMeter)
                        .toList();
        assertEquals(1, added.size());
        assertEquals("/dev/ttyUSB0", added.getFirst().getAddress());
        assertEquals("tower", added.getFirst().getFeeds(0).getMachine());
    }

    @Test
    void valuesThatAreOldAreMarkedAndCounted() throws Exception {
        var said =
                Stagehand.call(() -> {
                    var show = new Show(Sample::busy);
                    show.shell.open(new Route(PageId.MACHINE, "local"));
                    Instant later = Sample.NOW.plusSeconds(42);
                    Stagehand.picture(show.shell, Theme.DARK, 1280, 800);
                    show.shell.show(show.view(later));
                    var image = Stagehand.picture(show.shell, Theme.DARK, 1280, 800);
                    Stagehand.write(image, PICTURES.resolve("machine-stale.png"));
                    return texts(show.shell);
                });
        assertTrue(said.contains("silent 42\u202fs"), said.toString());
    }

    @Test
    void keysMoveBetweenPagesAndThePaletteAndBack() throws Exception {
        Stagehand.call(() -> {
            var show = drawn(Scene.BUSY, Route.to(PageId.OVERVIEW), Theme.DARK, 1280, 800);
            press(show.shell, KeyCode.DIGIT3, true);
            assertEquals(PageId.SLOTS, show.shell.route().orElseThrow().page());
            press(show.shell, KeyCode.ESCAPE, false);
            assertEquals(PageId.OVERVIEW, show.shell.route().orElseThrow().page());
            press(show.shell, KeyCode.K, true);
            assertTrue(show.shell.dialogs().showing());
            var image = Stagehand.picture(show.shell, Theme.DARK, 1280, 800);
            Stagehand.write(image, PICTURES.resolve("palette.png"));
            press(show.shell.dialogs(), KeyCode.ESCAPE, false);
            assertFalse(show.shell.dialogs().showing());
            return true;
        });
    }

    @Test
    void pauseEverythingAsksForEachWorker() throws Exception {
        var asked =
                Stagehand.call(() -> {
                    var show = drawn(Scene.BUSY, Route.to(PageId.OVERVIEW), Theme.DARK, 1280, 800);
                    show.shell.fireEvent(
                            new KeyEvent(
                                    KeyEvent.KEY_PRESSED,
                                    "",
                                    "",
                                    KeyCode.P,
                                    true,
                                    true,
                                    false,
                                    false));
                    return show.agent.asked.stream()
                            .filter(PanelMessage::hasControlWorker)
                            .map(m -> m.getControlWorker().getWorker())
                            .toList();
                });
        assertEquals(List.of("contract-risk"), asked);
    }

    @Test
    void aQuestionWithoutAnswerIsABannerWithAWayOut() throws Exception {
        var said =
                Stagehand.call(() -> {
                    var show = new Show(Sample::busy);
                    show.agent.answers = false;
                    show.open(new Route(PageId.INSIGHT, "0x1"));
                    Stagehand.picture(show.shell, Theme.DARK, 1280, 800);
                    return texts(show.shell);
                });
        assertTrue(said.contains("Try again"), said.toString());
    }

    private static void press(Node target, KeyCode code, boolean control) {
        target.fireEvent(
                new KeyEvent(
                        KeyEvent.KEY_PRESSED,
                        "",
                        code.getName(),
                        code,
                        false,
                        control,
                        false,
                        false));
    }

    private static Show drawn(Scene scene, Route route, Theme theme, int width, int height) {
        var show = new Show(scene::says);
        show.open(route);
        Stagehand.picture(show.shell, theme, width, height);
        show.shell.show(show.view(Sample.NOW));
        Stagehand.settle(show.shell, width, height);
        return show;
    }

    private static WritableImage picture(
            Scene scene, Route route, Theme theme, int width, int height) throws Exception {
        return Stagehand.call(() -> {
            var show = drawn(scene, route, theme, width, height);
            return show.shell.getScene().snapshot(null);
        });
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

    private static List<Node> all(Parent root) {
        List<Node> nodes = new ArrayList<>();
        for (var child : root.getChildrenUnmodifiable()) {
            if (child.isVisible()) {
                nodes.add(child);
                if (child instanceof Parent parent) {
                    nodes.addAll(all(parent));
                }
            }
        }
        return nodes;
    }

    private static List<String> texts(Parent root) {
        return all(root).stream()
                .filter(Labeled.class::isInstance)
                .map(n -> ((Labeled) n).getText())
                .toList();
    }

    private static List<String> cutOff(Parent root) {
        Set<String> strict =
                Set.of("value", "head", "t-title", "t-value", "t-lead-value", "caption");
        List<String> cut = new ArrayList<>();
        for (var node : all(root)) {
            if (node instanceof Labeled labeled
                    && labeled.getStyleClass().stream().anyMatch(strict::contains)
                    && labeled.lookup(".text") instanceof Text shown
                    && !labeled.isWrapText()
                    && !shown.getText().equals(labeled.getText())) {
                cut.add(labeled.getText() + " as " + shown.getText());
            }
        }
        return cut;
    }

    private static boolean blank(@Nullable String text) {
        return text == null || text.isBlank();
    }

    private static @Nullable String words(Node node) {
        return switch (node) {
            case Labeled labeled -> labeled.getText();
            case TextInputControl field -> field.getPromptText();
            default -> null;
        };
    }

    private static List<String> nameless(Parent root) {
        List<String> found = new ArrayList<>();
        for (var node : all(root)) {
            boolean named = !blank(node.getAccessibleText()) || !blank(words(node));
            if (node.isFocusTraversable() && !named) {
                found.add(node.getClass().getSimpleName() + node.getStyleClass());
            }
        }
        return found;
    }
}
