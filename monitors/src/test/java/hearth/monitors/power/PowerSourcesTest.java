package hearth.monitors.power;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import hearth.kernel.Quality;
import hearth.kernel.Reading;
import hearth.kernel.Watts;
import hearth.monitors.Tree;
import hearth.monitors.VirtualTime;
import hearth.monitors.power.PowerReading.Covers;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.List;
import java.util.Optional;

final class PowerSourcesTest {
    @TempDir Path folder;
    private final VirtualTime time = new VirtualTime("2026-11-21T10:00:00Z");

    private static String reason(Reading<?> reading) {
        return reading instanceof Reading.Missing<?> missing ? missing.reason() : "measured";
    }

    private static PowerReading source(List<PowerReading> readings, String source) {
        return readings.stream()
                .filter(reading -> reading.source().equals(source))
                .findFirst()
                .orElseThrow();
    }

    private Tree zone(String id, String name, long microjoules) {
        return new Tree(folder)
                .put(id + "/name", name + "\n")
                .put(id + "/max_energy_range_uj", "262143328850\n")
                .put(id + "/energy_uj", microjoules + "\n");
    }

    private RaplPower rapl() {
        return new RaplPower(folder, time, time.nanos());
    }

    @Test
    void countersBecomeWattsAndTheSamePackageCountsOnce() {
        zone("intel-rapl:0", "package-0", 1_000_000);
        zone("intel-rapl:0:0", "core", 500_000);
        zone("intel-rapl:0:1", "dram", 100_000);
        zone("intel-rapl-mmio:0", "package-0", 1_000_000);
        try (var rapl = rapl()) {
            var first = MachinePower.of(rapl.read(), time.instant());
            assertTrue(reason(first.machine()).contains("first reading"));
            time.pass(Duration.ofSeconds(2));
            zone("intel-rapl:0", "package-0", 105_600_000);
            zone("intel-rapl:0:0", "core", 80_500_000);
            zone("intel-rapl:0:1", "dram", 8_100_000);
            zone("intel-rapl-mmio:0", "package-0", 105_600_000);
            var readings = rapl.read();
            assertEquals(3, readings.size());
            var power = MachinePower.of(readings, time.instant());
            assertEquals(52.3, power.machine().measured().orElseThrow().value(), 1e-9);
            assertEquals("CPU package", power.name());
            assertTrue(power.note().contains("lower bound"));
            assertTrue(
                    power.machine() instanceof Reading.Measured<Watts> measured
                            && measured.quality() == Quality.COUNTER);
            var dram = source(readings, "rapl.dram-0");
            assertEquals(Covers.PART, dram.covers());
            assertEquals(4, dram.watts().measured().orElseThrow().value(), 1e-9);
        }
    }

    @Test
    void aCounterThatWentOnceRoundGoesOn() {
        zone("intel-rapl:0", "package-0", 262_143_328_850L - 3_000_000);
        try (var rapl = rapl()) {
            rapl.read();
            time.pass(Duration.ofSeconds(1));
            zone("intel-rapl:0", "package-0", 7_000_000);
            var watts = source(rapl.read(), "rapl.package-0").watts();
            assertEquals(10, watts.measured().orElseThrow().value(), 1e-9);
        }
    }

    @Test
    void twoProcessorsAreAddedAndThePlatformIsPreferred() {
        zone("intel-rapl:0", "package-0", 0);
        zone("intel-rapl:1", "package-1", 0);
        try (var rapl = rapl()) {
            rapl.read();
            time.pass(Duration.ofSeconds(1));
            zone("intel-rapl:0", "package-0", 30_000_000);
            zone("intel-rapl:1", "package-1", 20_000_000);
            var power = MachinePower.of(rapl.read(), time.instant());
            assertEquals(50, power.machine().measured().orElseThrow().value(), 1e-9);
            assertEquals("2 processors", power.name());
        }
        zone("intel-rapl:2", "psys", 0);
        try (var rapl = rapl()) {
            rapl.read();
            time.pass(Duration.ofSeconds(1));
            zone("intel-rapl:0", "package-0", 60_000_000);
            zone("intel-rapl:2", "psys", 71_000_000);
            var power = MachinePower.of(rapl.read(), time.instant());
            assertEquals(71, power.machine().measured().orElseThrow().value(), 1e-9);
        }
    }

