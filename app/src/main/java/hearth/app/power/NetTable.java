package hearth.app.power;

import hearth.app.ui.Card;
import hearth.app.ui.Column;
import hearth.app.ui.DataTable;
import hearth.app.ui.EmptyState;
import hearth.app.ui.Line;
import hearth.app.ui.Texts;
import hearth.app.ui.Ui;
import hearth.link.wire.EnergyNow;
import hearth.link.wire.EnergyReply;

import javafx.geometry.Pos;
import javafx.scene.control.Label;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Region;
import javafx.scene.layout.VBox;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;

/** Watts, energy, earnings and what is left, by worker; the sum is the sum of the rows. */
final class NetTable extends VBox {
    private final Texts texts = Texts.of(NetTable.class);
    private final DataTable<PowerModel.Row> table;
    private final Card card;
    private final EmptyState none;
    private final Label method = Ui.wrapped("", "t-micro", "c-muted");

    NetTable(Runnable worth, Consumer<String> open) {
        table =
                new DataTable<PowerModel.Row>(29, 16, columns())
                        .onOpen(row -> {
                            if (row.worker()) {
                                open.accept(row.name());
                            }
                        });
        none = new EmptyState("bar-chart", texts.get("table.none"), texts.get("table.none.text"));
        method.setStyle("-fx-padding: 4 16 4 16;");
        card =
                new Card(texts.get("table"))
                        .flush()
                        .subtitle(texts.get("table.sub"))
                        .right(Ui.link(texts.get("table.worth"), worth, "small"))
                        .add(table, none, method);
        getChildren().add(card);
        setMinWidth(0);
    }

    private List<Column<PowerModel.Row, ?>> columns() {
        return List.of(
                Column.<PowerModel.Row, NameCell>nodes(
                                texts.get("worker"), NameCell::new, NameCell::show)
                        .width(90, 240)
                        .grow(1),
                Column.<PowerModel.Row>numbers(texts.get("watts"), PowerModel.Row::watts).leaves(1),
                Column.<PowerModel.Row>numbers(texts.get("wh"), PowerModel.Row::energy),
                Column.<PowerModel.Row>numbers(texts.get("earned"), PowerModel.Row::earned),
                Column.<PowerModel.Row>numbers(texts.get("cost.column"), PowerModel.Row::cost),
                Column.<PowerModel.Row, Label>nodes(
                                texts.get("net.column"),
                                () -> Ui.label("", "t-medium"),
                                (label, row) -> {
                                    Ui.text(label, row.net());
                                    Ui.style(label, "c-red", row.loss());
                                })
                        .right());
    }

    /** Shows the day, as far as the agent told it. */
    void show(List<PowerModel.Row> rows, EnergyReply energy, EnergyAsk.Told told, EnergyNow now) {
        boolean unread = told == EnergyAsk.Told.UNREAD;
        var lines = new ArrayList<Line<PowerModel.Row>>();
        rows.forEach(row -> lines.add(row.total() ? Line.total(row) : Line.row(row)));
        table.showLines(lines);
        boolean empty = told != EnergyAsk.Told.NOT_YET && lines.isEmpty();
        none.say(
                texts.get(unread ? "problem" : "table.none"),
                texts.get(unread ? "unread.text" : "table.none.text"));
        Ui.visible(table, !empty);
        Ui.visible(none, empty);
        var words = new ArrayList<String>();
        if (!energy.hasCoinMicros() && !energy.getCoinMissing().isEmpty()) {
            words.add(texts.get("table.coin", energy.getCoinMissing()));
        }
        if (!now.getMethod().isEmpty() && !unread) {
            words.add(now.getMethod() + " " + texts.get("table.confidence." + now.getConfidence()));
        }
        Ui.text(method, String.join(" ", words));
        Ui.visible(method, !words.isEmpty());
    }

    private static final class NameCell extends HBox {
        private final Region dot = new Region();
        private final Label name = Ui.label("");
        private String colour = "";

        NameCell() {
            super(8);
            setAlignment(Pos.CENTER_LEFT);
            dot.getStyleClass().add("dot");
            getChildren().addAll(dot, name);
        }

        void show(PowerModel.Row row) {
            Ui.visible(dot, !row.total());
            if (!row.colour().equals(colour)) {
                dot.getStyleClass().remove(colour);
                colour = row.colour();
                dot.getStyleClass().add(colour);
            }
            Ui.text(name, row.name());
            Ui.style(name, "c-muted", !row.worker() && !row.total());
            setAccessibleText(row.name());
        }
    }
}
