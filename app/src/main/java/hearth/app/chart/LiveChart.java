package hearth.app.chart;

import hearth.app.ui.Numbers;
import hearth.app.ui.Texts;

import javafx.geometry.VPos;
import javafx.scene.AccessibleRole;
import javafx.scene.canvas.GraphicsContext;
import javafx.scene.control.Label;
import javafx.scene.input.KeyEvent;
import javafx.scene.layout.Region;
import javafx.scene.shape.Line;
import javafx.scene.text.TextAlignment;

import org.jspecify.annotations.Nullable;

import java.time.Instant;
import java.util.function.DoubleFunction;

/**
 * Values over time, "now" at the right edge. Drawn by itself, only when what it shows changed and
 * it is in a window. Left and right move along the values, T shows them as a table.
 */
public final class LiveChart extends Region {
    static final Texts TEXTS = Texts.of(Texts.class);
    private static final double BOTTOM = 20;

    private final Sheet sheet = new Sheet(60, this::draw);
    private final Grid grid = new Grid();
    private final Words words = new Words(Grid.SMALL);
    private final Line cursor = new Line();
    private final Label readout = new Label();
    private final String name;
    private final DoubleFunction<String> axis;
    private final DoubleFunction<String> exact;
    private @Nullable Plot plot;
    private @Nullable Scale scale;
    private @Nullable ValueTable table;
    private String unit = "";
    private long cursorAt = -1;

    /**
     * @param name what it shows, for the screen reader
     * @param axis writes the numbers of the scale
     * @param exact writes a value with its unit
     */
    public LiveChart(String name, DoubleFunction<String> axis, DoubleFunction<String> exact) {
        this.name = name;
        this.axis = axis;
        this.exact = exact;
        getStyleClass().add("chart");
        cursor.getStyleClass().addAll("swatch", "c-muted");
        cursor.setManaged(false);
        cursor.setVisible(false);
        readout.getStyleClass().addAll("tooltip");
        readout.setManaged(false);
        readout.setVisible(false);
        getChildren().addAll(sheet, cursor, readout);
        setMinSize(120, 80);
        setPrefSize(300, 118);
        setFocusTraversable(true);
        setAccessibleRole(AccessibleRole.IMAGE_VIEW);
        setAccessibleText(TEXTS.get("chart.empty", name));
        setOnMouseMoved(e -> point(e.getX()));
        setOnMouseExited(_ -> hideCursor());
        setOnMousePressed(_ -> requestFocus());
        focusedProperty().addListener((_, _, now) -> unfocus(now));
        setOnKeyPressed(this::key);
    }

    /** The unit that stands at the top of the scale. */
    public void unit(String text) {
        unit = text;
    }

    private String word(double tick, double last) {
        boolean highest = tick >= last * (1 - 1e-9);
        return Numbers.unit(axis.apply(tick), highest ? unit : "");
    }

    /** Shows something else. */
    public void show(Plot next) {
        plot = next;
        if (table != null) {
            table.show(next);
        }
        setAccessibleText(summary(next));
        sheet.renew();
    }

    private String summary(Plot shown) {
        var text = new StringBuilder();
        for (var curve : shown.curves()) {
            var samples = curve.samples();
            if (!text.isEmpty()) {
                text.append(". ");
            }
            text.append(
                    Double.isFinite(samples.max())
                            ? TEXTS.get(
                                    "chart.summary",
                                    curve.name(),
                                    samples.size(),
                                    exact.apply(samples.min()),
                                    exact.apply(samples.max()),
                                    exact.apply(samples.last()))
                            : TEXTS.get("chart.empty", curve.name()));
        }
        return name + ". " + text;
    }

    private void unfocus(boolean focused) {
        if (!focused) {
            hideCursor();
        }
    }

    private void key(KeyEvent event) {
        switch (event.getCode()) {
            case LEFT -> step(-1);
            case RIGHT -> step(1);
            case T -> toggleTable();
            default -> {
                return;
            }
        }
        event.consume();
    }

