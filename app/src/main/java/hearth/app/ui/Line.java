package hearth.app.ui;

import org.jspecify.annotations.Nullable;

/**
 * One line of a table.
 *
 * @param kind what it is
 * @param item what it shows; null for a group's heading
 * @param words of a heading
 */
public record Line<T>(Kind kind, @Nullable T item, String words) {
    /** What a line is. */
    public enum Kind {
        ROW,
        GROUP,
        TOTAL
    }

    /** A plain row. */
    public static <T> Line<T> row(T item) {
        return new Line<>(Kind.ROW, item, "");
    }

    /** The sum of the rows shown. */
    public static <T> Line<T> total(T item) {
        return new Line<>(Kind.TOTAL, item, "");
    }

    /** A heading over rows. */
    public static <T> Line<T> group(String words) {
        return new Line<>(Kind.GROUP, null, words);
    }
}
