package hearth.app.pages;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertTrue;

import hearth.app.shell.PageId;
import hearth.app.shell.Route;
import hearth.app.theme.Theme;

import javafx.event.EventType;
import javafx.geometry.Bounds;
import javafx.scene.Node;
import javafx.scene.Parent;
import javafx.scene.control.Button;
import javafx.scene.control.ToggleButton;
import javafx.scene.input.KeyCode;
import javafx.scene.input.KeyEvent;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;

/** The keyboard alone: where Tab goes, and what Enter presses. */
class KeysTest {
    private static final double SLACK = 4;

    static Stream<GalleryState> states() {
        return GalleryState.all().stream();
    }

    @ParameterizedTest
    @MethodSource("states")
    void tabVisitsEverythingInTheOrderOfReading(GalleryState state) throws Exception {
        Stagehand.call(() -> {
            var show = GalleryTest.begun(state);
            Stagehand.settle(show.shell, 1280, 800);
            var layer = show.shell.dialogs().showing() ? show.shell.dialogs() : show.shell;
            // A page scrolls along with the focus: where things are is looked at before.
            var missed = stops(layer);
            List<Bounds> places = new ArrayList<>();
            List<Node> seen = List.copyOf(missed);
            seen.forEach(node -> places.add(place(node)));
            var walk = walk(layer);
            missed.removeAll(walk);
            assertEquals(List.of(), missed.stream().map(KeysTest::named).toList(), "never reached");
            for (int i = 1; i < walk.size(); i++) {
                var before = places.get(seen.indexOf(walk.get(i - 1)));
                var next = places.get(seen.indexOf(walk.get(i)));
                boolean onward =
                        before.contains(next)
                                || next.getMinY() >= before.getMaxY() - SLACK
                                || next.getMinX() >= before.getMaxX() - SLACK;
                // Contracts of one family lie around their centre in no order; there is a list.
                boolean family = walk.get(i).getStyleClass().contains("graph-node");
                assertTrue(
                        onward || family,
                        named(walk.get(i)) + " comes after " + named(walk.get(i - 1)));
            }
            return true;
        });
    }

    @Test
    void enterAndSpacePressTheSignButtonOnlyWhereItHasTheFocus() throws Exception {
        var show =
                Stagehand.call(() -> {
                    var shown = new Show(Sample::busy);
                    shown.desk.claimable = true;
                    shown.open(Route.to(PageId.REWARDS));
                    Stagehand.place(shown.shell, Theme.DARK, 1280, 800);
                    new Stroll(shown).claim();
                    new Stroll(shown).sign();
                    return shown;
                });
        var sign = show.then.orElseThrow();
        Stagehand.until(() -> !sign.isDisabled());
        Stagehand.call(() -> {
            var field = show.shell.dialogs().lookup(".secret");
            press(field, KeyCode.ENTER);
            assertEquals(0, show.desk.claims, "Enter in the field moves on");
            assertSame(sign, show.shell.getScene().getFocusOwner());
            press(sign, KeyCode.ENTER);
            assertEquals(0, show.desk.claims, "a key that is still held down signs nothing");
            release(sign, KeyCode.ENTER);
            press(sign, KeyCode.ENTER);
            assertEquals(1, show.desk.claims);
            return true;
        });
    }

    @Test
    void enterPressesTheButtonThatHasTheFocusAndNotTheDefaultOne() throws Exception {
        Stagehand.call(() -> {
            var show = new Show(Sample::busy);
            show.open(Route.to(PageId.FIRSTRUN));
            Stagehand.place(show.shell, Theme.DARK, 1280, 800);
            var later =
                    Stroll.all(show.shell).stream()
                            .filter(Button.class::isInstance)
                            .map(Button.class::cast)
                            .filter(button -> "Later".equals(button.getText()))
                            .findFirst()
                            .orElseThrow();
            press(later, KeyCode.ENTER);
            assertEquals(PageId.OVERVIEW, show.shell.route().orElseThrow().page());
            return true;
        });
    }

    /** What Tab visits, from the first until it comes round. */
    private static List<Node> walk(Parent layer) {
        var first = stops(layer).iterator().next();
        first.requestFocus();
        List<Node> walk = new ArrayList<>();
        var scene = layer.getScene();
        for (Node at = first; at != null && !walk.contains(at); at = scene.getFocusOwner()) {
            walk.add(at);
            press(at, KeyCode.TAB);
        }
        return walk;
    }

    private static Set<Node> stops(Parent layer) {
        Set<Node> stops = new LinkedHashSet<>();
        for (var node : Stroll.all(layer)) {
            // Of choices that exclude each other Tab visits the chosen one; arrows go on from it.
            boolean choice = node instanceof ToggleButton other && !other.isSelected();
            if (node.isFocusTraversable() && !node.isDisabled() && !choice) {
                stops.add(node);
            }
        }
        return stops;
    }

    private static Bounds place(Node node) {
        return node.localToScene(node.getLayoutBounds());
    }

    private static String named(Node node) {
        return node.getClass().getSimpleName()
                + node.getStyleClass()
                + " “"
                + (node instanceof Button button ? button.getText() : node.getAccessibleText())
                + "”";
    }

    private static void press(Node target, KeyCode code) {
        target.fireEvent(event(KeyEvent.KEY_PRESSED, code));
    }

    private static void release(Node target, KeyCode code) {
        target.fireEvent(event(KeyEvent.KEY_RELEASED, code));
    }

    private static KeyEvent event(EventType<KeyEvent> type, KeyCode code) {
        return new KeyEvent(type, "", code.getName(), code, false, false, false, false);
    }
}
