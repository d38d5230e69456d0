package hearth.app.workers;

import hearth.app.shell.LiveView;
import hearth.app.ui.Card;
import hearth.app.ui.Facts;
import hearth.app.ui.Figure;
import hearth.app.ui.Numbers;
import hearth.app.ui.Texts;
import hearth.app.ui.Ui;
import hearth.link.wire.Worker;

import javafx.scene.control.Label;
import javafx.scene.layout.Priority;
import javafx.scene.layout.VBox;

import java.time.Duration;
import java.time.Instant;

/** What a worker did and what of it counts. */
final class EarningCard extends VBox {
    private final Texts texts = Texts.of(EarningCard.class);
    private final Facts facts = new Facts();
    private final Label epoch = Ui.label("", "t-small", "c-muted");

    EarningCard() {
        var card = new Card(texts.get("earning")).right(epoch).add(facts);
        VBox.setVgrow(card, Priority.ALWAYS);
        getChildren().add(card);
        setMinWidth(0);
    }

    void show(LiveView view, Worker worker) {
        var live = view.live();
        var earning = live.getEarning();
        Ui.text(
                epoch,
                earning.getEpoch() == 0 ? "" : texts.get("earning.epoch", earning.getEpoch()));
        facts.set(
                texts.get("earning.verified"),
                texts.get(
                        "of",
                        Numbers.whole(worker.getUnitsVerified()),
                        Numbers.whole(worker.getUnitsAssigned())));
        facts.set(texts.get("earning.done"), Numbers.whole(worker.getUnitsDone()));
        facts.set(
                texts.get("earning.capacity"),
                worker.getCapacity() == 0
                        ? Numbers.DASH
                        : Numbers.unit(
                                Numbers.whole(worker.getCapacity()), worker.getUnit() + "/s"),
                worker.getCapacity() == 0 ? texts.get("earning.unmeasured") : "");
        var score = live.getNetwork().getScore();
        facts.set(
                texts.get("earning.score"),
                score.hasValue() ? Numbers.fixed(score.getValue(), 2) : Numbers.DASH,
                score.hasValue() ? "" : texts.get("earning.scorelater"));
        String wei = earning.getThisEpoch();
        facts.set(
                texts.get("earning.earned"),
                wei.isEmpty()
                        ? Numbers.DASH
                        : "≈ " + Numbers.unit(Numbers.coins(wei), live.getNetwork().getToken()),
                "",
                "t-strong");
        var watts = Figure.of(worker.getPower(), v -> Numbers.fixed(v, 1), "W");
        facts.set(
                texts.get("earning.power"),
                watts.present() ? watts.text() : Numbers.DASH,
                watts.word());
        facts.set(
                texts.get("earning.unit"),
                watts.present() && worker.getRatePerSecond() > 0
                        ? Numbers.unit(
                                Numbers.short4(
                                        worker.getPower().getValue()
                                                / worker.getRatePerSecond()
                                                * 1000),
                                "mJ")
                        : Numbers.DASH);
        facts.set(
                texts.get("earning.since"),
                worker.getStartedAt() == 0
                        ? Numbers.DASH
                        : Numbers.span(
                                Duration.between(
                                        Instant.ofEpochMilli(worker.getStartedAt()), view.now())));
    }
}
