package hearth.app.overview;

import hearth.app.shell.LiveView;
import hearth.app.ui.Card;
import hearth.app.ui.Column;
import hearth.app.ui.DataTable;
import hearth.app.ui.Facts;
import hearth.app.ui.MeterBar;
import hearth.app.ui.Numbers;
import hearth.app.ui.Texts;
import hearth.app.ui.Ui;
import hearth.link.wire.Check;
import hearth.link.wire.Worker;

import javafx.geometry.Pos;
import javafx.scene.control.Label;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.VBox;

import java.time.Instant;
import java.util.List;

/** The open epoch: what is paid is verified work, so this is what counts. */
final class EpochCard extends VBox {
    private static final int MOST = 6;
    private final Texts texts = Texts.of(EpochCard.class);
    private final Card card = new Card("");
    private final Label title = Ui.label("", "t-section");
    private final Label ends = Ui.label("", "t-small", "c-muted");
    private final MeterBar verified = new MeterBar(false);
    private final MeterBar time = new MeterBar(false, "orange");
    private final Label verifiedText = Ui.label("");
    private final Label timeText = Ui.label("");
    private final Facts facts = new Facts();
    private final DataTable<Check> list =
            new DataTable<>(
                    30,
                    0,
                    List.of(
                            Column.<Check>words(
                                    texts.get("checks.time"),
                                    c -> Numbers.clockSeconds(Instant.ofEpochMilli(c.getAt())),
                                    "c-muted"),
                            Column.<Check>words(
                                    texts.get("checks.round"),
                                    c -> c.getEpoch() + " · " + c.getRound()),
                            Column.<Check>numbers(
                                    texts.get("checks.units"), c -> Numbers.whole(c.getUnits())),
                            Column.<Check>numbers(
                                    texts.get("checks.rerun"), c -> Numbers.whole(c.getRerun())),
                            Column.<Check>words(texts.get("checks.result"), Check::getText)
                                    .width(60, 60)
                                    .grow(1)));

    EpochCard() {
        var head = new HBox(8, title, Ui.spring(), ends);
        card.add(head, bar(texts.get("epoch.verified"), verified, verifiedText));
        card.add(bar(texts.get("epoch.time"), time, timeText), facts, list);
        Ui.visible(list, false);
        VBox.setVgrow(card, Priority.ALWAYS);
        getChildren().add(card);
        setMinWidth(0);
    }

    private static HBox bar(String name, MeterBar bar, Label text) {
        var label = Ui.label(name, "c-muted");
        label.setMinWidth(64);
        HBox.setHgrow(bar, Priority.ALWAYS);
        bar.setMaxWidth(Double.MAX_VALUE);
        text.setMinWidth(USE_PREF_SIZE);
        var line = new HBox(10, label, bar, text);
        line.setAlignment(Pos.CENTER_LEFT);
        return line;
    }

    void show(LiveView view, boolean tall) {
        var live = view.live();
        var earning = live.getEarning();
        var network = live.getNetwork();
        long done = live.getWorkersList().stream().mapToLong(Worker::getUnitsVerified).sum();
        long given = live.getWorkersList().stream().mapToLong(Worker::getUnitsAssigned).sum();
        Ui.text(
                title,
                earning.getEpoch() == 0
                        ? texts.get("noepoch.title")
                        : texts.get("epoch.title", earning.getEpoch()));
        Ui.text(
                ends,
                earning.getEpochEnds() == 0
                        ? ""
                        : texts.get(
                                "epoch.ends",
                                Numbers.clockSeconds(
                                        Instant.ofEpochMilli(earning.getEpochEnds()))));
        verified.show(given == 0 ? 0 : done / (double) given, view.old());
        Ui.text(
                verifiedText,
                given == 0
                        ? texts.get("epoch.none")
                        : texts.get("epoch.of", Numbers.whole(done), Numbers.whole(given)));
        double length = earning.getEpochEnds() - earning.getEpochBegan();
        double passed = view.now().toEpochMilli() - earning.getEpochBegan();
        double share = length <= 0 ? 0 : Math.clamp(passed / length, 0, 1);
        time.show(share, view.old());
        Ui.text(timeText, length <= 0 ? Numbers.DASH : Numbers.percent(share));
        facts.set(
                texts.get("epoch.score"),
                network.getScore().hasValue()
                        ? Numbers.fixed(network.getScore().getValue(), 2)
                        : Numbers.DASH,
                network.getScore().hasValue() ? "" : texts.get("epoch.scorelater"));
        facts.set(
                texts.get("epoch.check"),
                network.getChecksCount() == 0
                        ? texts.get("epoch.nocheck")
                        : check(network.getChecks(0)));
        var checks = network.getChecksList();
        Ui.visible(list, tall && !checks.isEmpty());
        if (tall) {
            list.show(checks.subList(0, Math.min(MOST, checks.size())));
        }
    }

    private String check(Check check) {
        return texts.get(
                check.getPassed() ? "check.passed" : "check.failed",
                Numbers.clockSeconds(Instant.ofEpochMilli(check.getAt())),
                Numbers.whole(check.getRerun()),
                Numbers.whole(check.getUnits()));
    }
}
