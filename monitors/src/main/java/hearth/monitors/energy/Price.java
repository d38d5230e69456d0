package hearth.monitors.energy;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.math.RoundingMode;

/**
 * What a kilowatt-hour costs, in millionths of the currency; negative in hours when the market
 * pays. Money is never a binary fraction.
 */
public record Price(long micros) implements Comparable<Price> {
    private static final BigInteger MICROJOULES_PER_KWH = BigInteger.valueOf(3_600_000_000_000L);

    /** Far above any price; a file with more has another unit. */
    private static final BigDecimal MOST = BigDecimal.valueOf(1_000);

    /**
     * Reads "0.332"; at most six decimals count, the rest is rounded half to even.
     *
     * @throws TariffException when it is no number or beyond 1,000 a kWh
     */
    public static Price parse(String text) throws TariffException {
        BigDecimal value;
        try {
            value = new BigDecimal(text.strip());
        } catch (NumberFormatException e) {
            throw new TariffException(
                    "“" + text + "” is not a price; write it as 0.332, with a point.", e);
        }
        return of(value);
    }

    /** A price in whole units of the currency. */
    public static Price of(BigDecimal value) throws TariffException {
        if (value.abs().compareTo(MOST) > 0) {
            throw new TariffException(
                    value.toPlainString()
                            + " a kWh is no price of electricity; is the unit MWh instead of kWh?");
        }
        return new Price(
                value.setScale(6, RoundingMode.HALF_EVEN).unscaledValue().longValueExact());
    }

    /** This and another, such as the tax on each kWh. */
    public Price plus(Price other) {
        return new Price(Math.addExact(micros, other.micros));
    }

    /** What energy costs, in millionths of the currency, rounded half to even. */
    public long cost(long microjoules) {
        var product = BigInteger.valueOf(microjoules).multiply(BigInteger.valueOf(micros));
        return new BigDecimal(product)
                .divide(new BigDecimal(MICROJOULES_PER_KWH), 0, RoundingMode.HALF_EVEN)
                .longValueExact();
    }

    /** In whole units of the currency, such as 0.332. */
    public BigDecimal value() {
        return BigDecimal.valueOf(micros, 6);
    }

    @Override
    public int compareTo(Price other) {
        return Long.compare(micros, other.micros);
    }
}
