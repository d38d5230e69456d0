package hearth.app.ui;

import javafx.geometry.HPos;
import javafx.scene.Node;
import javafx.scene.control.Label;

import java.util.function.BiConsumer;
import java.util.function.Function;
import java.util.function.Supplier;

/**
 * A column of a table.
 *
 * @param <T> what a row shows
 * @param <N> the node of its cells
 */
public final class Column<T, N extends Node> {
    private final String title;
    private final HPos align;
    private final Supplier<N> make;
    private final BiConsumer<N, T> fill;
    private double weight;
    private double least;
    private double most = Double.MAX_VALUE;
    private int rank;

    private Column(String title, HPos align, Supplier<N> make, BiConsumer<N, T> fill) {
        this.title = title;
        this.align = align;
        this.make = make;
        this.fill = fill;
    }

    /** A column of nodes of one's own, at the left. */
    public static <T, N extends Node> Column<T, N> nodes(
            String title, Supplier<N> make, BiConsumer<N, T> fill) {
        return new Column<>(title, HPos.LEFT, make, fill);
    }

    /** A column of words, at the left. */
    public static <T> Column<T, Label> words(
            String title, Function<T, String> text, String... styles) {
        return new Column<>(
                title,
                HPos.LEFT,
                () -> Ui.label("", styles),
                (label, item) -> Ui.text(label, text.apply(item)));
    }

    /** A column of numbers, at the right. */
    public static <T> Column<T, Label> numbers(
            String title, Function<T, String> text, String... styles) {
        return new Column<>(
                title,
                HPos.RIGHT,
                () -> Ui.label("", styles),
                (label, item) -> Ui.text(label, text.apply(item)));
    }

    /** Nodes at the right. */
    public Column<T, N> right() {
        return copy(HPos.RIGHT);
    }

    private Column<T, N> copy(HPos where) {
        var copy = new Column<>(title, where, make, fill);
        copy.weight = weight;
        copy.least = least;
        copy.most = most;
        copy.rank = rank;
        return copy;
    }

    /** Its share of the width that is left over. */
    public Column<T, N> grow(double share) {
        var copy = copy(align);
        copy.weight = share;
        return copy;
    }

    /** Its least and greatest width in pixels before it grows. */
    public Column<T, N> width(double atLeast, double atMost) {
        var copy = copy(align);
        copy.least = atLeast;
        copy.most = atMost;
        return copy;
    }

    /** It leaves when there is no room, highest first; 0 stays. */
    public Column<T, N> leaves(int order) {
        var copy = copy(align);
        copy.rank = order;
        return copy;
    }

    String title() {
        return title;
    }

    HPos align() {
        return align;
    }

    double weight() {
        return weight;
    }

    double atLeast() {
        return least;
    }

    double atMost() {
        return most;
    }

    int rank() {
        return rank;
    }

    Cell<T> cell() {
        N node = make.get();
        return new Cell<>(
                node,
                item -> fill.accept(node, item),
                () -> {
                    if (node instanceof Label label) {
                        return label.getText();
                    }
                    String spoken = node.getAccessibleText();
                    return spoken == null ? "" : spoken;
                });
    }
}
