package hearth.app.wallet;

import hearth.app.theme.Icon;
import hearth.app.ui.Column;
import hearth.app.ui.DataTable;
import hearth.app.ui.Numbers;
import hearth.app.ui.Texts;
import hearth.app.ui.Ui;

import javafx.geometry.Pos;
import javafx.scene.control.Label;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.VBox;

import java.util.List;

/** What came in and what went out, with what it cost and why it can be believed. */
final class MovementTable extends VBox {
    private final Texts texts = Texts.of(MovementTable.class);
    private final DataTable<Movement> table =
            new DataTable<>(
                            36,
                            16,
                            List.of(
                                    Column.<Movement>words(
                                            texts.get("col.when"),
                                            m -> Numbers.day(m.at()) + " " + Numbers.clock(m.at()),
                                            "c-muted"),
                                    Column.<Movement, What>nodes(
                                                    texts.get("col.what"), What::new, What::show)
                                            .width(120, 240)
                                            .grow(1),
                                    Column.<Movement, Label>nodes(
                                                    texts.get("col.amount"),
                                                    () -> Ui.label("", "t-strong"),
                                                    (label, m) -> {
                                                        Ui.text(label, m.amount());
                                                        Ui.style(label, "c-green", m.sign() > 0);
                                                    })
                                            .right(),
                                    Column.<Movement>numbers(
                                                    texts.get("col.fee"), Movement::fee, "c-muted")
                                            .leaves(3),
                                    Column.<Movement>words(
                                                    texts.get("col.transaction"),
                                                    m -> Numbers.middle(m.transaction().hex()),
                                                    "t-mono",
                                                    "c-muted")
                                            .leaves(4),
                                    Column.<Movement>words(
                                                    texts.get("col.block"),
                                                    m -> Numbers.whole(m.block()),
                                                    "c-muted")
                                            .leaves(2),
                                    Column.<Movement>words(
                                                    texts.get("col.checked"),
                                                    Movement::checked,
                                                    "c-muted")
                                            .leaves(1)))
                    .fits(6);

    MovementTable() {
        VBox.setVgrow(table, Priority.ALWAYS);
        getChildren().add(table);
        setMinWidth(0);
    }

    void show(List<Movement> movements) {
        table.show(movements);
    }

    /** Which way it went, and what it was. */
    private static final class What extends HBox {
        private final Icon way = new Icon("dash-lg", 12, "c-muted");
        private final Label words = Ui.label("");

        What() {
            super(8);
            setAlignment(Pos.CENTER_LEFT);
            getChildren().addAll(way, words);
        }

        void show(Movement moved) {
            way.show(
                    switch (moved.sign()) {
                        case 1 -> "arrow-down-left";
                        case -1 -> "arrow-up-right";
                        default -> "dash-lg";
                    });
            way.colour(moved.sign() > 0 ? "c-green" : "c-muted");
            Ui.text(words, moved.what());
            setAccessibleText(moved.what());
        }
    }
}
