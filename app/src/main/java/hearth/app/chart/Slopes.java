package hearth.app.chart;

import hearth.app.ui.Numbers;

import javafx.geometry.VPos;
import javafx.scene.AccessibleRole;
import javafx.scene.canvas.GraphicsContext;
import javafx.scene.layout.Region;
import javafx.scene.text.TextAlignment;

import org.jspecify.annotations.Nullable;

import java.util.List;
import java.util.Optional;

/** Straight lines over a price: where each crosses zero, and the prices of now as a band. */
public final class Slopes extends Region {
    private static final double BOTTOM = 20;
    private static final double NAMES = 110;

    /**
     * A line.
     *
     * @param at0 value at price 0
     * @param slope change with each unit of the price
     * @param zero price at which it is zero
     */
    public record Line(
            String name, String style, double at0, double slope, Optional<Double> zero) {}

    /**
     * What is drawn.
     *
     * @param until right edge
     * @param bandFrom begin of the marked prices
     * @param bandTo their end
     * @param sign of the currency
     */
    public record Shown(
            double until, double bandFrom, double bandTo, List<Line> lines, String sign) {
        public Shown {
            lines = List.copyOf(lines);
        }
    }

    private final Sheet sheet = new Sheet(160, this::draw);
    private final Grid grid = new Grid();
    private @Nullable Shown shown;

    /** A chart with a name for the screen reader. */
    public Slopes(String name) {
        getStyleClass().add("chart");
        getChildren().add(sheet);
        setMinSize(120, 120);
        setPrefSize(300, 240);
        setAccessibleRole(AccessibleRole.IMAGE_VIEW);
        setAccessibleText(name);
    }

    /** Shows other lines. */
    public void show(Shown next) {
        if (!next.equals(shown)) {
            shown = next;
            sheet.renew();
        }
    }

    @Override
    protected void layoutChildren() {
        sheet.fill(getWidth(), getHeight());
    }

    private void draw(GraphicsContext gc) {
        var now = shown;
        if (now == null) {
            return;
        }
        double high = 0;
        double low = 0;
        for (var line : now.lines()) {
            high = Math.max(high, line.at0());
            low = Math.min(low, line.at0() + line.slope() * now.until());
        }
        double top = Scale.roundTop(high * 1.05);
        var area = new Area(52, sheet.getWidth() - NAMES, 8, sheet.getHeight() - BOTTOM);
        var scale = new Scale(0, 1_000, Math.min(low * 1.1, -top * 0.08), top, area);
        band(gc, now, scale);
        grid(gc, now, scale, top);
        double lastY = -100;
        for (var line : now.lines()) {
            lastY = line(gc, now, scale, line, lastY);
        }
    }

    private static double x(Shown now, Scale scale, double price) {
        return scale.area().left() + scale.area().width() * price / now.until();
    }

    private void band(GraphicsContext gc, Shown now, Scale scale) {
        double left = x(now, scale, now.bandFrom());
        double right = Math.max(left + 2, x(now, scale, now.bandTo()));
        if (now.bandTo() > 0) {
            gc.setFill(sheet.swatches().of("c-blue", 0.14));
            gc.fillRect(left, scale.area().top(), right - left, scale.area().height());
        }
    }

    private void grid(GraphicsContext gc, Shown now, Scale scale, double top) {
        grid.draw(
                gc,
                sheet.swatches(),
                scale,
                Scale.ticks(top),
                tick -> now.sign() + Numbers.fixed(tick, 2));
        gc.setTextAlign(TextAlignment.CENTER);
        for (int quarter = 0; quarter <= 4; quarter++) {
            double price = now.until() * quarter / 4;
            gc.fillText(
                    now.sign() + Numbers.fixed(price, 2),
                    x(now, scale, price),
                    sheet.getHeight() - 7);
        }
    }

    /** Draws one line and its name below the name before; gives where that is. */
    private double line(GraphicsContext gc, Shown now, Scale scale, Line line, double lastY) {
        gc.setStroke(sheet.swatches().of(line.style()));
        gc.setLineWidth(1.8);
        double end = line.at0() + line.slope() * now.until();
        gc.strokeLine(scale.area().left(), scale.y(line.at0()), scale.area().right(), scale.y(end));
        line.zero()
                .filter(price -> price > 0 && price < now.until())
                .ifPresent(price -> {
                    double x = x(now, scale, price);
                    gc.setFill(sheet.swatches().of("c-card"));
                    gc.fillOval(x - 4, scale.y(0) - 4, 8, 8);
                    gc.strokeOval(x - 4, scale.y(0) - 4, 8, 8);
                });
        double y = Math.max(scale.y(end), lastY + 14);
        gc.setFill(sheet.swatches().of(line.style()));
        gc.setTextAlign(TextAlignment.LEFT);
        gc.setTextBaseline(VPos.CENTER);
        gc.fillText(line.name(), scale.area().right() + 8, y, NAMES - 10);
        return y;
    }
}
