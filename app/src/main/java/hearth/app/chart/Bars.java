package hearth.app.chart;

import hearth.app.ui.Numbers;

import javafx.geometry.VPos;
import javafx.scene.AccessibleRole;
import javafx.scene.canvas.GraphicsContext;
import javafx.scene.control.Tooltip;
import javafx.scene.layout.Region;
import javafx.scene.text.TextAlignment;

import org.jspecify.annotations.Nullable;

import java.time.Instant;
import java.util.List;
import java.util.OptionalDouble;
import java.util.function.DoubleFunction;

/** One bar for each stretch of a day, such as an hour's price, with a limit and the time now. */
public final class Bars extends Region {
    private static final double BOTTOM = 20;

    /**
     * A bar.
     *
     * @param style colour class such as "c-blue"
     * @param text for the tooltip
     */
    public record Bar(long from, long to, double value, String style, String text) {}

    /**
     * What is drawn.
     *
     * @param now where the line of the present stands
     * @param limit a dashed line, with its words
     */
    public record Shown(
            long from, long to, long now, List<Bar> bars, OptionalDouble limit, String limitText) {
        public Shown {
            bars = List.copyOf(bars);
        }
    }

    private final Sheet sheet = new Sheet(60, this::draw);
    private final Grid grid = new Grid();
    private final DoubleFunction<String> axis;
    private final Tooltip tip = new Tooltip();
    private @Nullable Shown shown;
    private @Nullable Scale scale;

    /**
     * @param name what it shows, for the screen reader
     * @param axis writes the numbers of the scale
     */
    public Bars(String name, DoubleFunction<String> axis) {
        this.axis = axis;
        getStyleClass().add("chart");
        getChildren().add(sheet);
        setMinSize(120, 80);
        setPrefSize(300, 130);
        setAccessibleRole(AccessibleRole.IMAGE_VIEW);
        setAccessibleText(name);
        Tooltip.install(this, tip);
        setOnMouseMoved(e -> point(e.getX()));
    }

    /** Shows other bars. */
    public void show(Shown next) {
        if (!next.equals(shown)) {
            shown = next;
            sheet.renew();
        }
    }

    private void point(double x) {
        var now = shown;
        var made = scale;
        if (now == null || made == null) {
            return;
        }
        long at = made.time(x);
        for (var bar : now.bars()) {
            if (bar.from() <= at && at < bar.to()) {
                tip.setText(bar.text());
            }
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
        double most = now.bars().stream().mapToDouble(Bar::value).max().orElse(0);
        double least = Math.min(0, now.bars().stream().mapToDouble(Bar::value).min().orElse(0));
        double top = Scale.roundTop(Math.max(most, now.limit().orElse(0)) * 1.04);
        var ticks = Scale.ticks(top);
        var area =
                new Area(
                        grid.left(ticks, axis),
                        sheet.getWidth() - 1,
                        7,
                        sheet.getHeight() - BOTTOM);
        var made = new Scale(now.from(), now.to(), least, top, area);
        scale = made;
        grid.draw(gc, sheet.swatches(), made, ticks, axis);
        for (var bar : now.bars()) {
            double left = made.x(bar.from()) + 1;
            double right = made.x(bar.to()) - 1;
            double y = made.y(Math.max(0, bar.value()));
            double bottom = made.y(Math.min(0, bar.value()));
            gc.setFill(sheet.swatches().of(bar.style(), bar.style().equals("c-dim") ? 0.38 : 0.72));
            gc.fillRoundRect(left, y, Math.max(1, right - left), Math.max(1, bottom - y), 3, 3);
        }
        limit(gc, now, made);
        present(gc, now, made);
        hours(gc, now, made);
    }

    private void limit(GraphicsContext gc, Shown now, Scale made) {
        if (now.limit().isEmpty()) {
            return;
        }
        double y = Math.floor(made.y(now.limit().getAsDouble())) + 0.5;
        gc.setStroke(sheet.swatches().of("c-amber"));
        gc.setLineDashes(5, 4);
        gc.strokeLine(made.area().left(), y, made.area().right(), y);
        gc.setLineDashes();
        gc.setTextAlign(TextAlignment.RIGHT);
        gc.setFill(sheet.swatches().of("c-amber"));
        gc.fillText(now.limitText(), made.area().right() - 2, y - 9);
    }

    private void present(GraphicsContext gc, Shown now, Scale made) {
        double x = Math.floor(made.x(now.now())) + 0.5;
        if (x >= made.area().left() && x <= made.area().right()) {
            gc.setStroke(sheet.swatches().of("c-fg"));
            gc.setLineDashes(3, 3);
            gc.strokeLine(x, made.area().top(), x, made.area().bottom());
            gc.setLineDashes();
        }
    }

    private void hours(GraphicsContext gc, Shown now, Scale made) {
        double y = sheet.getHeight() - 7;
        gc.setTextBaseline(VPos.CENTER);
        gc.setFill(sheet.swatches().of("c-muted"));
        for (int quarter = 0; quarter <= 4; quarter++) {
            long at = now.from() + (now.to() - now.from()) * quarter / 4;
            gc.setTextAlign(
                    quarter == 0
                            ? TextAlignment.LEFT
                            : quarter == 4 ? TextAlignment.RIGHT : TextAlignment.CENTER);
            var text = quarter == 4 ? "24:00" : Numbers.clock(Instant.ofEpochMilli(at));
            gc.fillText(text, made.x(at), y);
        }
    }
}
