package hearth.app.ui;

import java.util.Locale;

/** What state something is in: shape, word and colour always together. */
public enum Condition {
    WORKING("circle-fill", "c-green"),
    CAUGHTUP("circle-fill", "c-green"),
    THROTTLED("triangle-fill", "c-amber"),
    OUT("x-octagon-fill", "c-red"),
    PAUSED("pause-circle-fill", "c-blue"),
    PROGRESS("circle-half", "c-blue"),
    SILENT("clock-history", "c-dim"),
    FREE("circle", "c-dim"),
    STOPPED("dash-circle", "c-dim");

    private static final Texts TEXTS = Texts.of(Condition.class);
    private final String icon;
    private final String colour;

    Condition(String icon, String colour) {
        this.icon = icon;
        this.colour = colour;
    }

    /** The condition of a state's name on the wire. */
    public static Condition of(String state) {
        return switch (state) {
            case "working", "ready", "leased" -> WORKING;
            case "caughtup" -> CAUGHTUP;
            case "throttled" -> THROTTLED;
            case "failed", "unreachable", "wrongchain" -> OUT;
            case "paused" -> PAUSED;
            case "starting" -> PROGRESS;
            case "silent" -> SILENT;
            case "free" -> FREE;
            default -> STOPPED;
        };
    }

    String icon() {
        return icon;
    }

    String colour() {
        return colour;
    }

    /** Its word: Working. */
    public String word() {
        return TEXTS.get("state." + name().toLowerCase(Locale.ROOT));
    }
}
