package hearth.app.pages;

import javafx.geometry.BoundingBox;
import javafx.geometry.Bounds;
import javafx.scene.Node;
import javafx.scene.Parent;
import javafx.scene.control.Labeled;
import javafx.scene.control.ScrollPane;
import javafx.scene.text.Text;

import org.jspecify.annotations.Nullable;

import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/** What a program can see of a page: words cut off, over each other or outside of their card. */
final class Inspection {
    /** What must be read in full. */
    private static final Set<String> STRICT =
            Set.of(
                    "value",
                    "head",
                    "button",
                    "chip",
                    "t-title",
                    "t-value",
                    "t-lead-value",
                    "caption");

    private static final Set<String> FRAMES = Set.of("card", "dialog-box", "banner");

    /** A pixel of rounding at each side is not an overlap. */
    private static final double SLACK = 1.5;

    /** Words on the screen and where they are. */
    private record Words(String text, Bounds at) {}

    private Inspection() {}

    /** Everything that is wrong with what is shown. */
    static List<String> faults(Parent root) {
        List<String> found = cutOff(root);
        found.addAll(overlapping(root));
        found.addAll(outside(root));
        found.addAll(beyond(root));
        return found;
    }

    /** What has to be read in full and is not. */
    static List<String> cutOff(Parent root) {
        List<String> cut = new ArrayList<>();
        for (var labeled : labels(root)) {
            boolean strict = labeled.getStyleClass().stream().anyMatch(STRICT::contains);
            text(labeled)
                    .filter(_ -> strict && !labeled.isWrapText() && !blank(labeled.getText()))
                    .filter(shown -> !shown.getText().equals(labeled.getText()))
                    .ifPresent(shown -> cut.add(labeled.getText() + " as " + shown.getText()));
        }
        return cut;
    }

    private static List<Labeled> labels(Parent root) {
        return Stroll.all(root).stream()
                .filter(Labeled.class::isInstance)
                .map(Labeled.class::cast)
                .toList();
    }

    /** Words that lie over other words of the same layer. */
    private static List<String> overlapping(Parent root) {
        List<String> found = new ArrayList<>();
        for (var layer : layers(root)) {
            var words = words(layer);
            for (int i = 0; i < words.size(); i++) {
                for (int j = i + 1; j < words.size(); j++) {
                    if (words.get(i).at().intersects(words.get(j).at())) {
                        found.add(words.get(i).text() + " over " + words.get(j).text());
                    }
                }
            }
        }
        return found;
    }

    /** The page and, over it, a dialog. */
    private static List<Parent> layers(Parent root) {
        return root.getChildrenUnmodifiable().stream()
                .filter(Node::isVisible)
                .filter(Parent.class::isInstance)
                .map(Parent.class::cast)
                .toList();
    }

    private static List<Words> words(Parent layer) {
        List<Words> found = new ArrayList<>();
        for (var labeled : labels(layer)) {
            if (labeled.getOpacity() > 0) {
                text(labeled)
                        .ifPresent(shown -> {
                            var at = seen(shown);
                            double wide = at.getWidth() - 2 * SLACK;
                            double tall = at.getHeight() - 6 * SLACK;
                            if (wide > 0 && tall > 0) {
                                var inner =
                                        new BoundingBox(
                                                at.getMinX() + SLACK,
                                                at.getMinY() + 3 * SLACK,
                                                wide,
                                                tall);
                                found.add(new Words(shown.getText(), inner));
                            }
                        });
            }
        }
        return found;
    }

    /** Where it can be seen: what a page scrolls away lies under nothing. */
    private static Bounds seen(Node node) {
        var at = node.localToScene(node.getLayoutBounds());
        for (Node up = node.getParent(); up != null; up = up.getParent()) {
            if (up instanceof ScrollPane pane) {
                var port = pane.localToScene(pane.getLayoutBounds());
                double left = Math.max(at.getMinX(), port.getMinX());
                double top = Math.max(at.getMinY(), port.getMinY());
                double right = Math.min(at.getMaxX(), port.getMaxX());
                double bottom = Math.min(at.getMaxY(), port.getMaxY());
                at =
                        new BoundingBox(
                                left, top, Math.max(0, right - left), Math.max(0, bottom - top));
            }
        }
        return at;
    }

    /** The text node of its own, not that of what it shows as its graphic; none without words. */
    private static Optional<Text> text(Labeled labeled) {
        return labeled.getChildrenUnmodifiable().stream()
                .filter(Text.class::isInstance)
                .map(Text.class::cast)
                .filter(shown -> !blank(shown.getText()))
                .findFirst();
    }

    /** Words that run out of the side of the card they belong to. */
    private static List<String> outside(Parent root) {
        List<String> found = new ArrayList<>();
        for (var labeled : labels(root)) {
            var shown = text(labeled);
            var card = card(labeled);
            if (shown.isPresent() && card.isPresent()) {
                var at = shown.get().localToScene(shown.get().getLayoutBounds());
                var frame = card.get().localToScene(card.get().getLayoutBounds());
                if (at.getMaxX() > frame.getMaxX() + SLACK
                        || at.getMinX() < frame.getMinX() - SLACK) {
                    found.add(shown.get().getText() + " outside of its card");
                }
            }
        }
        return found;
    }

    /** Buttons of a dialog that the window cuts off. */
    private static List<String> beyond(Parent root) {
        double height = root.getLayoutBounds().getHeight();
        double width = root.getLayoutBounds().getWidth();
        return root.lookupAll(".dialog-box").stream()
                .map(box -> box.localToScene(box.getLayoutBounds()))
                .filter(at ->
                        at.getMinY() < -SLACK
                                || at.getMaxY() > height + SLACK
                                || at.getMinX() < -SLACK
                                || at.getMaxX() > width + SLACK)
                .map(at -> "a dialog beyond the window: " + at)
                .toList();
    }

    private static Optional<Node> card(Node node) {
        return Stream.iterate(node, Objects::nonNull, Node::getParent)
                .filter(at -> at.getStyleClass().stream().anyMatch(FRAMES::contains))
                .findFirst();
    }

    private static boolean blank(@Nullable String text) {
        return text == null || text.isBlank();
    }
}
