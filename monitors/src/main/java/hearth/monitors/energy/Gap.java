package hearth.monitors.energy;

import java.time.Instant;
import java.util.OptionalLong;

/**
 * A stretch without readings.
 *
 * @param counted what the meter's own register counted meanwhile, microjoules; empty when it has
 *     none: then nothing is known and nothing is added
 */
public record Gap(Instant from, Instant to, OptionalLong counted) {
    /** Its length in milliseconds. */
    public long millis() {
        return to.toEpochMilli() - from.toEpochMilli();
    }
}
