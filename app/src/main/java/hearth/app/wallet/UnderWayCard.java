package hearth.app.wallet;

import hearth.app.ui.Card;
import hearth.app.ui.Column;
import hearth.app.ui.Condition;
import hearth.app.ui.DataTable;
import hearth.app.ui.Numbers;
import hearth.app.ui.StateMark;
import hearth.app.ui.Texts;
import hearth.app.ui.Ui;
import hearth.network.chain.SentTransaction;
import hearth.network.chain.TransactionState;
import hearth.wallet.OwnerChain.UnderWay;

import javafx.geometry.Insets;
import javafx.geometry.Pos;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.layout.HBox;
import javafx.scene.layout.VBox;

import java.util.List;
import java.util.function.Consumer;
import java.util.stream.Collectors;

/** Transactions that were sent and are not final yet. */
final class UnderWayCard extends VBox {
    private static final Texts TEXTS = Texts.of(UnderWayCard.class);

    private final DataTable<UnderWay> table;
    private final Label stuck = Ui.wrapped(TEXTS.get("underway.stuck"), "c-muted");
    private final Label refusals = Ui.wrapped("", "c-muted");
    private boolean signs;

    /**
     * @param raise asked for a higher fee for one that waits
     */
    UnderWayCard(Consumer<SentTransaction> raise) {
        table =
                new DataTable<>(
                        34,
                        16,
                        List.of(
                                Column.<UnderWay>words(
                                        TEXTS.get("col.sent"),
                                        way ->
                                                Numbers.day(way.sent().sentAt())
                                                        + " "
                                                        + Numbers.clockSeconds(way.sent().sentAt()),
                                        "c-muted"),
                                Column.<UnderWay>words(
                                                TEXTS.get("col.what"),
                                                way -> label(way.sent().label()))
                                        .grow(1),
                                Column.<UnderWay, StateMark>nodes(
                                                TEXTS.get("col.state"),
                                                StateMark::new,
                                                (mark, way) ->
                                                        mark.show(condition(way), words(way)))
                                        .width(180, 260)
                                        .grow(1),
                                Column.<UnderWay>words(
                                                TEXTS.get("col.transaction"),
                                                way -> Numbers.middle(way.sent().hash().hex()),
                                                "t-mono",
                                                "c-muted")
                                        .leaves(1),
                                Column.<UnderWay, Raise>nodes(
                                                "",
                                                () -> new Raise(raise),
                                                (cell, way) -> cell.show(way, signs))
                                        .right()));
        VBox.setMargin(stuck, new Insets(8, 16, 12, 16));
        VBox.setMargin(refusals, new Insets(8, 16, 12, 16));
        getChildren().add(new Card(TEXTS.get("underway")).flush().add(table, stuck, refusals));
        setMinWidth(0);
        Ui.visible(this, false);
    }

    /**
     * Shows them.
     *
     * @param mayRaise whether the key of who sent them is here
     */
    void show(List<UnderWay> underWay, boolean mayRaise) {
        signs = mayRaise;
        table.show(underWay);
        Ui.visible(stuck, underWay.stream().anyMatch(UnderWay::stuck));
        String refused =
                underWay.stream()
                        .map(UnderWay::sent)
                        .filter(sent -> sent.refusal().isPresent())
                        .map(sent ->
                                TEXTS.get(
                                        "underway.refusal",
                                        label(sent.label()),
                                        sent.refusal().get()))
                        .collect(Collectors.joining("\n"));
        Ui.text(refusals, refused);
        Ui.visible(refusals, !refused.isEmpty());
        Ui.visible(this, !underWay.isEmpty());
    }

    /** The way to a higher fee; the table shows and hides the cell, so the link is inside it. */
    private static final class Raise extends HBox {
        private final Consumer<SentTransaction> raise;
        private final Button link = Ui.link(TEXTS.get("raise.do"), () -> {}, "small");

        Raise(Consumer<SentTransaction> raise) {
            this.raise = raise;
            setAlignment(Pos.CENTER_RIGHT);
            getChildren().add(link);
        }

        void show(UnderWay way, boolean signs) {
            link.setOnAction(_ -> raise.accept(way.sent()));
            Ui.visible(link, signs && way.stuck());
        }
    }

    private static String label(String label) {
        String key = "underway." + label;
        return TEXTS.has(key) ? TEXTS.get(key) : label;
    }

    private static Condition condition(UnderWay way) {
        return switch (way.state()) {
            case TransactionState.Pending _ ->
                    way.sent().refusal().isPresent() ? Condition.PAUSED : Condition.PROGRESS;
            case TransactionState.Included _ -> Condition.PROGRESS;
            case TransactionState.Final _ -> Condition.WORKING;
            case TransactionState.Reverted _ -> Condition.OUT;
            case TransactionState.Replaced _ -> Condition.STOPPED;
        };
    }

    private static String waiting(SentTransaction sent) {
        if (sent.refusal().isPresent()) {
            return "underway.refused";
        }
        return sent.hashes().size() > 1 ? "underway.raised" : "underway.pending";
    }

    private static String words(UnderWay way) {
        return switch (way.state()) {
            case TransactionState.Pending _ -> TEXTS.get(waiting(way.sent()));
            case TransactionState.Included in ->
                    TEXTS.get("underway.included", Numbers.whole(in.inclusion().block()));
            case TransactionState.Final done ->
                    TEXTS.get("underway.final", Numbers.whole(done.inclusion().block()));
            case TransactionState.Reverted(var _, String error) ->
                    TEXTS.get("underway.reverted", error);
            case TransactionState.Replaced _ -> TEXTS.get("underway.replaced");
        };
    }
}
