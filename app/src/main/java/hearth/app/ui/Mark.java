package hearth.app.ui;

import java.util.Locale;

/** Where a number comes from: icon and word, never colour alone. */
public enum Mark {
    WALL("outlet"),
    BOARD("cpu"),
    INLINE("plug"),
    COUNTER("speedometer2"),
    ESTIMATE(""),
    CHAIN("link-45deg"),
    OLD("clock-history"),
    NONE("dash-circle-dotted");

    private static final Texts TEXTS = Texts.of(Mark.class);
    private final String icon;

    Mark(String icon) {
        this.icon = icon;
    }

    /** The mark of a quality's name on the wire; unknown is a counter. */
    public static Mark of(String quality) {
        return switch (quality) {
            case "wall" -> WALL;
            case "board" -> BOARD;
            case "inline" -> INLINE;
            case "estimate" -> ESTIMATE;
            default -> COUNTER;
        };
    }

    /** The icon; empty for the estimate, which is the sign ≈. */
    public String icon() {
        return icon;
    }

    /** The word beside it. */
    public String word() {
        return TEXTS.get("mark." + name().toLowerCase(Locale.ROOT));
    }

    /** What it means, for a tooltip and a screen reader. */
    public String meaning() {
        return TEXTS.get("mark." + name().toLowerCase(Locale.ROOT) + ".means");
    }
}
