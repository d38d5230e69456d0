package hearth.monitors.power.decode;

import static org.junit.jupiter.api.Assertions.assertEquals;

import hearth.kernel.Amperes;
import hearth.kernel.Quality;
import hearth.kernel.Volts;
import hearth.kernel.WattHours;
import hearth.kernel.Watts;

import java.time.Instant;
import java.util.Optional;

/** What a reading should say, in the words of the command line. */
final class Expect {
    private final MeterReading reading;

    private Expect(MeterReading reading) {
        this.reading = reading;
    }

    static Expect that(MeterReading reading) {
        return new Expect(reading);
    }

    Expect power(double watts) {
        return same(watts, reading.power().map(Watts::value), "power");
    }

    Expect noPower() {
        assertEquals(Optional.empty(), reading.power(), "power");
        return this;
    }

    Expect energy(double drawn) {
        same(drawn, reading.energyImport().map(WattHours::value), "energy drawn");
        assertEquals(Optional.empty(), reading.energyExport(), "energy fed in");
        return this;
    }

    Expect energy(double drawn, double fedIn) {
        same(drawn, reading.energyImport().map(WattHours::value), "energy drawn");
        return same(fedIn, reading.energyExport().map(WattHours::value), "energy fed in");
    }

    Expect noEnergy() {
        assertEquals(Optional.empty(), reading.energyImport(), "energy drawn");
        assertEquals(Optional.empty(), reading.energyExport(), "energy fed in");
        return this;
    }

    Expect voltage(double volts) {
        return same(volts, reading.voltage().map(Volts::value), "voltage");
    }

    Expect noVoltage() {
        assertEquals(Optional.empty(), reading.voltage(), "voltage");
        return this;
    }

    Expect current(double amperes) {
        return same(amperes, reading.current().map(Amperes::value), "current");
    }

    Expect at(String instant) {
        assertEquals(Optional.of(Instant.parse(instant)), reading.at());
        return this;
    }

    Expect noTime() {
        assertEquals(Optional.empty(), reading.at());
        return this;
    }

    Expect quality(Quality quality) {
        assertEquals(quality, reading.quality());
        return this;
    }

    private Expect same(double expected, Optional<Double> actual, String what) {
        assertEquals(
                expected, actual.orElseThrow(() -> new AssertionError("no " + what)), 1e-9, what);
        return this;
    }
}
