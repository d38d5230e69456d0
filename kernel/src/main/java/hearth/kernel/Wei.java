package hearth.kernel;

import java.math.BigInteger;

/** An amount of a coin or 18-decimal token in its smallest unit (10^-18), not negative. */
public record Wei(BigInteger value) implements Comparable<Wei> {
    /** Nothing. */
    public static final Wei ZERO = new Wei(BigInteger.ZERO);

    /** One whole coin. */
    public static final Wei ONE = new Wei(BigInteger.TEN.pow(18));

    public Wei {
        if (value.signum() < 0) {
            throw new IllegalArgumentException("wei: " + value);
        }
    }

    /** Whole coins. */
    public static Wei coins(long coins) {
        return new Wei(BigInteger.valueOf(coins).multiply(ONE.value));
    }

    /** The amount written in decimal wei. */
    public static Wei parse(String decimal) {
        return new Wei(new BigInteger(decimal));
    }

    /** The sum of both. */
    public Wei plus(Wei other) {
        return new Wei(value.add(other.value));
    }

    /** What remains; throws {@link IllegalArgumentException} when the other is larger. */
    public Wei minus(Wei other) {
        return new Wei(value.subtract(other.value));
    }

    @Override
    public int compareTo(Wei other) {
        return value.compareTo(other.value);
    }
}
