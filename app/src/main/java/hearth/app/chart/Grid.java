package hearth.app.chart;

import javafx.geometry.VPos;
import javafx.scene.canvas.GraphicsContext;
import javafx.scene.text.Font;
import javafx.scene.text.TextAlignment;

import java.util.List;
import java.util.function.DoubleFunction;

/** The lines of a scale with their numbers at the left. */
final class Grid {
    /** In what charts write. */
    static final Font SMALL = Font.font("Inter Tabular", 11);

    private static final double GAP = 8;

    private final Words words = new Words(SMALL);

    /** The left edge that leaves room for the widest number. */
    double left(List<Double> ticks, DoubleFunction<String> write) {
        double widest = 0;
        for (double tick : ticks) {
            widest = Math.max(widest, words.width(write.apply(tick)));
        }
        return Math.ceil(widest) + GAP + 1;
    }

    /** Draws them; also sets the font for what is written after. */
    void draw(
            GraphicsContext gc,
            Swatches swatches,
            Scale scale,
            List<Double> ticks,
            DoubleFunction<String> write) {
        gc.setFont(SMALL);
        gc.setTextAlign(TextAlignment.RIGHT);
        gc.setTextBaseline(VPos.CENTER);
        gc.setLineWidth(1);
        for (double tick : ticks) {
            double y = Math.floor(scale.y(tick)) + 0.5;
            gc.setStroke(swatches.of(tick == 0 ? "c-border" : "c-grid"));
            gc.strokeLine(scale.area().left(), y, scale.area().right(), y);
            gc.setFill(swatches.of("c-muted"));
            gc.fillText(write.apply(tick), scale.area().left() - GAP, y);
        }
    }
}
