package hearth.app.ui;

import hearth.app.theme.Icon;

import javafx.geometry.Pos;
import javafx.scene.control.Label;
import javafx.scene.layout.HBox;

/** Shape, word and colour of a condition. */
public final class StateMark extends HBox {
    private static final double DOT = 9;
    private final Icon shape = new Icon("circle", DOT);
    private final Label word = Ui.label("");

    /** Shape and word. */
    public StateMark() {
        super(7);
        setAlignment(Pos.CENTER_LEFT);
        word.setMinWidth(USE_PREF_SIZE);
        getChildren().addAll(shape, word);
    }

    /** Lets the word be cut where there is no room for it. */
    public StateMark shrinks() {
        word.setMinWidth(0);
        return this;
    }

    /** Only the shape; the word is its accessible name. */
    public static StateMark shapeOnly() {
        var mark = new StateMark();
        Ui.visible(mark.word, false);
        return mark;
    }

    /** Shows a condition by its own word. */
    public StateMark show(Condition condition) {
        return show(condition, condition.word());
    }

    /** Shows a condition with more than its word, such as "Silent 42 s". */
    public StateMark show(Condition condition, String text) {
        shape.show(condition.icon());
        shape.colour(condition.colour());
        Ui.text(word, text);
        String style =
                switch (condition) {
                    case WORKING, CAUGHTUP -> "c-fg";
                    default -> condition.colour();
                };
        if (!word.getStyleClass().contains(style)) {
            word.getStyleClass().removeIf(c -> c.startsWith("c-"));
            word.getStyleClass().add(style);
        }
        setAccessibleText(text);
        return this;
    }
}
