package hearth.monitors.power.meter;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import hearth.kernel.Quality;
import hearth.kernel.Reading;
import hearth.kernel.WattHours;
import hearth.kernel.Watts;
import hearth.monitors.power.EnergyRegister;
import hearth.monitors.power.PowerReading;
import hearth.monitors.power.PowerReading.FromMeter;
import hearth.monitors.power.decode.MeterReading;
import hearth.monitors.power.model.MachineClass;

import org.junit.jupiter.api.Test;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;

final class MeterSourceTest {
    private static final Instant NOW = Instant.parse("2026-11-27T17:30:00Z");
    private static final Reading<Watts> TELLING =
            new Reading.Measured<>(new Watts(80), NOW, Quality.WALL);

    /** A meter in a fixed state. */
    private record Standing(MeterSetting setting, MeterState state) implements PowerMeter {
        @Override
        public void close() {}
    }

    private static Standing meter(
            MeterKind kind, Map<String, Double> feeds, Reading<Watts> power, double wattHours) {
        var frame =
                new MeterReading(
                        power.measured(),
                        Optional.of(new WattHours(wattHours)),
                        Optional.empty(),
                        Optional.empty(),
                        Optional.empty(),
                        Optional.empty(),
                        Quality.WALL);
        return new Standing(
                new MeterSetting("m", "Plug", kind, "192.168.1.60", "", feeds, false),
                new MeterState(power, Optional.of(frame), Optional.of(NOW), 1, 0, ""));
    }

    private static List<PowerReading> read(String machine, Standing... meters) {
        try (var source = new MeterSource(() -> machine, () -> List.of(meters))) {
            return source.read();
        }
    }

    @Test
    void aMeterOfOneMachineIsItsFigureAndItsRegister() {
        var reading =
                read("here", meter(MeterKind.TASMOTA, Map.of("here", 1.0), TELLING, 5.1234))
                        .getFirst();
        assertEquals(TELLING, reading.watts());
        assertEquals("", reading.note());
        assertEquals("meter.m", reading.source());
        assertEquals(
                Optional.of(new EnergyRegister("tasmota 192.168.1.60", 5123)),
                reading.meter().flatMap(FromMeter::register));
        assertTrue(reading.imitable());
    }

    @Test
    void aSharedMeterIsAnEstimateAndItsRegisterIsNobodys() {
        var strip = meter(MeterKind.PZEM, Map.of("here", 0.25, "there", 0.75), TELLING, 5);
        var reading = read("here", strip).getFirst();
        assertEquals(new Reading.Measured<>(new Watts(20), NOW, Quality.ESTIMATE), reading.watts());
        assertTrue(reading.note().contains("25 % of Plug"), reading.note());
        assertEquals(Optional.empty(), reading.meter().flatMap(FromMeter::register));
        assertFalse(reading.imitable());
    }

    @Test
    void aStripIsSharedByTheClassesOfItsMachines() {
        var models = Map.of("here", MachineClass.PI5, "there", MachineClass.DESKTOP);
        var shares = MeterSetting.shares(models);
        // 6.55 W and 66.5 W at half load.
        assertEquals(6.55 / 73.05, shares.getOrDefault("here", 0.0), 1e-9);
        var setting =
                new MeterSetting(
                        "m", "Strip", MeterKind.PZEM, "/dev/ttyUSB0", "", shares, false, models);
        var state = new MeterState(TELLING, Optional.empty(), Optional.empty(), 1, 0, "");
        var reading = read("here", new Standing(setting, state)).getFirst();
        assertEquals(80 * 6.55 / 73.05, reading.watts().measured().orElseThrow().value(), 1e-9);
        assertTrue(reading.note().contains("9 % of Strip, by the classes"), reading.note());
        assertThrows(
                IllegalArgumentException.class,
                () ->
                        new MeterSetting(
                                "m",
                                "Strip",
                                MeterKind.PZEM,
                                "/dev/ttyUSB0",
                                "",
                                Map.of("here", 0.5, "there", 0.5),
                                false,
                                Map.of("here", MachineClass.PI5)));
    }

    @Test
    void aSilentMeterSaysWhy() {
        var reading =
                read(
                                "here",
                                meter(
                                        MeterKind.PZEM,
                                        Map.of("here", 1.0),
                                        Reading.missing(NOW, "silent 20 s"),
                                        5))
                        .getFirst();
        assertEquals(Reading.missing(NOW, "silent 20 s"), reading.watts());
    }

    @Test
    void othersMachinesMetersAreNotRead() {
        assertEquals(
                List.of(), read("here", meter(MeterKind.PZEM, Map.of("there", 1.0), TELLING, 5)));
    }
}