    @Test
    void aCounterThatMayNotBeReadNamesTheCure() {
        // A folder in place of the file cannot be opened either, not even by root.
        new Tree(folder)
                .put("intel-rapl:0/name", "package-0\n")
                .put("intel-rapl:0/max_energy_range_uj", "1000\n")
                .put("intel-rapl:0/energy_uj/x", "");
        try (var rapl = rapl()) {
            var power = MachinePower.of(rapl.read(), time.instant());
            assertEquals(RaplPower.DENIED, reason(power.machine()));
            assertTrue(RaplPower.DENIED.contains("energy_uj"));
        }
    }

    @Test
    void withoutAnySourceTheMachineHasNoMeter() {
        try (var rapl = rapl();
                var battery = new BatteryPower(folder, time)) {
            assertTrue(rapl.read().isEmpty());
            assertTrue(battery.read().isEmpty());
            var power = MachinePower.of(List.of(), time.instant());
            assertTrue(reason(power.machine()).startsWith("no meter found"));
        }
    }

    @Test
    void aBatteryTellsWattsOnlyWhileItDischarges() {
        var tree =
                new Tree(folder)
                        .put("AC/type", "Mains\n")
                        .put("BAT0/type", "Battery\n")
                        .put("BAT0/status", "Charging\n")
                        .put("BAT0/power_now", "9000000\n")
                        .put("mouse/type", "Battery\n")
                        .put("mouse/scope", "Device\n")
                        .put("mouse/status", "Discharging\n");
        try (var battery = new BatteryPower(folder, time)) {
            assertTrue(reason(battery.read().getFirst().watts()).contains("on the mains"));
            tree.put("BAT0/status", "Discharging\n");
            var reading = battery.read().getFirst();
            assertEquals(9, reading.watts().measured().orElseThrow().value(), 1e-9);
            assertTrue(
                    reading.watts() instanceof Reading.Measured<Watts> measured
                            && measured.quality() == Quality.BOARD);
            // Other drivers tell current and voltage, some the current as negative.
            tree.put("BAT1/type", "Battery\n")
                    .put("BAT1/status", "Discharging\n")
                    .put("BAT1/current_now", "-500000\n")
                    .put("BAT1/voltage_now", "12000000\n");
            assertEquals(
                    15, battery.read().getFirst().watts().measured().orElseThrow().value(), 1e-9);
        }
    }

    private static String recorded(String name) throws IOException {
        try (var in = PowerSourcesTest.class.getResourceAsStream(name)) {
            if (in == null) {
                throw new IOException("no resource " + name);
            }
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        }
    }

    @Test
    void aPi5AddsUpItsRails() throws IOException {
        var answers = new ArrayDeque<String>();
        answers.add(recorded("rpi5_pmic_read_adc_idle.txt"));
        answers.add(recorded("rpi5_pmic_read_adc_load.txt"));
        try (var pi = new PiPower(true, () -> Optional.ofNullable(answers.poll()), time)) {
            var idle = pi.read().getFirst();
            assertEquals(1.9005, idle.watts().measured().orElseThrow().value(), 0.00005);
            assertTrue(idle.note().contains("lower bound"));
            var loaded = pi.read();
            assertEquals(
                    5.9216, loaded.getFirst().watts().measured().orElseThrow().value(), 0.00005);
            assertEquals(
                    5.9216 * 1.1451 + 0.5879,
                    loaded.getLast().watts().measured().orElseThrow().value(),
                    0.0001);
            assertEquals("board", MachinePower.of(loaded, time.instant()).source());
            assertTrue(reason(pi.read().getFirst().watts()).contains("group video"));
        }
    }

