package hearth.app.machine;

import hearth.app.shell.LiveView;
import hearth.app.ui.Card;
import hearth.app.ui.Column;
import hearth.app.ui.DataTable;
import hearth.app.ui.MeterBar;
import hearth.app.ui.Numbers;
import hearth.app.ui.Texts;
import hearth.app.ui.Ui;
import hearth.link.wire.Value;

import javafx.geometry.Pos;
import javafx.scene.control.Label;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.VBox;

import java.util.ArrayList;
import java.util.List;
import java.util.OptionalDouble;
import java.util.function.DoubleFunction;

/** Disks and network: how full, how busy. */
final class TransferCard extends VBox {
    /** A disk or a network port. */
    private record Where(
            String name, String about, OptionalDouble used, String in, String out, String ops) {}

    private final Texts texts = Texts.of(TransferCard.class);
    private final DataTable<Where> table;

    TransferCard() {
        table =
                new DataTable<>(
                        32,
                        16,
                        List.of(
                                Column.<Where, NameCell>nodes(
                                                texts.get("where"), NameCell::new, NameCell::show)
                                        .width(90, 220)
                                        .grow(1),
                                Column.<Where, UsedCell>nodes(
                                                texts.get("used"), UsedCell::new, UsedCell::show)
                                        .leaves(1),
                                Column.<Where>numbers(texts.get("read"), Where::in),
                                Column.<Where>numbers(texts.get("write"), Where::out),
                                Column.<Where>numbers(texts.get("ops"), Where::ops).leaves(2)));
        var card = new Card(texts.get("transfers")).flush().add(table);
        VBox.setVgrow(card, Priority.ALWAYS);
        getChildren().add(card);
        setMinWidth(0);
    }

    void show(LiveView view) {
        List<Where> rows = new ArrayList<>();
        for (var disk : MachineRows.disks(view.live().getMachine())) {
            rows.add(
                    new Where(
                            disk.getName(),
                            disk.getTotal().hasValue()
                                    ? Numbers.stored(disk.getTotal().getValue())
                                    : disk.getMount(),
                            MachineRows.used(disk),
                            shown(disk.getRead(), Numbers::perSecond),
                            shown(disk.getWritten(), Numbers::perSecond),
                            shown(
                                    disk.getOperations(),
                                    n -> Numbers.unit(Numbers.fixed(n, 0), "/s"))));
        }
        for (var port : view.live().getMachine().getInterfacesList()) {
            rows.add(
                    new Where(
                            port.getName(),
                            port.getLinkBits().hasValue()
                                    ? Numbers.line(port.getLinkBits().getValue())
                                    : "",
                            OptionalDouble.empty(),
                            shown(port.getReceived(), Numbers::perSecond),
                            shown(port.getSent(), Numbers::perSecond),
                            Numbers.DASH));
        }
        table.show(rows.subList(0, Math.min(6, rows.size())));
    }

    private static String shown(Value value, DoubleFunction<String> write) {
        return value.hasValue() ? write.apply(value.getValue()) : Numbers.DASH;
    }

    private static final class NameCell extends HBox {
        private final Label name = Ui.label("", "t-strong");
        private final Label about = Ui.label("", "c-muted");

        NameCell() {
            super(6, new Label());
            setAlignment(Pos.CENTER_LEFT);
            name.setMinWidth(USE_PREF_SIZE);
            getChildren().setAll(name, about);
        }

        void show(Where where) {
            Ui.text(name, where.name());
            Ui.text(about, where.about());
            setAccessibleText(where.name());
        }
    }

    private static final class UsedCell extends HBox {
        private final MeterBar bar = new MeterBar(true);
        private final Label text = Ui.label("");
        private final String ports = Texts.of(TransferCard.class).get("inout");

        UsedCell() {
            super(8);
            setAlignment(Pos.CENTER_LEFT);
            bar.setMinWidth(34);
            bar.setPrefWidth(34);
            text.setMinWidth(USE_PREF_SIZE);
            getChildren().addAll(bar, text);
        }

        void show(Where where) {
            Ui.visible(bar, where.used().isPresent());
            bar.show(where.used().orElse(0), false);
            Ui.text(
                    text,
                    where.used().isPresent() ? Numbers.percent(where.used().getAsDouble()) : ports);
            Ui.style(text, "c-muted", where.used().isEmpty());
            setAccessibleText(text.getText());
        }
    }
}