    /** Swaps drawing and table. */
    public void toggleTable() {
        if (table != null) {
            getChildren().remove(table);
            table = null;
            sheet.setVisible(true);
            sheet.renew();
            return;
        }
        table = new ValueTable(exact);
        if (plot != null) {
            table.show(plot);
        }
        hideCursor();
        sheet.setVisible(false);
        getChildren().add(table);
        requestLayout();
    }

    @Override
    protected void layoutChildren() {
        sheet.fill(getWidth(), getHeight());
        if (table != null) {
            table.resizeRelocate(0, 0, sheet.getWidth(), sheet.getHeight());
        }
    }

    private void draw(GraphicsContext gc) {
        var shown = plot;
        if (shown == null) {
            return;
        }
        gc.setFont(Grid.SMALL);
        if (nothing(shown)) {
            scale = null;
            hideCursor();
            sayNothing(gc);
            return;
        }
        double top = shown.scaleTop();
        var ticks = Scale.ticks(top);
        DoubleFunction<String> write = tick -> word(tick, ticks.getLast());
        var area =
                new Area(
                        grid.left(ticks, write),
                        sheet.getWidth() - 1,
                        7,
                        sheet.getHeight() - BOTTOM);
        var made = new Scale(shown.from(), shown.to(), 0, top, area);
        scale = made;
        bands(gc, shown, made);
        grid.draw(gc, sheet.swatches(), made, ticks, write);
        gc.save();
        gc.beginPath();
        gc.rect(area.left(), 0, area.width() + 1, area.bottom() + 1);
        gc.clip();
        var pen = new Pen(gc, made, sheet);
        for (var curve : shown.drawn()) {
            pen.curve(
                    curve.samples(),
                    curve.style(),
                    new Pen.Look(
                            shown.stacked() ? 1.2 : 1.6,
                            curve.dashed(),
                            curve.filled(),
                            shown.stacked()));
        }
        gc.restore();
        limits(gc, shown, made);
        events(gc, shown, made);
        times(gc, shown, made);
        if (cursor.isVisible()) {
            moveTo(cursorAt);
        }
    }

    private static boolean nothing(Plot shown) {
        return shown.curves().stream().noneMatch(c -> Double.isFinite(c.samples().max()));
    }

    /** An empty scale would look like zero: say that nothing was measured. */
    private void sayNothing(GraphicsContext gc) {
        double y = Math.floor(sheet.getHeight() - BOTTOM) + 0.5;
        gc.setLineWidth(1);
        gc.setStroke(sheet.swatches().of("c-border"));
        gc.strokeLine(0, y, sheet.getWidth(), y);
        gc.setFill(sheet.swatches().of("c-muted"));
        gc.setTextAlign(TextAlignment.CENTER);
        gc.setTextBaseline(VPos.CENTER);
        gc.fillText(TEXTS.get("chart.nothing"), sheet.getWidth() / 2, y / 2);
    }

    private void bands(GraphicsContext gc, Plot shown, Scale made) {
        var area = made.area();
        for (var band : shown.bands()) {
            double left = Math.max(area.left(), made.x(band.from()));
            double right = Math.min(area.right(), made.x(band.to()));
            if (right > left) {
                gc.setFill(sheet.swatches().of(band.style(), 0.18));
                gc.fillRect(left, area.top(), right - left, area.height());
            }
        }
    }

    private void limits(GraphicsContext gc, Plot shown, Scale made) {
        var area = made.area();
        gc.setTextAlign(TextAlignment.RIGHT);
        gc.setTextBaseline(VPos.BOTTOM);
        gc.setLineWidth(1);
        for (var limit : shown.limits()) {
            double y = Math.floor(made.y(limit.value())) + 0.5;
            if (y >= area.top() && y <= area.bottom()) {
                gc.setStroke(sheet.swatches().of("c-amber"));
                gc.setLineDashes(5, 4);
                gc.strokeLine(area.left(), y, area.right(), y);
                gc.setLineDashes();
                gc.setFill(sheet.swatches().of("c-muted"));
                gc.fillText(limit.name(), area.right() - 2, y - 2);
            }
        }
    }

