package hearth.app.slots;

import hearth.app.theme.Icon;
import hearth.app.ui.Card;
import hearth.app.ui.Column;
import hearth.app.ui.DataTable;
import hearth.app.ui.Texts;
import hearth.app.ui.Ui;
import hearth.link.wire.Limit;
import hearth.link.wire.Slot;

import javafx.geometry.Pos;
import javafx.scene.control.Label;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.VBox;

import java.util.ArrayList;
import java.util.List;

/** Which limits the system holds, and which are only watched. */
final class LimitsCard extends VBox {
    private record Row(String slot, Limit limit) {}

    private final Texts texts = Texts.of(LimitsCard.class);
    private final Label none = Ui.wrapped(texts.get("limits.none"), "c-muted");
    private final DataTable<Row> table =
            new DataTable<>(
                    32,
                    16,
                    List.of(
                            Column.<Row>words(texts.get("limits.slot"), Row::slot, "t-strong"),
                            Column.<Row>words(texts.get("limits.what"), r -> r.limit().getWhat()),
                            Column.<Row, Held>nodes(
                                    texts.get("limits.held"), Held::new, Held::show),
                            Column.<Row>words(
                                            texts.get("limits.by"),
                                            r -> r.limit().getBy(),
                                            "c-muted")
                                    .width(60, 60)
                                    .grow(1)));

    LimitsCard() {
        none.setStyle("-fx-padding: 0 16 14 16;");
        var card =
                new Card(texts.get("limits"))
                        .subtitle(texts.get("limits.sub"))
                        .flush()
                        .add(table, none);
        VBox.setVgrow(card, Priority.ALWAYS);
        getChildren().add(card);
        setMinWidth(0);
    }

    void show(List<Slot> slots) {
        List<Row> rows = new ArrayList<>();
        for (var slot : slots) {
            slot.getLimitsList().forEach(limit -> rows.add(new Row(slot.getName(), limit)));
        }
        table.show(rows);
        Ui.visible(table, !rows.isEmpty());
        Ui.visible(none, rows.isEmpty());
    }

    private static final class Held extends HBox {
        private static final Texts TEXTS = Texts.of(LimitsCard.class);
        private final Icon icon = new Icon("check-circle-fill", 12);
        private final Label word = Ui.label("");

        Held() {
            super(7);
            setAlignment(Pos.CENTER_LEFT);
            word.setMinWidth(USE_PREF_SIZE);
            getChildren().addAll(icon, word);
        }

        void show(Row row) {
            boolean held = row.limit().getEnforced();
            icon.show(held ? "check-circle-fill" : "eye");
            icon.colour(held ? "c-green" : "c-amber");
            Ui.text(word, TEXTS.get(held ? "limits.enforced" : "limits.watched"));
            setAccessibleText(word.getText());
        }
    }
}
