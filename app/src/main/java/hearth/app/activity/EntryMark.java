package hearth.app.activity;

import hearth.app.theme.Icon;

import java.util.Locale;

/** The sign of an entry: its level as shape and colour. */
public final class EntryMark {
    private EntryMark() {}

    /** A sign that shows nothing yet. */
    public static Icon icon() {
        return new Icon("circle-fill", 10);
    }

    /** Shows a level on the wire: info good warning fault. */
    public static void show(Icon icon, String level, String title) {
        boolean pause = title.toLowerCase(Locale.ROOT).contains("paused");
        switch (level) {
            case "good" -> set(icon, "circle-fill", "c-green");
            case "warning" -> set(icon, "triangle-fill", "c-amber");
            case "fault" -> set(icon, "x-octagon-fill", "c-red");
            default -> set(icon, pause ? "pause-circle-fill" : "info-circle-fill", "c-blue");
        }
    }

    private static void set(Icon icon, String shape, String colour) {
        icon.show(shape);
        icon.colour(colour);
    }
}
