package hearth.workers.risk.model;

import java.math.BigInteger;

/**
 * The logistic function in integers: 2,049 points from -16 to 16, straight lines between. The table
 * is made from e^(1/64) as a 62-bit fraction by integer arithmetic, so that it is the same on every
 * machine.
 */
final class Sigmoid {
    private static final int STEP_BITS = 14;
    private static final int HALF = 1_024;
    private static final long LIMIT = (long) HALF << STEP_BITS;
    private static final int FULL = 10_000;
    private static final int FRACTION_BITS = 40;

    /** e^(-1/64) times 2^40, rounded. */
    private static final long DECAY = 1_082_465_279_991L;

    private static final int[] TABLE = table();

    private Sigmoid() {}

    /** Basis points for log odds times 2^20. */
    static int basisPoints(long logOdds) {
        if (logOdds <= -LIMIT) {
            return 0;
        }
        if (logOdds >= LIMIT) {
            return FULL;
        }
        long from = logOdds + LIMIT;
        int index = (int) (from >> STEP_BITS);
        long part = from & (1L << STEP_BITS) - 1;
        long low = TABLE[index];
        long high = TABLE[index + 1];
        // entries are basis points times 2^12
        return (int) ((low + (((high - low) * part) >> STEP_BITS) + (1 << 11)) >> 12);
    }

    private static int[] table() {
        var table = new int[2 * HALF + 1];
        long one = 1L << FRACTION_BITS;
        long power = one;
        for (int i = 0; i <= HALF; i++) {
            // 1 / (1 + e^-x) for x = i / 64
            long share =
                    BigInteger.valueOf(FULL)
                            .shiftLeft(12 + FRACTION_BITS)
                            .divide(BigInteger.valueOf(one + power))
                            .longValueExact();
            table[HALF + i] = (int) share;
            table[HALF - i] = (FULL << 12) - (int) share;
            power =
                    Math.multiplyHigh(power, DECAY) << (64 - FRACTION_BITS)
                            | (power * DECAY) >>> FRACTION_BITS;
        }
        return table;
    }
}
