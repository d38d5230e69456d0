package hearth.monitors.energy;

import java.math.BigInteger;
import java.util.Arrays;
import java.util.Comparator;

/** Divides a whole so that the parts always add up to it. */
final class Shares {
    private Shares() {}

    /**
     * The whole in parts by weight. Each gets its floor; what is left over goes, one by one, to
     * those with the largest remainder (the method of Hamilton), the earlier first among equals.
     *
     * @param whole 0 or more
     * @param weights 0 or more each, not all 0
     */
    static long[] of(long whole, long[] weights) {
        var sum = BigInteger.ZERO;
        for (long weight : weights) {
            if (weight < 0) {
                throw new IllegalArgumentException("a weight below 0: " + weight);
            }
            sum = sum.add(BigInteger.valueOf(weight));
        }
        if (whole < 0 || sum.signum() == 0) {
            throw new IllegalArgumentException(
                    "cannot divide " + whole + " by " + Arrays.toString(weights));
        }
        var parts = new long[weights.length];
        var remainders = new BigInteger[weights.length];
        long left = whole;
        for (int i = 0; i < weights.length; i++) {
            var exact =
                    BigInteger.valueOf(whole)
                            .multiply(BigInteger.valueOf(weights[i]))
                            .divideAndRemainder(sum);
            parts[i] = exact[0].longValueExact();
            remainders[i] = exact[1];
            left -= parts[i];
        }
        if (left > 0) {
            var order = new Integer[weights.length];
            Arrays.setAll(order, i -> i);
            // Stable: the earlier first among equals.
            Arrays.sort(order, Comparator.comparing(i -> remainders[i], Comparator.reverseOrder()));
            for (int i = 0; i < left; i++) {
                parts[order[i]]++;
            }
        }
        return parts;
    }
}
