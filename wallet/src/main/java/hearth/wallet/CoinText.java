package hearth.wallet;

import hearth.kernel.Wei;

import java.math.BigDecimal;
import java.math.BigInteger;

/** Amounts as people read them: all digits, no rounding, no group marks. */
public final class CoinText {
    private CoinText() {}

    /** Such as {@code 18.42 SUB0}. */
    public static String of(Wei amount, String symbol) {
        return plain(amount.value()) + " " + symbol;
    }

    /** A decimal number of whole coins, negative ones with a hyphen. */
    public static String plain(BigInteger smallestUnits) {
        BigDecimal coins = new BigDecimal(smallestUnits, 18).stripTrailingZeros();
        return coins.toPlainString();
    }
}
