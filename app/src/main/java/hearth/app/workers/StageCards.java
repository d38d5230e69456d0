package hearth.app.workers;

import hearth.app.chart.Sparkline;
import hearth.app.shell.LiveView;
import hearth.app.shell.PanelContext;
import hearth.app.shell.Trails;
import hearth.app.theme.Icon;
import hearth.app.ui.Columns;
import hearth.app.ui.Facts;
import hearth.app.ui.MeterBar;
import hearth.app.ui.Numbers;
import hearth.app.ui.Texts;
import hearth.app.ui.Ui;
import hearth.link.wire.Stage;
import hearth.link.wire.Worker;

import javafx.geometry.Pos;
import javafx.scene.Node;
import javafx.scene.control.Label;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Region;
import javafx.scene.layout.VBox;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/** The stages of a worker with the queues between them. */
final class StageCards extends VBox {
    private static final List<String> STYLES = List.of("c-blue", "c-purple", "c-orange");
    private static final long TEN_MINUTES = 600_000;
    private final Texts texts = Texts.of(StageCards.class);
    private final PanelContext context;
    private final List<StageCard> cards = new ArrayList<>();
    private final List<Queue> queues = new ArrayList<>();

    StageCards(PanelContext context) {
        this.context = context;
        setMinWidth(0);
    }

    private void lay(int count) {
        if (cards.size() == count) {
            return;
        }
        cards.clear();
        queues.clear();
        List<Node> nodes = new ArrayList<>();
        double[] shares = new double[Math.max(1, count * 2 - 1)];
        for (int i = 0; i < count; i++) {
            if (i > 0) {
                var queue = new Queue();
                queues.add(queue);
                nodes.add(queue);
                shares[i * 2 - 1] = 0.3;
            }
            var card = new StageCard(STYLES.get(i % STYLES.size()));
            cards.add(card);
            nodes.add(card);
            shares[i * 2] = 1;
        }
        getChildren().setAll(new Columns(820, shares).with(nodes.toArray(Node[]::new)));
    }

    void show(LiveView view, Worker worker) {
        var stages = worker.getStagesList();
        lay(stages.size());
        for (int i = 0; i < stages.size(); i++) {
            cards.get(i).show(view, worker, stages.get(i));
            if (i > 0) {
                queues.get(i - 1).show(stages.get(i), view.old());
            }
        }
    }

    private final class StageCard extends VBox {
        private final Region dot = new Region();
        private final Label name = Ui.label("", "t-section");
        private final Label detail = Ui.label("", "t-small", "c-muted");
        private final Label value = Ui.label("", "t-value");
        private final Label unit = Ui.label("", "t-small", "c-muted");
        private final Sparkline line;
        private final Facts facts = new Facts();

        StageCard(String style) {
            super(4);
            getStyleClass().add("card");
            dot.getStyleClass().addAll("dot", style);
            line = new Sparkline(style, 28, false);
            name.setMinWidth(USE_PREF_SIZE);
            var head = new HBox(8, dot, name, Ui.spring(), detail);
            head.setAlignment(Pos.CENTER_LEFT);
            var number = new HBox(6, value, unit);
            number.setAlignment(Pos.BASELINE_LEFT);
            var space = new Region();
            space.setMinHeight(4);
            getChildren().addAll(head, number, line, space, facts);
            setMinWidth(0);
        }

        void show(LiveView view, Worker worker, Stage stage) {
            Ui.text(name, stage.getName());
            Ui.text(detail, stage.getDetail());
            Ui.text(value, Numbers.short4(stage.getRatePerSecond()));
            Ui.style(value, "c-dim", view.old());
            Ui.text(unit, worker.getUnit() + "/s");
            line.show(
                    context.trails()
                            .since(
                                    Trails.stage(worker.getName(), stage.getName()),
                                    view.now().toEpochMilli() - TEN_MINUTES));
            switch (stage.getName()) {
                case "extract" -> extract(worker, stage);
                case "infer" -> infer(worker, stage);
                case "load" -> load(worker, stage);
                default -> facts.set(texts.get("stage.done"), Numbers.whole(stage.getDone()));
            }
        }

