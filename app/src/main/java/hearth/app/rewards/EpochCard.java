package hearth.app.rewards;

import hearth.app.ui.Card;
import hearth.app.ui.Column;
import hearth.app.ui.Columns;
import hearth.app.ui.DataTable;
import hearth.app.ui.EmptyState;
import hearth.app.ui.Facts;
import hearth.app.ui.Numbers;
import hearth.app.ui.Texts;
import hearth.app.ui.Ui;
import hearth.link.wire.Difference;
import hearth.link.wire.EpochReply;
import hearth.link.wire.Factor;
import hearth.link.wire.NodeShare;

import javafx.geometry.Pos;
import javafx.scene.Node;
import javafx.scene.control.Label;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.VBox;

import java.util.ArrayList;
import java.util.List;

/** One epoch from work to amount, with what proves it. */
final class EpochCard extends VBox {
    private static final List<String> SIGNS = List.of("÷", "=", "×", "=");

    private final Texts texts = Texts.of(EpochCard.class);
    private final Card card = new Card(texts.get("epoch.title"));
    private final EmptyState empty =
            new EmptyState("coin", texts.get("epoch.none"), texts.get("epoch.none.text"));
    private String token = "";
    private EpochReply drawn = EpochReply.getDefaultInstance();

    EpochCard() {
        setMinWidth(0);
        VBox.setVgrow(card, Priority.ALWAYS);
        getChildren().add(card);
        card.right(
                Ui.button(
                        "copy",
                        texts.get("copytext"),
                        () -> Ui.copy(RewardsModel.asText(drawn, token)),
                        "small"));
        card.add(empty);
    }

    void busy(long epoch) {
        card.title(texts.get("epoch", Long.toString(epoch))).subtitle(texts.get("busy"));
    }

    void show(EpochReply reply, String coin) {
        if (reply.equals(drawn) && coin.equals(token)) {
            return;
        }
        drawn = reply;
        token = coin;
        var row = reply.getRow();
        card.title(texts.get("epoch", Long.toString(row.getEpoch())));
        card.subtitle(RewardsModel.subtitle(row));
        var head = card.getChildren().getFirst();
        card.getChildren().setAll(head);
        card.add(boxes(reply), part(texts.get("work")), nodes(reply));
        card.add(Ui.wrapped(RewardsModel.unpaid(reply.getNodesList()), "t-small", "c-muted"));
        card.add(new Columns(560, 1, 1).gap(24).with(why(reply), proof(reply)));
        if (reply.getDifferencesCount() > 0) {
            card.add(differences(reply));
        }
        if (!reply.getNote().isEmpty()) {
            card.add(Ui.wrapped(reply.getNote(), "t-small", "c-muted"));
        }
    }

    private static Label part(String title) {
        return Ui.label(title, "t-section");
    }

    private Node boxes(EpochReply reply) {
        var line = new HBox(6);
        line.setAlignment(Pos.CENTER_LEFT);
        var boxes = RewardsModel.boxes(reply, token);
        for (int i = 0; i < boxes.size(); i++) {
            var box = boxes.get(i);
            var number = Ui.label(box.number(), "t-lead-value");
            number.setMinWidth(USE_PREF_SIZE);
            var cell =
                    new VBox(
                            1,
                            Ui.label(box.caption(), "t-small", "c-muted"),
                            number,
                            Ui.label(box.note(), "t-small", "c-muted"));
            cell.getStyleClass().add("formula-box");
            cell.setMinWidth(0);
            HBox.setHgrow(cell, Priority.ALWAYS);
            line.getChildren().add(cell);
            if (i < SIGNS.size()) {
                var sign = Ui.label(SIGNS.get(i), "c-muted");
                sign.setMinWidth(USE_PREF_SIZE);
                line.getChildren().add(sign);
            }
        }
        return line;
    }

