package hearth.monitors.energy;

import hearth.kernel.Quality;
import hearth.monitors.power.EnergyRegister;

import java.time.Instant;
import java.util.Optional;

/**
 * One reading, as the ledger takes it.
 *
 * @param elapsed a clock that nobody sets, milliseconds; where the system tells it, sleep counts
 * @param wall the time of day, for the bucket
 * @param split whose watts they were
 * @param quality how the watts were obtained
 * @param imitable whether anybody on the network could have made watts or sunshine up
 * @param register the meter's own counter of what this machine drew, when it has one
 * @param solar the part of the machine's watts that the own roof gave, milliwatts
 */
public record EnergySample(
        long elapsed,
        Instant wall,
        Split split,
        Quality quality,
        boolean imitable,
        Optional<EnergyRegister> register,
        long solar) {
    public EnergySample {
        if (solar < 0 || solar > split.machine()) {
            throw new IllegalArgumentException(
                    "solar " + solar + " mW of " + split.machine() + " mW");
        }
    }
}