        private void extract(Worker worker, Stage stage) {
            facts.set(texts.get("stage.endpoint"), dash(worker.getEndpoint()));
            facts.set(
                    texts.get("stage.block"),
                    worker.getHeadBlock() == 0
                            ? Numbers.DASH
                            : texts.get(
                                    "of",
                                    Numbers.whole(worker.getCursorBlock()),
                                    Numbers.whole(worker.getHeadBlock())));
            facts.set(
                    texts.get("stage.bytes"),
                    worker.getBytesPerContract() > 0
                            ? Numbers.unit(Numbers.short4(worker.getBytesPerContract()), "B")
                            : Numbers.DASH);
            error(stage);
        }

        private void infer(Worker worker, Stage stage) {
            facts.set(texts.get("stage.micros"), micros(stage));
            facts.set(
                    texts.get("stage.known"),
                    Numbers.percent(worker.getKnownShare()),
                    texts.get("stage.known.note"));
            facts.set(texts.get("stage.findings"), Numbers.whole(worker.getFindingsToday()));
            error(stage);
        }

        private void load(Worker worker, Stage stage) {
            facts.set(texts.get("stage.micros"), micros(stage));
            facts.set(
                    texts.get("stage.codes"),
                    Numbers.whole(worker.getCodes()),
                    texts.get("stage.codes.note", Numbers.stored(worker.getGraphBytes())));
            facts.set(texts.get("stage.deployments"), Numbers.whole(worker.getDeployments()));
            error(stage);
        }

        private static String micros(Stage stage) {
            double micros = stage.getMicrosPerUnit();
            return micros <= 0
                    ? Numbers.DASH
                    : micros >= 1000
                            ? Numbers.unit(Numbers.short4(micros / 1000), "ms")
                            : Numbers.unit(Numbers.short4(micros), "µs");
        }

        private static String dash(String text) {
            return text.isEmpty() ? Numbers.DASH : text;
        }

        private void error(Stage stage) {
            facts.set(
                    texts.get("stage.error"),
                    stage.getErrors() == 0 ? texts.get("stage.error.none") : stage.getLastError(),
                    stage.getErrors() == 0
                            ? ""
                            : Numbers.clockSeconds(Instant.ofEpochMilli(stage.getLastErrorAt())));
        }
    }

    private final class Queue extends VBox {
        private final Label number = Ui.label("", "t-strong");
        private final MeterBar bar = new MeterBar(true);
        private final Label of = Ui.label("", "t-micro", "c-muted");
        private final Label words = Ui.label("", "t-micro", "c-muted");

        Queue() {
            super(5);
            setAlignment(Pos.CENTER);
            bar.setMaxWidth(110);
            getChildren()
                    .addAll(
                            Ui.label(texts.get("queue"), "t-small", "c-muted"),
                            number,
                            bar,
                            of,
                            words,
                            new Icon("arrow-right", 14, "c-muted"));
            setMinWidth(0);
        }

        void show(Stage stage, boolean old) {
            double share =
                    stage.getQueueLimit() == 0
                            ? 0
                            : stage.getQueue() / (double) stage.getQueueLimit();
            Ui.text(number, Numbers.whole(stage.getQueue()));
            bar.show(share, old);
            Ui.text(of, texts.get("queue.of", Numbers.whole(stage.getQueueLimit())));
            double rate = stage.getRatePerSecond();
            Ui.text(
                    words,
                    share >= WorkerModel.FULL
                            ? texts.get("queue.pressure")
                            : rate > 0
                                    ? texts.get(
                                            "queue.seconds",
                                            Numbers.fixed(stage.getQueue() / rate, 1))
                                    : "");
        }
    }
}
