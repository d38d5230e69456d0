package hearth.app.ui;

import hearth.app.theme.Icon;

import javafx.geometry.Pos;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.text.Text;
import javafx.scene.text.TextFlow;

import java.util.List;

/** The one thing a page says first: what, what it means, one action and at most one milder. */
public final class Banner extends HBox {
    /** How bad it is. */
    public enum Level {
        INFO("info", "info-circle-fill"),
        WARN("warn", "exclamation-triangle-fill"),
        BAD("bad", "x-octagon-fill");
        private final String style;
        private final String icon;

        Level(String style, String icon) {
            this.style = style;
            this.icon = icon;
        }
    }

    private final Icon icon = new Icon("info-circle-fill", 14);
    private final Text what = new Text();
    private final Text means = new Text();
    private final HBox actions = new HBox(8);
    private final Label code = Ui.label("", "t-mono", "c-muted");

    /** A banner that says nothing: it takes no room. */
    public Banner() {
        super(12);
        getStyleClass().add("banner");
        setAlignment(Pos.CENTER_LEFT);
        what.getStyleClass().addAll("t-strong", "c-fg");
        means.getStyleClass().add("c-muted");
        var text = new TextFlow(what, means);
        text.setMinWidth(0);
        text.setStyle("-fx-padding: 8 0 8 0;");
        text.setMaxHeight(USE_PREF_SIZE);
        HBox.setHgrow(text, Priority.ALWAYS);
        actions.setAlignment(Pos.CENTER_RIGHT);
        actions.setMinWidth(USE_PREF_SIZE);
        getChildren().addAll(icon, text, code, actions);
        hide();
    }

    /** Says it. */
    public void show(Level level, String sentence, String meaning, Button... buttons) {
        getStyleClass().setAll("banner", level.style);
        icon.show(level.icon);
        what.setText(sentence + (meaning.isEmpty() ? "" : " "));
        means.setText(meaning);
        for (var button : buttons) {
            Ui.style(button, "small", true);
        }
        if (!actions.getChildren().equals(List.of(buttons))) {
            actions.getChildren().setAll(buttons);
        }
        setAccessibleText(sentence + " " + meaning);
        Ui.visible(code, false);
        Ui.visible(this, true);
    }

    /** Adds the stable code for support. */
    public void code(String text) {
        Ui.text(code, text);
        Ui.visible(code, !text.isEmpty());
    }

    /** Says nothing and takes no room. */
    public void hide() {
        Ui.visible(this, false);
    }
}
