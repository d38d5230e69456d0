package hearth.app.chart;

import javafx.scene.canvas.GraphicsContext;
import javafx.scene.shape.StrokeLineCap;
import javafx.scene.shape.StrokeLineJoin;

/** Draws curves on a scale. */
final class Pen {
    /**
     * How a curve looks.
     *
     * @param width of the line
     * @param dashed for a second series, so that colour is not alone
     * @param filled down to the bottom
     * @param stacked whether the next curve is painted over the lower part of the area
     */
    record Look(double width, boolean dashed, boolean filled, boolean stacked) {
        Look(double width, boolean dashed, boolean filled) {
            this(width, dashed, filled, false);
        }
    }

    private static final double GAP_STEPS = 4;
    private final GraphicsContext gc;
    private final Scale scale;
    private final Swatches swatches;

    Pen(GraphicsContext gc, Scale scale, Swatches swatches) {
        this.gc = gc;
        this.scale = scale;
        this.swatches = swatches;
    }

    /** Draws the parts between gaps. */
    void curve(Samples samples, String style, Look look) {
        long limit = gapLimit(samples);
        for (int from = 0; from < samples.size(); ) {
            if (!Double.isFinite(samples.value(from))) {
                from++;
                continue;
            }
            int to = from + 1;
            while (to < samples.size()
                    && Double.isFinite(samples.value(to))
                    && samples.at(to) - samples.at(to - 1) <= limit) {
                to++;
            }
            part(samples, from, to, style, look);
            from = to;
        }
    }

    /** Longer than a few usual steps is a gap, and a gap stays a gap. */
    static long gapLimit(Samples samples) {
        int count = samples.size();
        if (count < 3) {
            return Long.MAX_VALUE;
        }
        long[] steps = new long[count - 1];
        for (int i = 1; i < count; i++) {
            steps[i - 1] = samples.at(i) - samples.at(i - 1);
        }
        java.util.Arrays.sort(steps);
        return Math.max(5_000, (long) (steps[steps.length / 2] * GAP_STEPS));
    }

    private void part(Samples samples, int from, int to, String style, Look look) {
        gc.beginPath();
        double firstX = scale.x(samples.at(from));
        gc.moveTo(firstX, scale.y(samples.value(from)));
        for (int i = from + 1; i < to; i++) {
            gc.lineTo(scale.x(samples.at(i)), scale.y(samples.value(i)));
        }
        if (to - from == 1) {
            gc.lineTo(firstX + 1, scale.y(samples.value(from)));
        }
        gc.setLineWidth(look.width());
        // A sample a pixel: nobody sees a round joint, but each is an arc to be filled.
        gc.setLineJoin(StrokeLineJoin.BEVEL);
        gc.setLineCap(look.dashed() ? StrokeLineCap.BUTT : StrokeLineCap.ROUND);
        if (look.dashed()) {
            gc.setLineDashes(4, 3);
        } else {
            gc.setLineDashes();
        }
        if (look.filled()) {
            double lastX = scale.x(samples.at(to - 1));
            gc.lineTo(lastX, scale.area().bottom());
            gc.lineTo(firstX, scale.area().bottom());
            gc.closePath();
            if (look.stacked()) {
                // Nothing shines through: each band has its own colour alone.
                gc.setFill(swatches.of("c-surface"));
                gc.fill();
            }
            gc.setFill(swatches.of(style, look.stacked() ? 0.46 : 0.16));
            gc.fill();
            gc.beginPath();
            gc.moveTo(firstX, scale.y(samples.value(from)));
            for (int i = from + 1; i < to; i++) {
                gc.lineTo(scale.x(samples.at(i)), scale.y(samples.value(i)));
            }
        }
        gc.setStroke(swatches.of(style));
        gc.stroke();
        gc.setLineDashes();
    }
}
