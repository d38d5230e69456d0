package hearth.monitors.power.lan;

import hearth.kernel.Amperes;
import hearth.kernel.Quality;
import hearth.kernel.Volts;
import hearth.kernel.WattHours;
import hearth.kernel.Watts;
import hearth.monitors.power.decode.MeterReading;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/** Adds up readings of outlets beside each other. */
final class Sum {
    private final List<MeterReading> readings = new ArrayList<>();

    void add(MeterReading reading) {
        readings.add(reading);
    }

    /** A figure that one outlet does not have, the sum does not have either. */
    MeterReading reading() {
        return new MeterReading(
                sum(reading -> reading.power().map(Watts::value)).map(Watts::new),
                sum(reading -> reading.energyImport().map(WattHours::value)).map(WattHours::new),
                sum(reading -> reading.energyExport().map(WattHours::value)).map(WattHours::new),
                sum(reading -> reading.voltage().map(Volts::value))
                        .map(volts -> new Volts(volts / readings.size())),
                sum(reading -> reading.current().map(Amperes::value)).map(Amperes::new),
                Optional.empty(),
                readings.stream().map(MeterReading::quality).findFirst().orElse(Quality.WALL));
    }

    private Optional<Double> sum(Function<MeterReading, Optional<Double>> figure) {
        double sum = 0;
        for (var reading : readings) {
            var value = figure.apply(reading);
            if (value.isEmpty()) {
                return Optional.empty();
            }
            sum += value.get();
        }
        return readings.isEmpty() ? Optional.empty() : Optional.of(sum);
    }
}
