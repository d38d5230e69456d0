package hearth.app.rewards;

import hearth.app.theme.Icon;
import hearth.app.ui.Ui;
import hearth.link.wire.EpochRow;

import javafx.geometry.Pos;
import javafx.scene.control.Label;
import javafx.scene.layout.HBox;

/** Shape, word and colour of an epoch's state. */
final class EpochState extends HBox {
    private final Icon icon = new Icon("circle", 12);
    private final Label word = Ui.label("");

    EpochState() {
        super(7);
        setAlignment(Pos.CENTER_LEFT);
        word.setMinWidth(USE_PREF_SIZE);
        getChildren().addAll(icon, word);
    }

    void show(EpochRow row) {
        switch (row.getState()) {
            case "open" -> set("circle-half", "c-blue", "c-blue");
            case "claimable" -> set("gift", "c-orange", "c-fg");
            case "claimed" -> set("check-lg", "c-muted", "c-muted");
            case "void" -> set("dash-circle", "c-amber", "c-amber");
            default -> set("clock-history", "c-dim", "c-muted");
        }
        Ui.style(word, "t-strong", row.getState().equals("claimable"));
        Ui.text(word, RewardsModel.state(row));
        setAccessibleText(word.getText());
    }

    private void set(String shape, String colour, String text) {
        icon.show(shape);
        icon.colour(colour);
        if (!word.getStyleClass().contains(text)) {
            word.getStyleClass().removeIf(c -> c.startsWith("c-"));
            word.getStyleClass().add(text);
        }
    }
}
