package hearth.app.ui;

import hearth.link.wire.Value;

import java.util.ArrayList;
import java.util.function.DoubleFunction;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * A number as it is shown, or its stated absence.
 *
 * @param number digits, or a dash
 * @param unit after the digits; may be empty
 * @param mark where it comes from
 * @param note replaces the mark's word when not empty, such as "5 s mean"
 * @param why source of the number, or the reason why there is none
 * @param how its parts as a sum and the formula behind it, line by line; may be empty
 */
public record Figure(String number, String unit, Mark mark, String note, String why, String how) {
    private static final Texts TEXTS = Texts.of(Figure.class);

    /** A number whose source says all there is to say. */
    public Figure(String number, String unit, Mark mark, String note, String why) {
        this(number, unit, mark, note, why, "");
    }

    /** The same with its parts and its formula, a line each; empty ones are left out. */
    public Figure made(String... lines) {
        var all =
                Stream.of(lines).filter(line -> !line.isEmpty()).collect(Collectors.joining("\n"));
        return new Figure(number, unit, mark, note, why, all);
    }

    /** A number from a source. */
    public static Figure of(String number, String unit, Mark mark, String note) {
        return new Figure(number, unit, mark, note, "");
    }

    /** No number, and why. */
    public static Figure missing(String why) {
        return new Figure(Numbers.DASH, "", Mark.NONE, "", why);
    }

    /** A measured value, or the reason that came with its absence. */
    public static Figure of(Value value, DoubleFunction<String> digits, String unit) {
        if (!value.hasValue()) {
            return missing(
                    value.getMissing().isEmpty() ? TEXTS.get("none.yet") : value.getMissing());
        }
        return new Figure(
                digits.apply(value.getValue()),
                unit,
                Mark.of(value.getQuality()),
                "",
                value.getSource());
    }

    /** The same as last known, so many seconds old. */
    public Figure old(String age) {
        return mark == Mark.NONE ? this : new Figure(number, unit, Mark.OLD, age, why, how);
    }

    /** Whether there is a number. */
    public boolean present() {
        return mark != Mark.NONE;
    }

    /** Digits and unit: 84.6 W. */
    public String text() {
        return Numbers.unit(number, unit);
    }

    /** The mark's word, or the note in its place. */
    public String word() {
        return note.isEmpty() ? mark.word() : note;
    }

    /** All that is known of it, for a tooltip: name, value, parts, formula, mark and source. */
    public String explained(String name) {
        var lines = new ArrayList<String>();
        lines.add(name + "  " + text());
        if (!how.isEmpty()) {
            lines.add(how);
        }
        lines.add(note.isEmpty() ? mark.meaning() : mark.meaning() + ", " + note);
        if (!why.isEmpty()) {
            lines.add(why);
        }
        return String.join("\n", lines);
    }

    /** For a screen reader: "Power, 84.6 W, measured at the socket, RAPL". */
    public String spoken(String name) {
        String head = present() ? name + ", " + text() : name + ", " + TEXTS.get("mark.none");
        String tail = why.isEmpty() ? "" : ", " + why;
        return present() ? head + ", " + mark.meaning() + tail : head + tail;
    }
}
