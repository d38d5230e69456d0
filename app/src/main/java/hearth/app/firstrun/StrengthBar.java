package hearth.app.firstrun;

import hearth.app.theme.Icon;
import hearth.app.ui.Ui;
import hearth.wallet.Passphrase;

import javafx.geometry.Pos;
import javafx.scene.control.Label;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;

import java.util.ArrayList;
import java.util.List;

/** How strong a passphrase is: a row of parts, a sign and a word. */
final class StrengthBar extends HBox {
    private static final List<String> STYLES = List.of("c-red", "c-amber", "c-green", "c-green");
    private final List<Region> parts = new ArrayList<>();
    private final HBox bar = new HBox(4);
    private final Icon sign = new Icon("check-lg", 11, "c-green");
    private final Label word = Ui.label("", "t-small", "c-muted");

    StrengthBar() {
        super(8);
        setAlignment(Pos.CENTER_LEFT);
        setMinHeight(17);
        for (int i = 0; i < Passphrase.Strength.values().length; i++) {
            var part = new Region();
            part.getStyleClass().add("strength-part");
            HBox.setHgrow(part, Priority.ALWAYS);
            parts.add(part);
        }
        bar.getChildren().addAll(parts);
        bar.setAlignment(Pos.CENTER_LEFT);
        HBox.setHgrow(bar, Priority.ALWAYS);
        word.setMinWidth(USE_PREF_SIZE);
        getChildren().addAll(bar, sign, word);
        say("");
    }

    /** Nothing to judge yet: only a word of advice. */
    void say(String advice) {
        Ui.visible(bar, false);
        Ui.visible(sign, false);
        Ui.text(word, advice);
    }

    /** Shows a strength and its word. */
    void show(Passphrase.Strength strength, String name) {
        int level =
                switch (strength) {
                    case WEAK -> 0;
                    case FAIR -> 1;
                    case STRONG -> 2;
                    case VERY_STRONG -> 3;
                };
        Ui.visible(bar, true);
        Ui.visible(sign, level >= 2);
        Ui.text(word, name);
        for (int i = 0; i < parts.size(); i++) {
            var styles = parts.get(i).getStyleClass();
            styles.removeIf(c -> c.startsWith("c-"));
            if (i <= level) {
                styles.add(STYLES.get(Math.min(level, STYLES.size() - 1)));
            }
        }
    }
}