    private Node nodes(EpochReply reply) {
        var table =
                new DataTable<NodeShare>(
                        36,
                        6,
                        List.of(
                                Column.<NodeShare>words(
                                                texts.get("col.worker"),
                                                n -> n.getWorker() + " · " + n.getMachine())
                                        .width(80, 170)
                                        .grow(1),
                                Column.<NodeShare>numbers(
                                        texts.get("col.verified"),
                                        n -> Numbers.whole(n.getVerified())),
                                Column.<NodeShare>words(
                                                texts.get("col.unit"),
                                                NodeShare::getUnit,
                                                "c-muted")
                                        .leaves(2),
                                Column.<NodeShare>numbers(
                                        texts.get("col.score"),
                                        n -> Numbers.fixed(n.getScore(), 2)),
                                Column.<NodeShare>numbers(
                                                texts.get("col.points"),
                                                n -> RewardsModel.points(n.getPoints()))
                                        .leaves(1),
                                Column.<NodeShare>numbers(
                                                texts.get("col.share"),
                                                n -> RewardsModel.percent(n.getShare()))
                                        .leaves(3),
                                Column.<NodeShare>numbers(
                                        token, n -> Numbers.coins(n.getPay()), "t-strong")));
        table.show(reply.getNodesList());
        return table;
    }

    private Node why(EpochReply reply) {
        var box = new VBox(8);
        for (var node : reply.getNodesList()) {
            box.getChildren()
                    .add(
                            part(
                                    texts.get(
                                            "why",
                                            Numbers.fixed(node.getScore(), 2),
                                            node.getMachine())));
            factor(box, texts.get("speed"), node.getSpeed());
            factor(box, texts.get("performance"), node.getPerformance());
            factor(box, texts.get("maintenance"), node.getMaintenance());
        }
        if (reply.getNodesCount() == 0) {
            box.getChildren()
                    .addAll(
                            part(texts.get("why.none")),
                            Ui.wrapped(texts.get("why.none.text"), "c-muted", "t-small"));
        }
        return box;
    }

    private static void factor(VBox box, String name, Factor factor) {
        var value = Ui.label(Numbers.fixed(factor.getValue(), 2), "t-medium");
        value.setMinWidth(USE_PREF_SIZE);
        var line = new HBox(8, Ui.label(name, "c-muted"), Ui.spring(), value);
        box.getChildren().add(new VBox(1, line, Ui.wrapped(factor.getWhy(), "t-small", "c-muted")));
    }

    private Node proof(EpochReply reply) {
        var facts = new Facts();
        facts.node(texts.get("root"), hash(reply.getRoot()));
        facts.set(
                texts.get("signed"),
                texts.get(
                        "signed.by",
                        Numbers.whole(reply.getSignersCount()),
                        Numbers.whole(reply.getSignersNeeded())));
        facts.node(texts.get("settled"), hash(reply.getRow().getTransaction()));
        facts.set(
                texts.get("yourproof"),
                reply.getLeaf().isEmpty()
                        ? Numbers.DASH
                        : reply.getProofCount() == 0
                                ? texts.get("proof.single")
                                : texts.get(
                                        reply.getProofCount() == 1 ? "proof.hash" : "proof.hashes",
                                        Numbers.whole(reply.getProofCount())));
        facts.set(texts.get("cumulative"), Numbers.coins(reply.getCumulative()), token);
        facts.node(texts.get("pool"), hash(reply.getPool()));
        return new VBox(8, part(texts.get("proof")), facts);
    }

    private Node hash(String hex) {
        if (hex.isEmpty()) {
            return Ui.label(Numbers.DASH, "c-muted");
        }
        var copy = Ui.iconButton("copy", texts.get("copy"), () -> Ui.copy(hex), "quiet", "small");
        var line = new HBox(2, Ui.label(Numbers.middle(hex), "t-mono"), copy);
        line.setAlignment(Pos.CENTER_RIGHT);
        line.setMaxHeight(20);
        return line;
    }

    private Node differences(EpochReply reply) {
        List<Node> lines = new ArrayList<>();
        lines.add(
                part(
                        texts.get(
                                "against",
                                Long.toString(Math.max(0, drawn.getRow().getEpoch() - 1)))));
        for (Difference difference : reply.getDifferencesList()) {
            var amount =
                    Ui.label(
                            Numbers.signedCoins(difference.getAmount()),
                            "t-strong",
                            difference.getAmount().startsWith("-") ? "c-fg" : "c-green");
            amount.setMinWidth(USE_PREF_SIZE);
            var line =
                    new HBox(
                            8,
                            Ui.label(difference.getText()),
                            Ui.label(difference.getDetail(), "t-small", "c-muted"),
                            Ui.spring(),
                            amount);
            line.setAlignment(Pos.BASELINE_LEFT);
            lines.add(Ui.rule());
            lines.add(line);
        }
        var box = new VBox(8);
        box.getChildren().addAll(lines);
        return box;
    }
}
