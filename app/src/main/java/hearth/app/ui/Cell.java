package hearth.app.ui;

import javafx.scene.Node;

import java.util.function.Consumer;
import java.util.function.Supplier;

/** A node of a table that is filled again and again. */
final class Cell<T> {
    private final Node node;
    private final Consumer<T> fill;
    private final Supplier<String> words;

    Cell(Node node, Consumer<T> fill, Supplier<String> words) {
        this.node = node;
        this.fill = fill;
        this.words = words;
    }

    Node node() {
        return node;
    }

    void show(T item) {
        fill.accept(item);
    }

    String spoken() {
        return words.get();
    }
}
