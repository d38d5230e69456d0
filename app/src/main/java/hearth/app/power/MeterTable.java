package hearth.app.power;

import hearth.app.ui.Card;
import hearth.app.ui.Column;
import hearth.app.ui.DataTable;
import hearth.app.ui.Figure;
import hearth.app.ui.Mark;
import hearth.app.ui.Numbers;
import hearth.app.ui.QualityMark;
import hearth.app.ui.Texts;
import hearth.app.ui.Ui;
import hearth.link.wire.EnergyNow;
import hearth.link.wire.MeterFigure;

import javafx.scene.control.Label;
import javafx.scene.layout.VBox;

import java.util.List;

/** The meters, how they measure, and which are not added because they are inside another. */
final class MeterTable extends VBox {
    private final Texts texts = Texts.of(MeterTable.class);
    private final Card card;
    private final DataTable<Row> table;
    private final Label none = Ui.wrapped("", "t-small", "c-muted");

    private record Row(MeterFigure meter, String remark) {}

    MeterTable() {
        table = new DataTable<>(29, 16, columns());
        none.setStyle("-fx-padding: 2 16 8 16;");
        card = new Card(texts.get("meters")).flush().add(table, none);
        getChildren().add(card);
        setMinWidth(0);
    }

    private List<Column<Row, ?>> columns() {
        return List.of(
                Column.<Row>words(texts.get("meter"), row -> row.meter().getName())
                        .width(90, 200)
                        .grow(1),
                Column.<Row, QualityMark>nodes(
                        texts.get("how"),
                        () -> new QualityMark(true),
                        (mark, row) -> mark.show(figure(row.meter()))),
                Column.<Row>numbers(texts.get("watts"), row -> figure(row.meter()).number()),
                Column.<Row, Label>nodes(
                                "",
                                () -> Ui.label("", "t-small", "c-muted"),
                                (label, row) -> Ui.text(label, row.remark()))
                        .width(60, 170)
                        .grow(1)
                        .leaves(1));
    }

    private static Figure figure(MeterFigure meter) {
        return Figure.of(meter.getWatts(), watts -> Numbers.fixed(watts, 1), "W");
    }

    void show(EnergyNow energy, PowerModel model) {
        var meters = energy.getMetersList();
        table.show(meters.stream().map(meter -> new Row(meter, model.remark(meter))).toList());
        Ui.visible(table, !meters.isEmpty());
        String why = energy.getMachine().getMissing();
        Ui.text(none, why.isEmpty() ? texts.get("meters.none") : Texts.sentence(why));
        Ui.visible(none, meters.isEmpty());
        var best = figure(MeterFigure.newBuilder().setWatts(energy.getMachine()).build());
        card.subtitle(
                best.mark() == Mark.NONE
                        ? ""
                        : texts.get("meters.sub", best.text(), best.mark().word()));
    }
}
