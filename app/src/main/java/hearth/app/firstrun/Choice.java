package hearth.app.firstrun;

import hearth.app.theme.Icon;
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

    Choice(String icon, String title, String text, Runnable onChoose) {
        super(12);
        getStyleClass().addAll("card", "choice");
        setAlignment(Pos.TOP_LEFT);
        setFocusTraversable(true);
        setAccessibleRole(AccessibleRole.RADIO_BUTTON);
        setAccessibleText(title + ". " + text);
        var words = new VBox(4, Ui.label(title, "t-section"), Ui.wrapped(text, "c-muted"));
        words.setMinWidth(0);
        HBox.setHgrow(words, Priority.ALWAYS);
        getChildren().addAll(dot, words, new Icon(icon, 18, "c-muted"));
        setOnMouseClicked(_ -> onChoose.run());
        setOnKeyPressed(e -> {
            if (e.getCode() == KeyCode.SPACE || e.getCode() == KeyCode.ENTER) {
                onChoose.run();
                e.consume();
            }
        });
    }

    void choose(boolean on) {
        Ui.style(this, "chosen", on);
        dot.show(on ? "check-circle-fill" : "circle");
        dot.colour(on ? "c-orange" : "c-dim");
    }
}
