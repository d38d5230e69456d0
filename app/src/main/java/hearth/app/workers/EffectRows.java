package hearth.app.workers;

import hearth.app.ui.Column;
import hearth.app.ui.DataTable;
import hearth.app.ui.Numbers;
import hearth.app.ui.Texts;
import hearth.app.ui.Ui;
import hearth.link.wire.Effect;

import javafx.geometry.Pos;
import javafx.scene.control.Label;
import javafx.scene.layout.VBox;

import java.util.List;

/** What moved a score: by how much, in words, and where it shows. */
final class EffectRows {
    private static final Texts TEXTS = Texts.of(EffectRows.class);

    private EffectRows() {}

    static DataTable<Effect> table() {
        return new DataTable<>(
                45,
                16,
                List.of(
                        Column.<Effect, Label>nodes(
                                        TEXTS.get("effect"),
                                        () -> Ui.label("", "t-strong"),
                                        (label, e) -> {
                                            Ui.text(label, Numbers.signed(e.getEffect(), 2));
                                            Ui.style(label, "c-red", e.getEffect() >= 0);
                                            Ui.style(label, "c-green", e.getEffect() < 0);
                                        })
                                .right(),
                        Column.<Effect, Reason>nodes(TEXTS.get("reason"), Reason::new, Reason::show)
                                .width(120, 120)
                                .grow(1),
                        Column.<Effect>numbers(
                                TEXTS.get("at"),
                                e ->
                                        e.hasOffset()
                                                ? "0x" + Integer.toHexString(e.getOffset())
                                                : Numbers.DASH,
                                "t-mono",
                                "c-muted")));
    }

    private static final class Reason extends VBox {
        private final Label title = Ui.label("", "t-medium");
        private final Label detail = Ui.label("", "t-small", "c-muted");

        Reason() {
            setAlignment(Pos.CENTER_LEFT);
            getChildren().addAll(title, detail);
            setMinWidth(0);
        }

        void show(Effect effect) {
            Ui.text(title, effect.getTitle());
            Ui.text(detail, effect.getDetail());
            setAccessibleText(effect.getTitle() + ", " + effect.getDetail());
        }
    }
}
