package hearth.app.chart;

import hearth.app.ui.Ui;

import javafx.geometry.Pos;
import javafx.scene.control.Label;
import javafx.scene.layout.FlowPane;
import javafx.scene.layout.HBox;
import javafx.scene.shape.Line;

/** The names of a chart's curves with their line, dashed where the curve is. */
public final class Legend extends FlowPane {
    private String shown = "";

    /** An empty legend. */
    public Legend() {
        super(12, 4);
        setAlignment(Pos.CENTER_LEFT);
        setMinWidth(0);
    }

    /** All in one row; who gives it less width makes it break. */
    @Override
    protected double computePrefWidth(double height) {
        double width = -getHgap();
        for (var pair : getManagedChildren()) {
            width += getHgap() + pair.prefWidth(-1);
        }
        return Math.ceil(Math.max(0, width));
    }

    /** Shows the curves of a plot. */
    public void show(Plot plot) {
        var key = new StringBuilder();
        for (var curve : plot.curves()) {
            key.append(curve.name()).append(curve.style()).append(curve.dashed()).append(';');
        }
        if (key.toString().equals(shown)) {
            return;
        }
        shown = key.toString();
        getChildren().clear();
        for (var curve : plot.curves()) {
            var line = new Line(0, 0, 18, 0);
            line.getStyleClass().addAll("swatch", curve.style());
            line.setStrokeWidth(2);
            if (curve.dashed()) {
                line.getStrokeDashArray().addAll(4.0, 3.0);
            }
            Label word = Ui.label(curve.name(), "t-small", "c-muted");
            word.setMinWidth(USE_PREF_SIZE);
            var pair = new HBox(6, line, word);
            pair.setAlignment(Pos.CENTER_LEFT);
            getChildren().add(pair);
        }
    }
}
