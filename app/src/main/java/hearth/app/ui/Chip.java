package hearth.app.ui;

import hearth.app.theme.Icon;

import javafx.scene.control.Label;

/** A fact in a pill, never an action. */
public final class Chip extends Label {
    /**
     * @param styles such as "small", "c-green"
     */
    public Chip(String text, String... styles) {
        super(text);
        getStyleClass().setAll("chip");
        getStyleClass().addAll(styles);
        setMinWidth(USE_PREF_SIZE);
    }

    /** With an icon before the text. */
    public Chip icon(String name, String... styles) {
        setGraphic(new Icon(name, 11, styles));
        setGraphicTextGap(5);
        return this;
    }

    /** Shows a text, or leaves when it is empty. */
    public void show(String text) {
        Ui.text(this, text);
        Ui.visible(this, !text.isEmpty());
    }

    /** Replaces the colour class. */
    public void colour(String style) {
        if (style.isEmpty() || !getStyleClass().contains(style)) {
            getStyleClass().removeIf(c -> c.startsWith("c-"));
            if (!style.isEmpty()) {
                getStyleClass().add(style);
            }
        }
    }
}
