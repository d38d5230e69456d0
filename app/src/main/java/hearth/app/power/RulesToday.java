package hearth.app.power;

import hearth.app.ui.Card;
import hearth.app.ui.Column;
import hearth.app.ui.DataTable;
import hearth.app.ui.EmptyState;
import hearth.app.ui.Numbers;
import hearth.app.ui.Texts;
import hearth.app.ui.Ui;
import hearth.link.wire.RuleState;
import hearth.link.wire.RulesReply;

import javafx.scene.control.Label;
import javafx.scene.layout.Priority;
import javafx.scene.layout.VBox;

import java.time.Duration;
import java.util.List;

/** Each rule with how long it held the work today, and why it does or does not. */
final class RulesToday extends VBox {
    private final Texts texts = Texts.of(RulesToday.class);
    private final DataTable<RuleState> table =
            new DataTable<RuleState>(
                            32,
                            16,
                            List.of(
                                    Column.<RuleState>words(
                                                    texts.get("rule"), s -> s.getRule().getName())
                                            .width(90, 160),
                                    Column.<RuleState, Label>nodes(
                                                    texts.get("why"),
                                                    () -> Ui.wrapped("", "t-small", "c-muted"),
                                                    (label, state) ->
                                                            Ui.text(label, state.getReason()))
                                            .width(80, 150)
                                            .grow(1)
                                            .leaves(1),
                                    Column.<RuleState, Label>nodes(
                                                    texts.get("today.short"),
                                                    () -> Ui.label("", "t-medium"),
                                                    (label, state) -> {
                                                        Ui.text(label, held(state));
                                                        Ui.style(
                                                                label, "c-amber", state.getHolds());
                                                    })
                                            .right()))
                    .fits(2);
    private final EmptyState none =
            new EmptyState("sliders", texts.get("today.none"), texts.get("today.none.text"));

    /**
     * @param all opens the page of all rules
     */
    RulesToday(Runnable all) {
        var card =
                new Card(texts.get("today"))
                        .flush()
                        .right(Ui.link(texts.get("today.all"), all, "small"))
                        .fill(table)
                        .fill(none);
        VBox.setVgrow(card, Priority.ALWAYS);
        getChildren().add(card);
        setMinWidth(0);
        Ui.visible(this, false);
    }

    private String held(RuleState state) {
        if (state.getHolds()) {
            return texts.get("today.holds");
        }
        if (state.getHeldMillis() > 0) {
            return Numbers.span(Duration.ofMillis(state.getHeldMillis()));
        }
        return texts.get(state.getRule().getOn() ? "today.never" : "today.off");
    }

    /** Shows the rules, or what they would be for, as far as the agent told them. */
    void show(RulesReply reply, EnergyAsk.Told told) {
        boolean unread = told == EnergyAsk.Told.UNREAD;
        none.say(
                texts.get(unread ? "today.unread" : "today.none"),
                texts.get(unread ? "today.unread.text" : "today.none.text"));
        table.show(reply.getRulesList());
        Ui.visible(table, reply.getRulesCount() > 0);
        Ui.visible(none, reply.getRulesCount() == 0);
        Ui.visible(this, told != EnergyAsk.Told.NOT_YET);
    }
}
