package hearth.app.bench;

import hearth.app.chart.FigureChart;
import hearth.app.theme.Icon;
import hearth.app.ui.Card;
import hearth.app.ui.Chip;
import hearth.app.ui.EmptyState;
import hearth.app.ui.Numbers;
import hearth.app.ui.Texts;
import hearth.app.ui.Ui;
import hearth.link.wire.Measure;

import javafx.geometry.Pos;
import javafx.scene.control.Label;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.StackPane;
import javafx.scene.layout.VBox;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/** One measure over all reports: is the machine getting slower? */
final class TrendCard extends VBox {
    private final Texts texts = Texts.of(TrendCard.class);
    private final Card card = new Card("");
    private final Label title = Ui.label("", "t-section");
    private final Label median = Ui.label("", "t-small", "c-muted");
    private final Chip slower = new Chip("", "small", "c-red").icon("arrow-down");
    private final FigureChart chart = new FigureChart(FigureChart::brief);
    private final EmptyState few;
    private final Label advice = Ui.wrapped("", "t-small");
    private final HBox foot;

    /**
     * @param again runs the benchmark again
     */
    TrendCard(Runnable again) {
        few = new EmptyState("graph-up", texts.get("few"), texts.get("few.text"));
        var head = new HBox(10, title, slower, Ui.spring(), median);
        head.setAlignment(Pos.CENTER_LEFT);
        slower.show("");
        title.setMinWidth(USE_PREF_SIZE);
        foot =
                new HBox(
                        8,
                        new Icon("exclamation-triangle-fill", 13, "c-amber"),
                        advice,
                        Ui.spring(),
                        Ui.button(texts.get("again"), again, "small"));
        foot.setAlignment(Pos.CENTER_LEFT);
        HBox.setHgrow(advice, Priority.SOMETIMES);
        chart.setMinHeight(110);
        var body = new StackPane(chart, few);
        VBox.setVgrow(body, Priority.ALWAYS);
        VBox.setVgrow(card, Priority.ALWAYS);
        card.add(head, body, foot);
        getChildren().add(card);
        setMinWidth(0);
    }

    void show(BenchmarksModel model) {
        var charted = model.charted();
        if (charted.isEmpty()) {
            return;
        }
        var measure = charted.get();
        var past = model.past(measure.getName());
        Ui.text(title, measure.getLabel());
        boolean worse = measure.getSlowerSince() > 0;
        var since = Instant.ofEpochMilli(measure.getSlowerSince());
        slower.show(worse ? texts.get("trend.since", Numbers.day(since)) : "");
        Ui.text(
                median,
                worse || !measure.hasChange()
                        ? ""
                        : texts.get(
                                "median",
                                MeasureText.of(measure.getBaseline(), measure.getUnit()).joined()));
        boolean enough = past.size() >= 2;
        Ui.visible(few, !enough);
        chart.setVisible(enough);
        Ui.visible(foot, worse);
        Ui.text(advice, measure.getGroup().equals("disk") ? texts.get("disk") : texts.get("other"));
        if (enough) {
            chart.show(drawing(measure, past), spoken(measure, past));
        }
    }

    private FigureChart.Drawing drawing(Measure measure, List<BenchmarksModel.Past> past) {
        var points = new ArrayList<FigureChart.Point>();
        var ticks = new ArrayList<FigureChart.Tick>();
        for (var one : past) {
            long at = one.at().toEpochMilli();
            boolean bad = measure.getSlowerSince() > 0 && at >= measure.getSlowerSince();
            points.add(new FigureChart.Point(at, one.value(), one.spread(), bad));
            ticks.add(new FigureChart.Tick(at, Numbers.day(one.at())));
        }
        boolean worse = measure.getSlowerSince() > 0;
        return new FigureChart.Drawing(
                List.of(new FigureChart.Row("c-blue", false, true, points)),
                ticks,
                measure.hasChange() ? measure.getBaseline() : Double.NaN,
                worse ? texts.get("median.short", FigureChart.brief(measure.getBaseline())) : "",
                worse ? measure.getSlowerSince() : 0,
                worse ? points.getLast().x() : 0);
    }

    private String spoken(Measure measure, List<BenchmarksModel.Past> past) {
        return texts.get(
                "spoken",
                measure.getLabel(),
                past.size(),
                MeasureText.of(past.getFirst().value(), measure.getUnit()).joined(),
                MeasureText.of(past.getLast().value(), measure.getUnit()).joined());
    }
}
