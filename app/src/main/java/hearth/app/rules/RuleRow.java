package hearth.app.rules;

import atlantafx.base.controls.ToggleSwitch;

import hearth.app.theme.Icon;
import hearth.app.ui.Texts;
import hearth.app.ui.Ui;
import hearth.link.wire.RuleState;

import javafx.geometry.Pos;
import javafx.scene.control.Label;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.StackPane;
import javafx.scene.layout.VBox;

import java.util.function.BiConsumer;
import java.util.function.Consumer;

/** A rule as a sentence, with its day and what that meant. */
final class RuleRow extends VBox {
    private final Texts texts = Texts.of(RuleRow.class);
    private final RuleModel model = new RuleModel();
    private final Label name = Ui.label("", "t-lead");
    private final Label tag = Ui.label("", "t-small", "c-muted");
    private final Label sentence = Ui.wrapped("");
    private final Label reason = Ui.wrapped("", "t-small", "c-muted");
    private final Label means = Ui.label("");
    private final Label warning = Ui.wrapped("", "t-small");
    private final HBox warningRow;
    private final DayBar day = new DayBar();
    private final ToggleSwitch on = new ToggleSwitch();
    private final Icon icon = new Icon("sliders", 15);
    private RuleState shown = RuleState.getDefaultInstance();
    private boolean filling;

    /**
     * @param turn told the rule's id and whether it is on
     * @param remove told the rule to be removed
     */
    RuleRow(BiConsumer<String, Boolean> turn, Consumer<RuleState> remove) {
        super(8);
        setStyle("-fx-padding: 12 16 13 16;");
        var frame = new StackPane(icon);
        frame.getStyleClass().add("rule-icon");
        var title = new HBox(8, name, tag);
        title.setAlignment(Pos.BASELINE_LEFT);
        var words = new VBox(2, title, sentence);
        words.setMinWidth(0);
        HBox.setHgrow(words, Priority.ALWAYS);
        on.selectedProperty()
                .addListener((_, _, now) -> {
                    if (!filling) {
                        turn.accept(shown.getRule().getId(), now);
                    }
                });
        var away = Ui.iconButton("trash", texts.get("remove"), () -> remove.accept(shown), "small");
        var head = new HBox(13, frame, words, on, away);
        head.setAlignment(Pos.CENTER_LEFT);
        HBox.setHgrow(day, Priority.ALWAYS);
        // One width for all, so that the days of all rules stand under each other.
        means.setMinWidth(210);
        means.setPrefWidth(250);
        means.getStyleClass().add("t-small");
        var line = new HBox(16, day, means);
        line.setAlignment(Pos.CENTER_LEFT);
        warningRow = new HBox(8, new Icon("exclamation-triangle-fill", 12, "c-amber"), warning);
        warningRow.setAlignment(Pos.CENTER_LEFT);
        getChildren().addAll(head, line, reason, warningRow);
        setMinWidth(0);
    }

    void show(RuleState state, RuleModel.Day today, String currency, String token) {
        shown = state;
        var rule = state.getRule();
        filling = true;
        on.setSelected(rule.getOn());
        filling = false;
        on.setAccessibleText(rule.getName());
        icon.show(RuleModel.icon(rule.getKind()));
        Ui.text(name, rule.getName());
        Ui.text(tag, rule.getSafety() ? texts.get("safety") : "");
        Ui.text(sentence, model.sentence(state, currency));
        day.show(state.getSpansList(), today.from(), today.to(), today.now(), rule.getSafety());
        Ui.text(means, model.means(state, currency, token));
        Ui.text(reason, model.now(state));
        Ui.style(reason, "c-amber", state.getHolds());
        Ui.text(warning, state.getWarning());
        Ui.visible(warningRow, !state.getWarning().isEmpty());
    }
}
