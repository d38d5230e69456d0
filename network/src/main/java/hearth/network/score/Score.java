package hearth.network.score;

import java.math.BigInteger;

/**
 * A node's score of an epoch with everything that it was made of.
 *
 * @param value V·P·U
 */
public record Score(Speed speed, Performance performance, Maintenance maintenance, Ppm value) {
    /** V·P·U / 10^12, rounded down. */
    public static Score of(Speed speed, Performance performance, Maintenance maintenance) {
        // three millions multiplied are 10^18: still a long
        long product =
                (long) speed.value().value()
                        * performance.value().value()
                        * maintenance.value().value();
        return new Score(
                speed, performance, maintenance, new Ppm((int) (product / 1_000_000_000_000L)));
    }

    /** w: verified units times score, in millionths of a unit. */
    public BigInteger weight(long verifiedUnits) {
        return BigInteger.valueOf(verifiedUnits).multiply(BigInteger.valueOf(value.value()));
    }
}
