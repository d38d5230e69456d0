package hearth.app.chart;

import javafx.scene.canvas.GraphicsContext;

import java.util.Arrays;

/**
 * Draws curves on a scale, one column of screen pixels after the other: a curve with a sample a
 * pixel is thousands of edges to a renderer of outlines, which without a graphics card cost more
 * than all the rest of the window.
 */
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
    private static final int DASH = 7;
    private static final int DASH_ON = 4;
    private final GraphicsContext gc;
    private final Scale scale;
    private final Swatches swatches;
    private final double grain;

    Pen(GraphicsContext gc, Scale scale, Sheet sheet) {
        this.gc = gc;
        this.scale = scale;
        this.swatches = sheet.swatches();
        this.grain = sheet.grain();
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
        Arrays.sort(steps);
        return Math.max(5_000, (long) (steps[steps.length / 2] * GAP_STEPS));
    }

    private void part(Samples samples, int from, int to, String style, Look look) {
        var strip = Strip.of(samples, from, to, scale, grain);
        if (look.filled()) {
            if (look.stacked()) {
                // Nothing shines through: each band has its own colour alone.
                gc.setFill(swatches.of("c-surface"));
                fill(strip);
            }
            gc.setFill(swatches.of(style, look.stacked() ? 0.46 : 0.16));
            fill(strip);
        }
        gc.setFill(swatches.of(style));
        for (int i = 0; i < strip.size(); i++) {
            double left = strip.left(i);
            if (!look.dashed() || left % DASH < DASH_ON) {
                double half = strip.half(i, look.width());
                gc.fillRect(left, strip.middle(i) - half, grain, 2 * half);
            }
        }
    }

    private void fill(Strip strip) {
        double bottom = scale.area().bottom();
        if (Math.rint(1 / grain) != 1 / grain) {
            // At 125 % no rectangle ends on a pixel's edge to the last bit: seams would shine
            // through.
            outline(strip, bottom);
            return;
        }
        for (int i = 0; i < strip.size(); i++) {
            double top = strip.middle(i);
            gc.fillRect(strip.left(i), top, grain, bottom - top);
        }
    }

    private void outline(Strip strip, double bottom) {
        gc.beginPath();
        gc.moveTo(strip.left(0), bottom);
        for (int i = 0; i < strip.size(); i++) {
            gc.lineTo(strip.left(i) + grain / 2, strip.middle(i));
        }
        gc.lineTo(strip.left(strip.size()), bottom);
        gc.closePath();
        gc.fill();
    }
}
