package hearth.app.ui;

import javafx.geometry.HPos;
import javafx.geometry.VPos;
import javafx.scene.control.Label;
import javafx.scene.control.Tooltip;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;

/**
 * Words after a title that take the space which the others of their row leave. Half a remark says
 * less than none: where they do not fit whole they are in the title's tooltip.
 */
final class Remark extends Region {
    private final Label title;
    private final Label words = Ui.label("", "t-small", "c-muted");
    private final Tooltip tip = new Tooltip();

    Remark(Label title) {
        this.title = title;
        getChildren().add(words);
        HBox.setHgrow(this, Priority.ALWAYS);
        setMinWidth(0);
        setMaxWidth(Double.MAX_VALUE);
    }

    void say(String text) {
        Ui.text(words, text);
        if (!text.equals(tip.getText())) {
            tip.setText(text);
        }
    }

    /** The width in which the words are whole, in pixels; zero without words. */
    double wanted() {
        return words.getText().isEmpty() ? 0 : words.prefWidth(-1);
    }

    /** Nothing: what it gets is what is left. */
    @Override
    protected double computePrefWidth(double height) {
        return 0;
    }

    @Override
    protected double computePrefHeight(double width) {
        return words.prefHeight(-1);
    }

    /** Only shows and hides, which asks for no other layout. */
    @Override
    protected void layoutChildren() {
        boolean some = wanted() > 0;
        boolean room = wanted() <= getWidth();
        words.setVisible(some && room);
        title.setTooltip(some && !room ? tip : null);
        layoutInArea(words, 0, 0, getWidth(), getHeight(), 0, HPos.LEFT, VPos.CENTER);
    }
}
