package hearth.monitors.power.decode;

import hearth.kernel.Amperes;
import hearth.kernel.Quality;
import hearth.kernel.Volts;
import hearth.kernel.WattHours;
import hearth.kernel.Watts;

import java.time.Instant;
import java.util.Optional;

/**
 * What one frame of a meter says; whatever the frame does not have is empty.
 *
 * @param power drawn; negative while more is fed in than drawn
 * @param energyImport the register of energy drawn, all tariffs together
 * @param energyExport the register of energy fed in, all tariffs together
 * @param voltage the mean of the phases that are live
 * @param current the sum of the phases
 * @param at the meter's own time, where it tells one that is not bound to an unknown zone
 * @param quality where the meter sits
 */
public record MeterReading(
        Optional<Watts> power,
        Optional<WattHours> energyImport,
        Optional<WattHours> energyExport,
        Optional<Volts> voltage,
        Optional<Amperes> current,
        Optional<Instant> at,
        Quality quality) {}
