package hearth.app.machine;

import hearth.app.chart.ChartCard;
import hearth.app.chart.Curve;
import hearth.app.chart.LiveChart;
import hearth.app.chart.Plot;
import hearth.app.chart.Range;
import hearth.app.chart.Samples;
import hearth.app.shell.LiveView;
import hearth.app.shell.PanelContext;
import hearth.app.shell.Past;
import hearth.app.ui.Ui;

import javafx.scene.Node;
import javafx.scene.control.Label;
import javafx.scene.layout.Priority;
import javafx.scene.layout.VBox;

import java.util.ArrayList;
import java.util.List;
import java.util.function.DoubleFunction;

/** Measured values over time, with the present figure at the right. */
public final class SeriesCard extends VBox {
    /**
     * One curve.
     *
     * @param series of the agent's history
     * @param name in the legend
     * @param style colour class
     */
    public record Shown(String series, String name, String style) {}

    private final ChartCard card;
    private final LiveChart chart;
    private final Past past;
    private final Label figure = Ui.label("", "t-lead-value");
    private final List<Shown> series;
    private double top;
    private double divisor = 1;
    private List<Plot.Limit> limits = List.of();
    private long now;
    private long heard;

    /**
     * @param series the first is filled, the others are dashed lines
     * @param top of the scale; NaN to fit
     */
    public SeriesCard(
            String title,
            List<Shown> series,
            double top,
            DoubleFunction<String> axis,
            DoubleFunction<String> exact,
            PanelContext context) {
        this.series = List.copyOf(series);
        this.top = top;
        past = new Past(context, series.stream().map(Shown::series).toList(), this::draw);
        chart = new LiveChart(title, axis, exact);
        card = new ChartCard(title, chart, _ -> {}).withoutRanges();
        figure.setMinWidth(USE_PREF_SIZE);
        card.right(figure);
        VBox.setVgrow(card, Priority.ALWAYS);
        getChildren().add(card);
        setMinWidth(0);
    }

    /** A card of one value, in blue. */
    static SeriesCard of(
            String title,
            String series,
            double top,
            DoubleFunction<String> axis,
            DoubleFunction<String> exact,
            PanelContext context) {
        return new SeriesCard(
                title, List.of(new Shown(series, title, "c-blue")), top, axis, exact, context);
    }

    SeriesCard under(Node node) {
        card.under(node);
        return this;
    }

    /** Marks values that should not be passed. */
    public void limits(List<Plot.Limit> marked) {
        limits = List.copyOf(marked);
    }

    /** The unit that stands at the top of the scale. */
    public SeriesCard unit(String unit) {
        chart.unit(unit);
        return this;
    }

    /** The top of the scale, once it is known. */
    void top(double value) {
        top = value;
    }

    /** What one of the scale's unit is in the unit of the series. */
    public SeriesCard per(double unit) {
        divisor = unit;
        return this;
    }

    /** Chooses the range. */
    public void range(Range range) {
        past.range(range);
    }

    /** Asks for what was before the window opened. */
    public void shown() {
        past.refresh();
    }

    /** Shows what is known now, the present figure and words beside the title. */
    public void show(LiveView view, String value, String subtitle) {
        now = view.now().toEpochMilli();
        heard = view.live().getAt();
        Ui.text(figure, value);
        Ui.style(figure, "c-dim", view.old());
        card.subtitle(subtitle);
        past.refresh();
        draw();
    }

    private void draw() {
        if (now == 0) {
            return;
        }
        long from = now - past.range().millis();
        List<Curve> curves = new ArrayList<>();
        for (var one : series) {
            boolean first = curves.isEmpty();
            var samples = past.of(one.series(), now);
            curves.add(
                    new Curve(
                            one.name(),
                            one.style(),
                            !first,
                            first,
                            divisor == 1 ? samples : samples.map(v -> v / divisor)));
        }
        card.note(past.problem());
        card.show(
                Plot.of(from, now, curves.toArray(Curve[]::new))
                        .top(top)
                        .limits(limits)
                        .bands(silence(curves.getFirst().samples(), from)));
    }

    /** The time since the agent was last heard, where it is long enough to be seen. */
    private List<Plot.Band> silence(Samples samples, long from) {
        long last = samples.size() == 0 ? from : samples.at(samples.size() - 1);
        boolean seen = now - heard > 10_000 && now - last > past.range().millis() / 100;
        return samples.size() > 0 && seen ? List.of(new Plot.Band(last, now, "c-dim")) : List.of();
    }
}
