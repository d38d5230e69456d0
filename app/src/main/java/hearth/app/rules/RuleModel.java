package hearth.app.rules;

import hearth.app.power.Money;
import hearth.app.ui.Numbers;
import hearth.app.ui.Texts;
import hearth.link.wire.RuleState;

import java.math.BigDecimal;
import java.time.Duration;

/** What the rules' page says. Knows no control. */
final class RuleModel {
    private final Texts texts = Texts.of(RuleModel.class);

    /** A local day and the time in it, milliseconds. */
    record Day(long from, long to, long now) {}

    static String icon(String kind) {
        return switch (kind) {
            case "price" -> "lightning-charge";
            case "surplus" -> "sun";
            case "temperature" -> "thermometer-high";
            case "mains" -> "plug";
            case "away" -> "person-workspace";
            case "bandwidth" -> "speedometer2";
            case "watts" -> "outlet";
            case "busy" -> "pc-display";
            default -> "sliders";
        };
    }

    /** "3 h today · saved €0.02, gave up 1.2 SUB0". */
    String means(RuleState state, String currency, String token) {
        if (!state.getRule().getOn() && state.getHeldMillis() == 0) {
            return texts.get("means.off");
        }
        if (state.getHeldMillis() == 0) {
            return texts.get("means.nottoday");
        }
        var text =
                new StringBuilder(
                        texts.get(
                                "means.held",
                                Numbers.span(Duration.ofMillis(state.getHeldMillis()))));
        if (state.hasSavedMicros() && !currency.isEmpty()) {
            text.append(texts.get("means.saved", Money.amount(state.getSavedMicros(), currency)));
        }
        if (state.hasGivenUpMicros()) {
            text.append(texts.get("means.gave", Money.amount(state.getGivenUpMicros(), currency)));
        } else if (!state.getGivenUp().isEmpty()) {
            text.append(
                    texts.get(
                            "means.gave", Numbers.unit(Numbers.coins(state.getGivenUp()), token)));
        }
        return text.toString();
    }

    /** The rule in words; the agent's own, but for a price, which is said in its currency. */
    String sentence(RuleState state, String currency) {
        var rule = state.getRule();
        if (!"price".equals(rule.getKind()) || currency.isEmpty()) {
            return state.getText();
        }
        var after = Duration.ofSeconds(rule.getAfterSeconds());
        return texts.get(
                after.isZero() ? "sentence.price" : "sentence.price.after",
                Money.price(
                        new BigDecimal(rule.getLimit()).movePointRight(6).longValue(), currency),
                Numbers.span(after));
    }

    /** Why it holds or not. */
    String now(RuleState state) {
        if (!state.getRule().getOn()) {
            return "";
        }
        return texts.get(state.getHolds() ? "now.holds" : "now.fine", state.getReason());
    }
}
