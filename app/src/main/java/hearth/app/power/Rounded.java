package hearth.app.power;

import java.util.Arrays;
import java.util.Comparator;

/** Rounds parts so that what is shown adds up to the rounded whole. */
final class Rounded {
    private Rounded() {}

    /**
     * Each value as a whole number of units. Their sum is the sum of the values, rounded half up:
     * what rounding left over goes to those that lost most.
     */
    static long[] parts(long[] values, long unit) {
        long sum = Arrays.stream(values).sum();
        long whole = Math.floorDiv(sum + unit / 2, unit);
        var parts = new long[values.length];
        for (int i = 0; i < values.length; i++) {
            parts[i] = Math.floorDiv(values[i], unit);
        }
        long left = whole - Arrays.stream(parts).sum();
        var order = new Integer[values.length];
        Arrays.setAll(order, i -> i);
        Arrays.sort(
                order,
                Comparator.comparingLong((Integer i) -> Math.floorMod(values[i], unit)).reversed());
        for (int i = 0; i < left && i < order.length; i++) {
            parts[order[i]]++;
        }
        return parts;
    }
}
