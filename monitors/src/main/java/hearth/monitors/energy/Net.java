package hearth.monitors.energy;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.math.RoundingMode;
import java.util.OptionalLong;

/** What is left: earned less energy. Money in millionths of the currency. */
public final class Net {
    private static final BigDecimal WEI = BigDecimal.TEN.pow(18);
    private static final BigInteger MICROJOULES_PER_KWH = BigInteger.valueOf(3_600_000_000_000L);

    private Net() {}

    /** What coins are worth at a price, rounded half to even. */
    public static long worth(BigInteger wei, Price coin) {
        return new BigDecimal(wei)
                .multiply(BigDecimal.valueOf(coin.micros()))
                .divide(WEI, 0, RoundingMode.HALF_EVEN)
                .longValueExact();
    }

    /**
     * The price of a kWh at which what was earned pays the energy, rounded down; empty where no
     * energy was used.
     */
    public static OptionalLong breakEven(long earnedMicros, long microjoules) {
        if (microjoules <= 0) {
            return OptionalLong.empty();
        }
        var price =
                BigInteger.valueOf(earnedMicros)
                        .multiply(MICROJOULES_PER_KWH)
                        .divide(BigInteger.valueOf(microjoules));
        return price.bitLength() < 63 ? OptionalLong.of(price.longValue()) : OptionalLong.empty();
    }
}
