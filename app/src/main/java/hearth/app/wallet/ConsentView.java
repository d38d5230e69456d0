package hearth.app.wallet;

import hearth.app.ui.Texts;
import hearth.app.ui.Ui;
import hearth.wallet.Consent;

import javafx.scene.control.Label;
import javafx.scene.layout.HBox;
import javafx.scene.layout.VBox;
import javafx.scene.text.TextAlignment;

/** All that is to be known before signing: what it does first, then how. */
public final class ConsentView extends VBox {
    private final Texts texts = Texts.of(ConsentView.class);

    /** Shows what was read back from the bytes that will be signed. */
    public ConsentView(Consent consent) {
        super(9);
        var box = new VBox(7);
        box.getStyleClass().add("log-box");
        for (var line : consent.lines()) {
            box.getChildren().add(row(line));
        }
        var raw = Ui.wrapped(consent.callData(), "t-mono", "c-muted");
        raw.setMaxHeight(120);
        Ui.visible(raw, false);
        var show =
                Ui.link(texts.get("consent.raw"), () -> Ui.visible(raw, !raw.isVisible()), "small");
        getChildren().addAll(box, show, raw);
    }

    private static HBox row(Consent.Line line) {
        var name = Ui.label(line.label(), "c-muted");
        name.setMinWidth(128);
        boolean code = line.value().contains("0x") || line.value().contains("(");
        Label value = Ui.wrapped(line.value(), code ? "t-mono" : "c-fg");
        value.setTextAlignment(TextAlignment.RIGHT);
        value.setMaxWidth(400);
        return new HBox(8, name, Ui.spring(), value);
    }
}
