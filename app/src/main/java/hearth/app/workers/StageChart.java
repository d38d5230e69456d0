package hearth.app.workers;

import hearth.app.chart.ChartCard;
import hearth.app.chart.Curve;
import hearth.app.chart.LiveChart;
import hearth.app.chart.Plot;
import hearth.app.shell.LiveView;
import hearth.app.shell.PanelContext;
import hearth.app.shell.Past;
import hearth.app.shell.Trails;
import hearth.app.ui.Numbers;
import hearth.app.ui.Texts;
import hearth.link.wire.Worker;

import javafx.scene.layout.Priority;
import javafx.scene.layout.VBox;

import java.util.ArrayList;
import java.util.List;

/** The rate of each stage of a worker over time. */
public final class StageChart extends VBox {
    private static final List<String> STYLES = List.of("c-blue", "c-purple", "c-orange", "c-green");
    private static final List<String> STAGES = List.of("extract", "infer", "load");

    private final Texts texts = Texts.of(StageChart.class);
    private final ChartCard card;
    private final Past past;
    private final String worker;
    private List<String> stages = STAGES;
    private long now;

    /**
     * @param title of the card
     * @param worker whose stages
     */
    public StageChart(String title, String worker, PanelContext context) {
        this.worker = worker;
        past =
                new Past(
                        context,
                        STAGES.stream().map(s -> Trails.stage(worker, s)).toList(),
                        this::draw);
        var chart =
                new LiveChart(
                        title,
                        StageChart::scale,
                        v -> Numbers.unit(Numbers.short4(v), texts.get("persecond")));
        card = new ChartCard(title, chart, past::range);
        VBox.setVgrow(card, Priority.ALWAYS);
        getChildren().add(card);
        setMinWidth(0);
    }

    private static String scale(double value) {
        return value >= 1000 ? Numbers.tick(value / 1000) + "k" : Numbers.tick(value);
    }

    /** Asks for what was before the window opened. */
    public void shown() {
        past.refresh();
    }

    /** The next range. */
    public void nextRange() {
        card.nextRange();
    }

    /** Words beside the title. */
    public void subtitle(String text) {
        card.subtitle(text);
    }

    /** Shows what is known now. */
    public void show(LiveView view) {
        now = view.now().toEpochMilli();
        view.live().getWorkersList().stream()
                .filter(w -> w.getName().equals(worker))
                .findFirst()
                .ifPresent(this::names);
        past.refresh();
        draw();
    }

    private void names(Worker found) {
        if (found.getStagesCount() > 0) {
            stages = found.getStagesList().stream().map(s -> s.getName()).toList();
        }
    }

    private void draw() {
        if (now == 0) {
            return;
        }
        List<Curve> curves = new ArrayList<>();
        for (int i = 0; i < stages.size(); i++) {
            String name = stages.get(i);
            String style = STYLES.get(i % STYLES.size());
            boolean last = i == stages.size() - 1;
            curves.add(
                    new Curve(name, style, i == 1, last, past.of(Trails.stage(worker, name), now)));
        }
        card.note(past.problem());
        card.show(Plot.of(now - past.range().millis(), now, curves.toArray(Curve[]::new)));
    }
}
