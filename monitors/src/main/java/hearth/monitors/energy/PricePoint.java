package hearth.monitors.energy;

import java.time.Instant;

/**
 * A price over a stretch.
 *
 * @param from inclusive
 * @param to exclusive, after {@code from}
 */
public record PricePoint(Instant from, Instant to, Price price) {
    public PricePoint {
        if (!to.isAfter(from)) {
            throw new IllegalArgumentException(from + " to " + to);
        }
    }
}
