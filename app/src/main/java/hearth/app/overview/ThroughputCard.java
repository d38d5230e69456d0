package hearth.app.overview;

import hearth.app.shell.LiveView;
import hearth.app.shell.PanelContext;
import hearth.app.shell.WayIn;
import hearth.app.ui.Card;
import hearth.app.ui.EmptyState;
import hearth.app.ui.Texts;
import hearth.app.ui.Ui;
import hearth.app.workers.StageChart;

import javafx.scene.layout.Priority;
import javafx.scene.layout.VBox;

/** Live throughput of the first worker, or why there is none. */
final class ThroughputCard extends VBox {
    private final Texts texts = Texts.of(ThroughputCard.class);
    private final PanelContext context;
    private final Card none;
    private StageChart chart;
    private String worker = "";

    ThroughputCard(PanelContext context) {
        this.context = context;
        var join =
                Ui.button(texts.get("live.join"), () -> WayIn.open(context.navigator()), "primary");
        none =
                new Card(texts.get("live"))
                        .fill(
                                new EmptyState(
                                                "graph-up",
                                                texts.get("live.empty"),
                                                texts.get("live.empty.text"))
                                        .actions(join));
        chart = new StageChart(texts.get("live"), "", context);
        VBox.setVgrow(none, Priority.ALWAYS);
        getChildren().add(none);
        setMinWidth(0);
    }

    void shown() {
        if (!worker.isEmpty()) {
            chart.shown();
        }
    }

    void nextRange() {
        chart.nextRange();
    }

    void show(LiveView view) {
        var workers = view.live().getWorkersList();
        if (workers.isEmpty()) {
            if (!worker.isEmpty()) {
                worker = "";
                getChildren().setAll(none);
            }
            return;
        }
        var first = workers.getFirst();
        if (!first.getName().equals(worker)) {
            worker = first.getName();
            chart = new StageChart(texts.get("live"), worker, context);
            VBox.setVgrow(chart, Priority.ALWAYS);
            getChildren().setAll(chart);
        }
        chart.subtitle(
                "caughtup".equals(first.getState()) ? texts.get("live.caughtup", worker) : worker);
        chart.show(view);
    }
}
