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

/** One measured value over time, with its figure at the right. */
final class SeriesCard extends VBox {
    private final ChartCard card;
    private final LiveChart chart;
    private final Past past;
    private final Label figure = Ui.label("", "t-lead-value");
    private final String series;
    private final String title;
    private final double top;
    private long now;
    private long heard;

    /**
     * @param series of the agent's history
     * @param top of the scale; NaN to fit
     */
    SeriesCard(
            String title,
            String series,
            double top,
            DoubleFunction<String> axis,
            DoubleFunction<String> exact,
            PanelContext context) {
        this.series = series;
        this.title = title;
        this.top = top;
        past = new Past(context, List.of(series), this::draw);
        chart = new LiveChart(title, axis, exact);
        card = new ChartCard(title, chart, _ -> {}).withoutRanges();
        figure.setMinWidth(USE_PREF_SIZE);
        card.right(figure);
        VBox.setVgrow(card, Priority.ALWAYS);
        getChildren().add(card);
        setMinWidth(0);
    }

    SeriesCard under(Node node) {
        card.under(node);
        return this;
    }

    /** The unit that stands at the top of the scale. */
    SeriesCard unit(String unit) {
        chart.unit(unit);
        return this;
    }

    void range(Range range) {
        past.range(range);
    }

    void shown() {
        past.refresh();
    }

    void show(LiveView view, String value, String subtitle) {
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
        Samples samples = past.of(series, now);
        long from = now - past.range().millis();
        List<Plot.Band> bands = new ArrayList<>();
        long last = samples.size() == 0 ? from : samples.at(samples.size() - 1);
        if (samples.size() > 0
                && now - heard > 10_000
                && now - last > past.range().millis() / 100) {
            bands.add(new Plot.Band(last, now, "c-dim"));
        }
        card.note(past.problem());
        card.show(Plot.of(from, now, Curve.area(title, "c-blue", samples)).top(top).bands(bands));
    }
}