    @Test
    void eachGraphicsCardIsAPartAndNeverTheMachine() {
        var answer =
                """
                0, NVIDIA GeForce RTX 3060, 35.21
                1, Tesla K80, [N/A]
                2, Quadro P400, [Not Supported]
                Failed to initialize NVML
                """;
        try (var cards = new NvidiaPower(true, () -> Optional.of(answer), time);
                var silent = new NvidiaPower(true, Optional::empty, time);
                var none = new NvidiaPower(false, Optional::empty, time)) {
            var read = cards.read();
            assertEquals(3, read.size());
            assertEquals("NVIDIA GeForce RTX 3060", read.getFirst().name());
            assertEquals(35.21, read.getFirst().watts().measured().orElseThrow().value());
            assertEquals("gpu.2", read.getLast().source());
            assertTrue(reason(read.getLast().watts()).contains("does not measure"));
            assertTrue(MachinePower.of(read, time.instant()).machine().measured().isEmpty());
            assertTrue(reason(silent.read().getFirst().watts()).contains("driver"));
            assertTrue(none.read().isEmpty());
        }
    }

    @Test
    void anApplesChipIsTheSumOfItsPartsWhereNoneIsTold() {
        var combined =
                """
                *** Sampled system activity (Sun Feb  1 12:00:00 2026 +0100) (1000.12ms elapsed) ***

                **** Processor usage ****
                CPU Power: 1996 mW
                GPU Power: 324 mW
                ANE Power: 0 mW
                Combined Power (CPU + GPU + ANE): 2320 mW

                **** GPU usage ****
                GPU Power: 324 mW
                """;
        var older = combined.replaceAll("(?m)^Combined.*\n", "").replaceAll("(?m)^ANE.*\n", "");
        var answers = new ArrayDeque<>(List.of(combined, older, "GPU Power: 324 mW\n"));
        try (var mac = new MacPower(true, () -> Optional.ofNullable(answers.poll()), time)) {
            var chip = mac.read().getFirst();
            assertEquals(2.32, chip.watts().measured().orElseThrow().value(), 1e-9);
            assertEquals(PowerReading.Covers.PROCESSOR, chip.covers());
            assertEquals(
                    2.32, mac.read().getFirst().watts().measured().orElseThrow().value(), 1e-9);
            assertTrue(reason(mac.read().getFirst().watts()).contains("told no power"));
            assertTrue(reason(mac.read().getFirst().watts()).contains("as root"));
        }
    }

    @Test
    void aPi4HasNoRailsToAddUp() {
        try (var pi = new PiPower(true, () -> Optional.of("error=1 error_msg=\"x\""), time);
                var none = new PiPower(false, Optional::empty, time)) {
            assertTrue(reason(pi.read().getFirst().watts()).contains("Raspberry Pi 5"));
            assertTrue(none.read().isEmpty());
        }
    }

    @Test
    void aBetterSourceIsPreferredAndTheOthersStay() {
        var at = time.instant();
        var counter =
                new PowerReading(
                        "rapl.package-0",
                        "CPU package",
                        Covers.PROCESSOR,
                        Reading.counted(new Watts(52), at),
                        "");
        var wall =
                new PowerReading(
                        "plug",
                        "plug",
                        Covers.MACHINE,
                        new Reading.Measured<>(new Watts(84.6), at, Quality.WALL),
                        "");
        var silent =
                new PowerReading(
                        "plug2", "plug", Covers.MACHINE, Reading.missing(at, "no reply"), "");
        var power = MachinePower.of(List.of(counter, silent, wall), at);
        assertEquals(84.6, power.machine().measured().orElseThrow().value());
        assertEquals(3, power.sources().size());
        assertEquals(
                52,
                MachinePower.of(List.of(silent, counter), at)
                        .machine()
                        .measured()
                        .orElseThrow()
                        .value());
    }
}
