package hearth.app.firstrun;

import hearth.app.theme.Icon;
import hearth.app.ui.Chip;
import hearth.app.ui.Ui;

import javafx.geometry.Pos;
import javafx.scene.AccessibleRole;
import javafx.scene.input.KeyCode;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.VBox;

/** One of two cards to choose between. */
final class Choice extends HBox {
    private final Icon dot = new Icon("circle", 15);
    private final Icon sign;
    private final HBox title;

    Choice(String icon, String title, String text, Runnable onChoose) {
        super(12);
        getStyleClass().addAll("card", "choice");
        setAlignment(Pos.TOP_LEFT);
        setFocusTraversable(true);
        setAccessibleRole(AccessibleRole.RADIO_BUTTON);
        setAccessibleText(title + ". " + text);
        this.title = new HBox(8, Ui.label(title, "t-section"));
        this.title.setAlignment(Pos.CENTER_LEFT);
        var words = new VBox(4, this.title, Ui.wrapped(text, "c-muted"));
        words.setMinWidth(0);
        HBox.setHgrow(words, Priority.ALWAYS);
        sign = new Icon(icon, 18, "c-muted");
        getChildren().addAll(dot, words, sign);
        setOnMouseClicked(_ -> onChoose.run());
        setOnKeyPressed(e -> {
            if (e.getCode() == KeyCode.SPACE || e.getCode() == KeyCode.ENTER) {
                onChoose.run();
                e.consume();
            }
        });
    }

    /** A word of advice beside the title. */
    Choice advise(String word) {
        var chip = new Chip(word, "small", "c-green");
        title.getChildren().add(chip);
        return this;
    }

    void choose(boolean on) {
        sign.colour(on ? "c-orange" : "c-muted");
        Ui.style(this, "chosen", on);
        dot.show(on ? "check-circle-fill" : "circle");
        dot.colour(on ? "c-orange" : "c-dim");
    }
}
