package hearth.monitors.power.meter;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import hearth.kernel.Quality;
import hearth.kernel.Ratio;
import hearth.kernel.Reading;
import hearth.kernel.WattHours;
import hearth.kernel.Watts;
import hearth.monitors.power.EnergyRegister;
import hearth.monitors.power.PowerReading;
import hearth.monitors.power.PowerReading.FromMeter;
import hearth.monitors.power.decode.MeterReading;
import hearth.monitors.power.model.MachineClass;
import hearth.monitors.power.model.PowerModel;
import hearth.monitors.sensors.CpuLoad;

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
        return read(Reading.missing(NOW, "not read yet"), Optional.empty(), machine, meters);
    }

    private static List<PowerReading> read(
            Reading<CpuLoad> load, Optional<PowerModel> model, String machine, Standing... meters) {
        try (var source =
                new MeterSource(() -> machine, () -> List.of(meters), () -> load, () -> model)) {
            return source.read();
        }
    }

    private static Reading<CpuLoad> busy(double share) {
        return new Reading.Measured<>(
                new CpuLoad(new Ratio(share), List.of()), NOW, Quality.COUNTER);
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
        assertEquals(80 * 6.55 / 73.05, watts(reading), 1e-9);
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
    void ownLoadIsKnownTheOthersAreTakenAtHalf() {
        var models = Map.of("here", MachineClass.PI5, "there", MachineClass.DESKTOP);
        var setting =
                new MeterSetting(
                        "m",
                        "Strip",
                        MeterKind.PZEM,
                        "/dev/ttyUSB0",
                        "",
                        MeterSetting.shares(models),
                        false,
                        models);
        var strip =
                new Standing(
                        setting,
                        new MeterState(TELLING, Optional.empty(), Optional.empty(), 1, 0, ""));
        var idle = read(busy(0), Optional.empty(), "here", strip).getFirst();
        assertEquals(80 * 3.3 / (3.3 + 66.5), watts(idle), 1e-9);
        var full = read(busy(1), Optional.empty(), "here", strip).getFirst();
        assertEquals(80 * 9.8 / (9.8 + 66.5), watts(full), 1e-9);
        assertTrue(
                full.note()
                        .contains("13 % of Strip, 9.8 W modelled here at 100 % load, the others"),
                full.note());
        assertTrue(
                full.watts() instanceof Reading.Measured<Watts>(_, _, var quality)
                        && quality == Quality.ESTIMATE);
        var fit = Optional.of(new PowerModel(4, 14, 0.2, "fitted", true, NOW));
        assertEquals(
                80 * 9.0 / (9 + 66.5), watts(read(busy(0.5), fit, "here", strip).getFirst()), 1e-9);
        var chosen = Optional.of(MachineClass.SERVER.model(NOW));
        assertEquals(
                80 * 6.55 / 73.05,
                watts(read(busy(0.5), chosen, "here", strip).getFirst()),
                1e-9,
                "a class that was chosen elsewhere is no fit");
    }

    private static double watts(PowerReading reading) {
        return reading.watts().measured().orElseThrow().value();
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