    private void events(GraphicsContext gc, Plot shown, Scale made) {
        gc.setTextBaseline(VPos.CENTER);
        for (var event : shown.events()) {
            double x = Math.floor(made.x(event.at())) + 0.5;
            if (x < made.area().left() || x > made.area().right()) {
                continue;
            }
            gc.setStroke(sheet.swatches().of("c-muted"));
            gc.setLineDashes(2, 3);
            gc.strokeLine(x, made.area().top(), x, made.area().bottom());
            gc.setLineDashes();
            boolean leftSide = x > made.area().right() - 150;
            gc.setTextAlign(leftSide ? TextAlignment.RIGHT : TextAlignment.LEFT);
            gc.setFill(sheet.swatches().of("c-muted"));
            gc.fillText(event.text(), x + (leftSide ? -5 : 5), made.area().top() + 8);
        }
    }

    private void times(GraphicsContext gc, Plot shown, Scale made) {
        gc.setTextBaseline(VPos.CENTER);
        gc.setTextAlign(TextAlignment.LEFT);
        gc.setFill(sheet.swatches().of("c-muted"));
        double y = sheet.getHeight() - 7;
        var ticks = TimeAxis.ticks(shown.from(), shown.to(), TEXTS.get("chart.now"));
        double nowLeft = made.area().right() - words.width(ticks.getLast().text());
        gc.fillText(ticks.getLast().text(), nowLeft, y);
        double free = made.area().left();
        for (var tick : ticks.subList(0, ticks.size() - 1)) {
            double wide = words.width(tick.text());
            double left = Math.max(made.area().left(), made.x(tick.at()) - wide / 2);
            // A word that would run into another is left out.
            if (left >= free && left + wide + 10 <= nowLeft) {
                gc.fillText(tick.text(), left, y);
                free = left + wide + 12;
            }
        }
    }

    private void point(double x) {
        if (scale != null && table == null) {
            moveTo(scale.time(x));
        }
    }

    private void step(int by) {
        if (plot == null || plot.curves().isEmpty()) {
            return;
        }
        var samples = plot.curves().getFirst().samples();
        if (samples.size() == 0) {
            return;
        }
        int from = cursorAt < 0 ? samples.size() - 1 : samples.nearest(cursorAt);
        moveTo(samples.at(Math.clamp(from + by, 0, samples.size() - 1)));
        setAccessibleText(readout.getText());
    }

    private void moveTo(long time) {
        if (plot == null || scale == null || plot.curves().isEmpty()) {
            return;
        }
        var first = plot.curves().getFirst().samples();
        int index = first.nearest(time);
        if (index < 0) {
            hideCursor();
            return;
        }
        cursorAt = first.at(index);
        double x = scale.x(cursorAt);
        var text = new StringBuilder(Numbers.clockSeconds(Instant.ofEpochMilli(cursorAt)));
        for (var curve : plot.curves()) {
            int at = curve.samples().nearest(cursorAt);
            double value = at < 0 ? Double.NaN : curve.samples().value(at);
            text.append('\n').append(curve.name()).append("  ");
            text.append(Double.isFinite(value) ? exact.apply(value) : Numbers.DASH);
        }
        readout.setText(text.toString());
        readout.autosize();
        boolean flip = x + readout.getWidth() + 14 > getWidth();
        readout.relocate(flip ? x - readout.getWidth() - 10 : x + 10, scale.area().top() + 4);
        cursor.setStartX(x);
        cursor.setEndX(x);
        cursor.setStartY(scale.area().top());
        cursor.setEndY(scale.area().bottom());
        cursor.setVisible(true);
        readout.setVisible(true);
    }

    private void hideCursor() {
        cursorAt = -1;
        cursor.setVisible(false);
        readout.setVisible(false);
    }
}
