package hearth.app.machine;

import hearth.app.shell.LiveView;
import hearth.app.shell.PanelContext;
import hearth.app.shell.Problems;
import hearth.app.ui.Card;
import hearth.app.ui.Chip;
import hearth.app.ui.EmptyState;
import hearth.app.ui.Facts;
import hearth.app.ui.Numbers;
import hearth.app.ui.Texts;
import hearth.app.ui.Ui;
import hearth.link.wire.BenchRequest;
import hearth.link.wire.Measure;
import hearth.link.wire.PanelMessage;

import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.layout.Priority;
import javafx.scene.layout.VBox;

import java.time.Instant;

/** What the machine can do, as last measured. */
final class BenchCard extends VBox {
    private final Texts texts = Texts.of(BenchCard.class);
    private final PanelContext context;
    private final Facts facts = new Facts();
    private final Label day = Ui.label("", "t-small", "c-muted");
    private final Chip verdict = new Chip("", "small", "c-amber");
    private final EmptyState none =
            new EmptyState("speedometer2", texts.get("bench.none"), texts.get("bench.none.text"));
    private final Button run;

    BenchCard(PanelContext context) {
        this.context = context;
        run = Ui.button(texts.get("bench.run"), this::measure, "small");
        none.actions(run);
        var card = new Card(texts.get("bench")).beside(verdict).right(day).add(facts).fill(none);
        verdict.show("");
        day.setMinWidth(USE_PREF_SIZE);
        VBox.setVgrow(card, Priority.ALWAYS);
        getChildren().add(card);
        setMinWidth(0);
    }

    private void measure() {
        run.setDisable(true);
        run.setText(texts.get("bench.running"));
        var request =
                PanelMessage.newBuilder().setBench(BenchRequest.newBuilder().setMode("quick"));
        context.bridge()
                .answer(
                        context.agent().ask(request),
                        _ -> ready(),
                        problem -> {
                            ready();
                            Problems.show(context.navigator().dialogs(), problem);
                        });
    }

    private void ready() {
        run.setDisable(false);
        run.setText(texts.get("bench.run"));
    }

    void show(LiveView view) {
        var machine = view.live().getMachine();
        boolean some = machine.hasBenchmark();
        Ui.visible(facts, some);
        Ui.visible(none, !some);
        if (!some) {
            return;
        }
        var report = machine.getBenchmark();
        Ui.text(day, Numbers.day(Instant.ofEpochMilli(report.getAt())));
        verdict.show(report.getTrustworthy() ? "" : texts.get("bench.untrusted"));
        for (var measure : report.getMeasuresList()) {
            boolean there = measure.getMissing().isEmpty();
            facts.set(
                    measure.getLabel(),
                    there ? figure(measure) : Numbers.DASH,
                    there ? "±" + Numbers.finePercent(measure.getSpread()) : measure.getMissing());
        }
    }

    private static String figure(Measure measure) {
        return switch (measure.getUnit()) {
            case "B/s" -> Numbers.perSecond(measure.getMedian());
            case "ops/s" -> Numbers.unit(Numbers.short4(measure.getMedian()), "IOPS");
            default -> Numbers.many(measure.getMedian());
        };
    }
}
