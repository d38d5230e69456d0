package hearth.agent;

import hearth.monitors.rules.Rule;
import hearth.monitors.rules.RuleKind;

import java.math.BigDecimal;
import java.time.Duration;
import java.util.Locale;

/** Rules in the words of the link. */
final class RuleWords {
    private RuleWords() {}

    /** Reads what a caller wants; refuses nonsense with a sentence. */
    static Rule read(hearth.link.wire.Rule wire, String id) throws RequestFailedException {
        try {
            var kind = kind(wire.getKind());
            var limit = kind == RuleKind.MAINS ? BigDecimal.ZERO : number(wire.getLimit());
            var release = wire.getRelease().isEmpty() ? limit : number(wire.getRelease());
            return new Rule(
                    id,
                    wire.getName().isBlank() ? usualName(kind) : wire.getName().strip(),
                    wire.getOn(),
                    kind,
                    limit,
                    release,
                    Duration.ofSeconds(wire.getAfterSeconds()),
                    Duration.ofSeconds(wire.getReleaseSeconds()));
        } catch (IllegalArgumentException e) {
            throw new RequestFailedException("RULE-7", String.valueOf(e.getMessage()), e);
        }
    }

    private static RuleKind kind(String word) throws RequestFailedException {
        for (var kind : RuleKind.values()) {
            if (kind.name().equalsIgnoreCase(word)) {
                return kind;
            }
        }
        throw new RequestFailedException(
                "RULE-7",
                "A rule looks at price, surplus, temperature, mains, away, bandwidth, watts or"
                        + " busy, not “"
                        + word
                        + "”.");
    }

    private static BigDecimal number(String text) {
        try {
            return new BigDecimal(text.strip());
        } catch (NumberFormatException e) {
            throw new IllegalArgumentException(
                    "“" + text + "” is no limit; write a number such as 0.35.", e);
        }
    }

    private static String usualName(RuleKind kind) {
        return switch (kind) {
            case PRICE -> "Expensive hours";
            case SURPLUS -> "Solar surplus";
            case TEMPERATURE -> "Hot";
            case MAINS -> "On battery";
            case AWAY -> "Only when I am away";
            case BANDWIDTH -> "Home line";
            case WATTS -> "Watt budget";
            case BUSY -> "I need this PC";
        };
    }

    static hearth.link.wire.Rule write(Rule rule) {
        return hearth.link.wire.Rule.newBuilder()
                .setId(rule.id())
                .setName(rule.name())
                .setOn(rule.on())
                .setKind(rule.kind().name().toLowerCase(Locale.ROOT))
                .setLimit(rule.limit().toPlainString())
                .setRelease(rule.release().toPlainString())
                .setAfterSeconds((int) rule.after().toSeconds())
                .setReleaseSeconds((int) rule.releaseAfter().toSeconds())
                .setSafety(rule.kind().safety())
                .build();
    }
}
