package hearth.monitors.energy;

import hearth.kernel.Quality;

import java.time.Instant;
import java.util.OptionalLong;

/**
 * One reading, as the ledger takes it.
 *
 * @param elapsed a clock that nobody sets, milliseconds; where the system tells it, sleep counts
 * @param wall the time of day, for the bucket
 * @param split whose watts they were
 * @param quality how the watts were obtained
 * @param source the meter's short name
 * @param register the meter's own energy counter, milliwatt-hours, when it has one
 * @param solar the part of the machine's watts that the own roof gave, milliwatts
 */
public record EnergySample(
        long elapsed,
        Instant wall,
        Split split,
        Quality quality,
        String source,
        OptionalLong register,
        long solar) {
    public EnergySample {
        if (solar < 0 || solar > split.machine()) {
            throw new IllegalArgumentException(
                    "solar " + solar + " mW of " + split.machine() + " mW");
        }
    }
}
