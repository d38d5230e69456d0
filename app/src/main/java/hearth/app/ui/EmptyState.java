package hearth.app.ui;

import hearth.app.theme.Icon;

import javafx.geometry.Pos;
import javafx.scene.Node;
import javafx.scene.control.Label;
import javafx.scene.layout.HBox;
import javafx.scene.layout.StackPane;
import javafx.scene.layout.VBox;
import javafx.scene.text.TextAlignment;

/** What this place is, the sensible default, and "choose myself". */
public final class EmptyState extends VBox {
    private final Label title;
    private final Label text;
    private final HBox actions = new HBox(8);

    /**
     * @param icon of the set
     */
    public EmptyState(String icon, String title, String text) {
        super(8);
        setAlignment(Pos.CENTER);
        var frame = new StackPane(new Icon(icon, 16));
        frame.getStyleClass().add("empty-icon");
        this.title = Ui.wrapped(title, "t-section");
        this.text = Ui.wrapped(text, "c-muted", "t-small");
        this.title.setTextAlignment(TextAlignment.CENTER);
        this.text.setTextAlignment(TextAlignment.CENTER);
        this.title.setAlignment(Pos.CENTER);
        this.text.setAlignment(Pos.CENTER);
        this.text.setMaxWidth(440);
        actions.setAlignment(Pos.CENTER);
        actions.setStyle("-fx-padding: 6 0 0 0;");
        Ui.visible(actions, false);
        getChildren().addAll(frame, this.title, this.text, actions);
        setStyle("-fx-padding: 14 16 14 16;");
    }

    /** The title in the size of a page that is empty as a whole. */
    public EmptyState large() {
        title.getStyleClass().setAll("label", "t-lead-value");
        text.getStyleClass().setAll("label", "c-muted");
        text.setMaxWidth(480);
        return this;
    }

    /** The buttons, default first. */
    public EmptyState actions(Node... buttons) {
        actions.getChildren().setAll(buttons);
        Ui.visible(actions, buttons.length > 0);
        return this;
    }

    /** Changes what it says. */
    public void say(String newTitle, String newText) {
        Ui.text(title, newTitle);
        Ui.text(text, newText);
    }
}
