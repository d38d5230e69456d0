package hearth.app.chart;

import hearth.app.ui.Numbers;

import javafx.geometry.VPos;
import javafx.scene.AccessibleRole;
import javafx.scene.canvas.GraphicsContext;
import javafx.scene.layout.Region;
import javafx.scene.text.TextAlignment;

import org.jspecify.annotations.Nullable;

import java.util.List;
import java.util.function.DoubleFunction;

/**
 * Measured figures over time or over seconds: points with their spread, a dashed line to compare
 * with, a stretch marked as a whole. Drawn only when it is shown something else.
 */
public final class FigureChart extends Region {
    private static final double BOTTOM = 20;
    private static final double RADIUS = 3;

    /**
     * A figure.
     *
     * @param spread half the distance between slowest and fastest run, in the value's unit
     * @param bad whether it is marked as worse
     */
    public record Point(long x, double value, double spread, boolean bad) {}

    /**
     * A row of figures.
     *
     * @param marks whether each is a ring with its spread, or all are one line
     */
    public record Row(String style, boolean dashed, boolean marks, List<Point> points) {
        public Row {
            points = List.copyOf(points);
        }
    }

    /** A word under the scale. */
    public record Tick(long x, String text) {}

    /**
     * What to draw.
     *
     * @param baseline a value to compare with; NaN for none
     * @param word beside it
     * @param from where what is marked begins; not before {@code to} for nothing
     */
    public record Drawing(
            List<Row> rows, List<Tick> ticks, double baseline, String word, long from, long to) {
        public Drawing {
            rows = List.copyOf(rows);
            ticks = List.copyOf(ticks);
        }
    }

    private final Sheet sheet = new Sheet(60, this::draw);
    private final Grid grid = new Grid();
    private final Words words = new Words(Grid.SMALL);
    private final DoubleFunction<String> axis;
    private @Nullable Drawing shown;

    /**
     * @param axis writes the numbers of the scale
     */
    public FigureChart(DoubleFunction<String> axis) {
        this.axis = axis;
        getStyleClass().add("chart");
        getChildren().add(sheet);
        setMinSize(120, 80);
        setPrefSize(300, 150);
        setAccessibleRole(AccessibleRole.IMAGE_VIEW);
    }

    /** Shows something else; the words are for the screen reader. */
    public void show(Drawing next, String spoken) {
        setAccessibleText(spoken);
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
        var drawing = shown;
        if (drawing == null) {
            return;
        }
        double most = Double.isFinite(drawing.baseline()) ? drawing.baseline() : 0;
        long first = Long.MAX_VALUE;
        long last = Long.MIN_VALUE;
        for (var row : drawing.rows()) {
            for (var point : row.points()) {
                most = Math.max(most, point.value() + point.spread());
                first = Math.min(first, point.x());
                last = Math.max(last, point.x());
            }
        }
        if (first > last) {
            return;
        }
        double top = Scale.roundTop(most * 1.06);
        var ticks = Scale.ticks(top);
        var area =
                new Area(
                        grid.left(ticks, axis),
                        sheet.getWidth() - 2 * RADIUS,
                        7,
                        sheet.getHeight() - BOTTOM);
        // A single figure stands in the middle.
        var scale =
                first == last
                        ? new Scale(first - 1, last + 1, 0, top, area)
                        : new Scale(first, last, 0, top, area);
        mark(gc, drawing, scale);
        grid.draw(gc, sheet.swatches(), scale, ticks, axis);
        baseline(gc, drawing, scale);
        for (var row : drawing.rows()) {
            row(gc, row, scale);
        }
        words(gc, drawing, scale);
    }

    private void mark(GraphicsContext gc, Drawing drawing, Scale scale) {
        if (drawing.from() < drawing.to()) {
            double left = Math.max(scale.area().left(), scale.x(drawing.from()) - 3 * RADIUS);
            gc.setFill(sheet.swatches().of("c-red", 0.10));
            gc.fillRect(
                    left,
                    scale.area().top(),
                    Math.min(scale.area().right(), scale.x(drawing.to())) - left + RADIUS,
                    scale.area().height());
        }
    }

    private void baseline(GraphicsContext gc, Drawing drawing, Scale scale) {
        if (!Double.isFinite(drawing.baseline())) {
            return;
        }
        double y = Math.floor(scale.y(drawing.baseline())) + 0.5;
        gc.setStroke(sheet.swatches().of("c-muted"));
        gc.setLineDashes(5, 4);
        gc.strokeLine(scale.area().left(), y, scale.area().right(), y);
        gc.setLineDashes();
        gc.setTextAlign(TextAlignment.RIGHT);
        gc.setFill(sheet.swatches().of("c-muted"));
        // At the right and above: what is worse stands below it.
        gc.fillText(drawing.word(), scale.area().right(), y - 9);
    }

    private void row(GraphicsContext gc, Row row, Scale scale) {
        gc.setStroke(sheet.swatches().of(row.style()));
        gc.setLineWidth(1.6);
        if (row.dashed()) {
            gc.setLineDashes(5, 3);
        }
        gc.beginPath();
        boolean begun = false;
        for (var point : row.points()) {
            double x = scale.x(point.x());
            double y = scale.y(point.value());
            if (begun) {
                gc.lineTo(x, y);
            } else {
                gc.moveTo(x, y);
                begun = true;
            }
        }
        gc.stroke();
        gc.setLineDashes();
        if (row.marks()) {
            row.points().forEach(point -> ring(gc, row.style(), point, scale));
        }
    }

    private void ring(GraphicsContext gc, String style, Point point, Scale scale) {
        double x = scale.x(point.x());
        double y = scale.y(point.value());
        var colour = sheet.swatches().of(point.bad() ? "c-red" : style);
        gc.setStroke(colour);
        gc.setLineWidth(1.4);
        gc.strokeLine(
                x,
                scale.y(point.value() + point.spread()),
                x,
                scale.y(Math.max(0, point.value() - point.spread())));
        gc.setFill(sheet.swatches().of("c-card"));
        gc.fillOval(x - RADIUS, y - RADIUS, 2 * RADIUS, 2 * RADIUS);
        gc.strokeOval(x - RADIUS, y - RADIUS, 2 * RADIUS, 2 * RADIUS);
    }

    private void words(GraphicsContext gc, Drawing drawing, Scale scale) {
        gc.setTextBaseline(VPos.CENTER);
        gc.setTextAlign(TextAlignment.LEFT);
        gc.setFill(sheet.swatches().of("c-muted"));
        double free = Double.NEGATIVE_INFINITY;
        double y = scale.area().bottom() + 12;
        var ticks = drawing.ticks();
        for (int i = 0; i < ticks.size(); i++) {
            var tick = ticks.get(i);
            double wide = words.width(tick.text());
            double x =
                    Math.clamp(
                            scale.x(tick.x()) - wide / 2,
                            scale.area().left(),
                            scale.area().right() + RADIUS - wide);
            boolean last = i == ticks.size() - 1;
            double before =
                    last
                            ? Double.POSITIVE_INFINITY
                            : scale.area().right() - words.width(ticks.getLast().text()) - 10;
            if (x >= free && (last || x + wide <= before)) {
                gc.fillText(tick.text(), x, y);
                free = x + wide + 14;
            }
        }
    }

    /** Large numbers short: 516k. */
    public static String brief(double value) {
        return value >= 1e9
                ? Numbers.tick(value / 1e9) + "G"
                : value >= 1e6
                        ? Numbers.tick(value / 1e6) + "M"
                        : value >= 1e4 ? Numbers.tick(value / 1e3) + "k" : Numbers.tick(value);
    }
}
