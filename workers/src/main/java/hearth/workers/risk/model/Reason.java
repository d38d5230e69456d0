package hearth.workers.risk.model;

import java.util.Optional;

/**
 * Why a score is what it is, in words.
 *
 * @param code the number in a result: the theme's number times 4 plus the head's position
 * @param key a stable short name, the same for every head
 * @param head the kind of risk it speaks about
 * @param title a statement of fact about the code
 * @param sentence what was seen
 */
public record Reason(int code, String key, Head head, String title, String sentence) {
    private static final int HEADS = Head.values().length;

    /** The reason of a code in a result; empty for 0 and for numbers this version does not know. */
    public static Optional<Reason> of(int code) {
        for (var theme : Theme.values()) {
            if (theme.number() == code / HEADS) {
                return Optional.of(of(theme, Head.numbered(code % HEADS)));
            }
        }
        return Optional.empty();
    }

    static Reason of(Theme theme, Head head) {
        return new Reason(code(theme, head), theme.key(), head, theme.title(), theme.sentence());
    }

    static int code(Theme theme, Head head) {
        return theme.number() * HEADS + head.number();
    }
}
