package hearth.app.chart;

import javafx.scene.canvas.GraphicsContext;
import javafx.scene.layout.Region;

/** A small line without axes: only the shape of the last minutes. */
public final class Sparkline extends Region {
    private Samples drawn = Samples.NONE;
    private final Sheet sheet = new Sheet(0, this::draw);
    private final boolean fromZero;
    private String style;
    private Samples samples = Samples.NONE;

    /**
     * @param style colour class such as "c-orange"
     * @param height in pixels
     * @param fromZero whether the scale begins at zero, for what only grows
     */
    public Sparkline(String style, double height, boolean fromZero) {
        this.style = style;
        this.fromZero = fromZero;
        setMinSize(20, height);
        setPrefSize(60, height);
        setMaxHeight(height);
        setMouseTransparent(true);
        getChildren().add(sheet);
    }

    /** Shows other samples; draws only when the curve moved by a pixel and it is in a window. */
    public void show(Samples next) {
        samples = next;
        if (!next.looksLike(drawn, getWidth())) {
            sheet.renew();
        }
    }

    /** Changes the colour class. */
    public void colour(String next) {
        if (!next.equals(style)) {
            style = next;
            sheet.renew();
        }
    }

    @Override
    protected void layoutChildren() {
        sheet.fill(getWidth(), getHeight());
    }

    private void draw(GraphicsContext gc) {
        drawn = samples;
        double width = sheet.getWidth();
        double height = sheet.getHeight();
        var swatches = sheet.swatches();
        int count = samples.size();
        if (count < 2 || !Double.isFinite(samples.max())) {
            gc.setStroke(swatches.of("c-border"));
            gc.setLineWidth(1);
            gc.strokeLine(0, height - 0.5, width, height - 0.5);
            return;
        }
        double low = fromZero ? Math.min(0, samples.min()) : samples.min();
        double high = samples.max();
        double span = high - low;
        if (span < Math.abs(high) * 0.02 || span == 0) {
            // A steady value is a line in the middle, not noise blown up to the whole height.
            double pad = high == 0 ? 1 : Math.abs(high) * (fromZero ? 0.05 : 0.5);
            low -= fromZero ? 0 : pad;
            high += pad;
        }
        var area = new Area(1, width - 1, 2, height - 1);
        var scale = new Scale(samples.at(0), samples.at(count - 1), low, high, area);
        new Pen(gc, scale, sheet).curve(samples, style, new Pen.Look(1.5, false, true));
    }
}
