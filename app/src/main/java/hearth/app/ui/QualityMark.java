package hearth.app.ui;

import hearth.app.theme.Icon;

import javafx.geometry.Pos;
import javafx.scene.control.Label;
import javafx.scene.control.Tooltip;
import javafx.scene.layout.HBox;

/** The mark of a number: icon and, where there is room, its word. */
public final class QualityMark extends HBox {
    private final Icon icon = new Icon("circle", 12, "c-muted");
    private final Label about = new Label("≈");
    private final Label word = new Label();
    private final Tooltip tip = new Tooltip();
    private final boolean worded;
    private Mark shown = Mark.NONE;
    private boolean first = true;

    /**
     * @param worded whether the word stands beside the icon
     */
    public QualityMark(boolean worded) {
        super(5);
        this.worded = worded;
        setAlignment(Pos.CENTER_LEFT);
        about.getStyleClass().addAll("t-small", "c-muted", "t-strong");
        word.getStyleClass().addAll("t-small", "c-muted");
        word.setMinWidth(0);
        Tooltip.install(this, tip);
    }

    /** Shows or hides the word where it has one: the meaning stays in the tooltip. */
    void worded(boolean on) {
        Ui.visible(word, on);
    }

    /** Shows the mark of a figure. */
    public void show(Figure figure) {
        if (first || figure.mark() != shown) {
            first = false;
            shown = figure.mark();
            if (shown == Mark.ESTIMATE) {
                getChildren().setAll(about);
            } else {
                icon.show(shown.icon());
                getChildren().setAll(icon);
            }
            if (worded) {
                getChildren().add(word);
            }
        }
        if (!word.getText().equals(figure.word())) {
            word.setText(figure.word());
        }
        String meaning =
                figure.why().isEmpty()
                        ? figure.mark().meaning()
                        : figure.mark().meaning() + "\n" + figure.why();
        if (!meaning.equals(tip.getText())) {
            tip.setText(meaning);
        }
    }
}
