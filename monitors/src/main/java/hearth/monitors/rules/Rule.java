package hearth.monitors.rules;

import java.math.BigDecimal;
import java.time.Duration;

/**
 * One rule of the operator.
 *
 * @param id given by the agent, never changes
 * @param limit in the kind's unit
 * @param release where it lets go again; at or inside the limit, so that it does not flutter
 * @param after it must hold so long before it acts
 * @param releaseAfter and be over so long before it lets go
 */
public record Rule(
        String id,
        String name,
        boolean on,
        RuleKind kind,
        BigDecimal limit,
        BigDecimal release,
        Duration after,
        Duration releaseAfter) {
    private static final Duration LONGEST = Duration.ofHours(2);
    private static final BigDecimal MOST = BigDecimal.valueOf(1_000_000);

    public Rule {
        if (!id.matches("[a-z0-9-]{1,32}")) {
            throw new IllegalArgumentException("“" + id + "” names no rule.");
        }
        if (name.isBlank()
                || name.length() > 60
                || name.chars().anyMatch(Character::isISOControl)) {
            throw new IllegalArgumentException("A rule has a name of at most 60 letters.");
        }
        if (limit.abs().compareTo(MOST) > 0 || release.abs().compareTo(MOST) > 0) {
            throw new IllegalArgumentException("A limit is a number up to a million.");
        }
        if (kind != RuleKind.MAINS && kind != RuleKind.PRICE && limit.signum() <= 0) {
            throw new IllegalArgumentException("The limit of " + kind + " is above 0.");
        }
        boolean inside =
                kind.pausesAbove() ? release.compareTo(limit) <= 0 : release.compareTo(limit) >= 0;
        if (!inside) {
            throw new IllegalArgumentException(
                    "It lets go at "
                            + release.toPlainString()
                            + ", which is beyond its limit "
                            + limit.toPlainString()
                            + ": it would never rest.");
        }
        if (after.isNegative()
                || releaseAfter.isNegative()
                || after.compareTo(LONGEST) > 0
                || releaseAfter.compareTo(LONGEST) > 0) {
            throw new IllegalArgumentException("A rule waits between 0 s and 2 h.");
        }
    }

    /** The same, on or off. */
    public Rule on(boolean now) {
        return new Rule(id, name, now, kind, limit, release, after, releaseAfter);
    }

    /** Whether this is as safe as {@code before}, or safer: what a caller from afar may do. */
    public boolean asTightAs(Rule before) {
        return !before.kind().safety()
                || !before.on()
                || (on
                        && kind == before.kind()
                        && limit.compareTo(before.limit()) <= 0
                        && release.compareTo(before.release()) <= 0
                        && after.compareTo(before.after()) <= 0
                        && releaseAfter.compareTo(before.releaseAfter()) >= 0);
    }

    /** The rule as a sentence. */
    public String sentence() {
        var figure = limit.stripTrailingZeros().toPlainString() + " " + kind.unit();
        var wait = after.isZero() ? "" : " for " + words(after);
        var back = release.stripTrailingZeros().toPlainString() + " " + kind.unit();
        return switch (kind) {
            case PRICE -> "When the price is above " + figure + wait + ", pause.";
            case SURPLUS ->
                    "Run only while the home sends out more than "
                            + figure
                            + wait
                            + "; else pause.";
            case TEMPERATURE ->
                    "When above " + figure + wait + ", pause; go on below " + back + ".";
            case MAINS -> "On battery" + wait + ", pause; go on with the mains.";
            case AWAY -> "Run only when nobody used this machine for " + figure + "; else pause.";
            case BANDWIDTH -> "When the network carried more than " + figure + ", pause.";
            case WATTS -> "When the machine draws more than " + figure + wait + ", pause.";
            case BUSY -> "When other programs use more than " + figure + wait + ", pause.";
        };
    }

    private static String words(Duration time) {
        return time.toSecondsPart() == 0 && time.toMinutes() > 0
                ? time.toMinutes() + " min"
                : time.toSeconds() + " s";
    }
}
