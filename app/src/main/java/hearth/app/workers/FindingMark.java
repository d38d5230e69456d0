package hearth.app.workers;

import hearth.app.theme.Icon;
import hearth.app.ui.Texts;
import hearth.app.ui.Ui;
import hearth.link.wire.Insight;

import javafx.geometry.Pos;
import javafx.scene.control.Label;
import javafx.scene.layout.HBox;

/** What was found in a contract: sign and word; "no finding" is muted. */
public final class FindingMark extends HBox {
    private static final double HIGH = 0.85;
    private static final Texts TEXTS = Texts.of(FindingMark.class);
    private final Icon icon = new Icon("exclamation-triangle-fill", 11);
    private final Label word = Ui.label("");

    /** Shows nothing yet. */
    public FindingMark() {
        super(6);
        setAlignment(Pos.CENTER_LEFT);
        word.setMinWidth(USE_PREF_SIZE);
        getChildren().addAll(icon, word);
    }

    /** The word of a finding on the wire: "Ponzi". */
    public static String word(String finding) {
        return TEXTS.get("finding." + (TEXTS.has("finding." + finding) ? finding : "none"));
    }

    /** The colour class of a finding at a risk of 0..1. */
    static String colour(String finding, double risk) {
        return switch (finding) {
            case "", "none" -> "c-dim";
            case "unsure" -> "c-amber";
            default -> risk >= HIGH ? "c-red" : "c-amber";
        };
    }

    /** Shows what an insight says. */
    public void show(Insight insight) {
        String finding = insight.getFinding();
        boolean none = finding.isEmpty() || "none".equals(finding);
        icon.show("unsure".equals(finding) ? "question-circle" : "exclamation-triangle-fill");
        icon.colour(colour(finding, insight.getOverall()));
        Ui.visible(icon, !none);
        Ui.text(word, word(finding));
        Ui.style(word, "c-muted", none);
        setAccessibleText(word.getText());
    }
}
