package hearth.monitors.energy;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import hearth.kernel.Database;
import hearth.kernel.Quality;
import hearth.monitors.VirtualTime;
import hearth.monitors.energy.Split.Confidence;
import hearth.monitors.power.EnergyRegister;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

final class EnergyLedgerTest {
    /** A watt for an hour, in microjoules. */
    private static final long WATT_HOUR = 3_600_000_000L;

    private static final Instant ALWAYS = Instant.parse("2100-01-01T00:00:00Z");

    @TempDir Path folder;
    private final VirtualTime time = new VirtualTime("2026-11-21T10:00:00Z");

    private EnergyLedger open() throws Exception {
        return EnergyLedger.open(folder.resolve("energy.db"), time);
    }

    private boolean imitable;

    private EnergySample sample(long milliwatts) {
        return sample(milliwatts, Quality.WALL, Optional.empty(), 0);
    }

    private EnergySample sample(long milliwatts, long register) {
        return sample(milliwatts, "dsmr /dev/ttyUSB0", register);
    }

    private EnergySample sample(long milliwatts, String meter, long register) {
        return sample(
                milliwatts, Quality.WALL, Optional.of(new EnergyRegister(meter, register)), 0);
    }

    private EnergySample sample(
            long milliwatts, Quality quality, Optional<EnergyRegister> register, long solar) {
        long worker = milliwatts / 3;
        long idle = milliwatts / 4;
        var split =
                new Split(
                        milliwatts,
                        idle,
                        idle,
                        milliwatts - idle - worker,
                        List.of(new Split.Part("contract-risk", worker, 0)),
                        Confidence.GOOD,
                        "test");
        return new EnergySample(
                time.nanos().getAsLong() / 1_000_000,
                time.instant(),
                split,
                quality,
                imitable,
                register,
                solar);
    }

    private static long energy(List<Usage> usages) {
        return usages.stream().mapToLong(Usage::microjoules).sum();
    }

    private void watch(EnergyLedger ledger, int seconds, long milliwatts) {
        for (int i = 0; i < seconds; i++) {
            time.pass(Duration.ofSeconds(1));
            ledger.add(sample(milliwatts));
        }
    }

    private static long all(EnergyLedger ledger) throws Exception {
        long quarters = energy(ledger.quarters(Instant.EPOCH, ALWAYS));
        assertEquals(energy(ledger.minutes(Instant.EPOCH, ALWAYS)), quarters);
        return quarters;
    }

    @Test
    void aHundredWattsForAnHourAreAHundredWattHours() throws Exception {
        try (var ledger = open()) {
            ledger.add(sample(100_000));
            watch(ledger, 3600, 100_000);
            assertEquals(100 * WATT_HOUR, all(ledger));
            ledger.save();
            assertEquals(100 * WATT_HOUR, all(ledger));
            assertEquals(4 * 3, ledger.quarters(Instant.EPOCH, ALWAYS).size());
            assertTrue(ledger.gaps(Instant.EPOCH, ALWAYS).isEmpty());
        }
    }

    @Test
    void aRampIsIntegratedByTheTrapezoid() throws Exception {
        try (var ledger = open()) {
            ledger.add(sample(0));
            for (int second = 1; second <= 100; second++) {
                time.pass(Duration.ofSeconds(1));
                ledger.add(sample(second * 1001L));
            }
            // 1.001 W more each second: 1.001 × 100² / 2 joules, to the microjoule.
            assertEquals(1001L * 1000 * 5_000, all(ledger));
        }
    }

    @Test
    void readingsAtUnevenTimesLoseNothing() throws Exception {
        try (var ledger = open()) {
            ledger.add(sample(60_001));
            for (int i = 0; i < 1000; i++) {
                time.pass(Duration.ofMillis(993 + i % 15));
                ledger.add(sample(60_001));
            }
            long elapsed = time.nanos().getAsLong() / 1_000_000 / 2 * 2;
            assertEquals(60_001L * elapsed, all(ledger));
        }
    }

    @Test
    void whatWasWithoutReadingIsAGapAndNoEnergy() throws Exception {
        try (var ledger = open()) {
            ledger.add(sample(100_000));
            watch(ledger, 36, 100_000);
            time.pass(Duration.ofMinutes(10));
            ledger.add(sample(100_000));
            watch(ledger, 36, 100_000);
            assertEquals(2 * WATT_HOUR, all(ledger));
            var gap = ledger.gaps(Instant.EPOCH, ALWAYS).getFirst();
            assertEquals(600_000, gap.millis());
            assertTrue(gap.counted().isEmpty());
        }
    }

    @Test
    void fiveSecondsWithoutAReadingAreNotAGap() throws Exception {
        try (var ledger = open()) {
            ledger.add(sample(100_000));
            time.pass(Duration.ofSeconds(5));
            ledger.add(sample(100_000));
            assertEquals(500_000_000L, all(ledger));
            time.pass(Duration.ofMillis(5_002));
            ledger.add(sample(100_000));
            assertEquals(500_000_000L, all(ledger));
            assertEquals(1, ledger.gaps(Instant.EPOCH, ALWAYS).size());
        }
    }

    @Test
    void theMetersOwnRegisterClosesAGap() throws Exception {
        try (var ledger = open()) {
            ledger.add(sample(100_000, 5_000_001));
            time.pass(Duration.ofHours(2));
            ledger.add(sample(100_000, 5_180_001));
            ledger.save();
            assertEquals(180 * WATT_HOUR, all(ledger));
            var usages = ledger.quarters(Instant.EPOCH, ALWAYS);
            assertEquals(8, usages.size(), "spread over two hours of quarters");
            assertTrue(usages.stream().allMatch(usage -> usage.part().equals(Parts.OTHER)));
            assertEquals(
                    180 * WATT_HOUR,
                    ledger.gaps(Instant.EPOCH, ALWAYS).getFirst().counted().orElseThrow());
        }
    }

    @Test
    void whatWasIntegratedSinceTheRegisterMovedIsNotCountedTwice() throws Exception {
        try (var ledger = open()) {
            ledger.add(sample(100_000, 5_000_500));
            // A meter that was unplugged: its last figure stands for half a minute.
            for (int second = 0; second < 36; second++) {
                time.pass(Duration.ofSeconds(1));
                ledger.add(sample(100_000, 5_000_500));
            }
            ledger.save();
            time.pass(Duration.ofHours(2));
            ledger.add(sample(100_000, 5_180_500));
            assertEquals(180 * WATT_HOUR, all(ledger));
        }
    }

    @Test
    void theSameHoldsOverARestart() throws Exception {
        try (var ledger = open()) {
            ledger.add(sample(100_000, 5_000_500));
            for (int second = 0; second < 36; second++) {
                time.pass(Duration.ofSeconds(1));
                ledger.add(sample(100_000, 5_000_500));
            }
        }
        time.pass(Duration.ofHours(2));
        try (var ledger = open()) {
            ledger.add(sample(100_000, 5_180_500));
            assertEquals(180 * WATT_HOUR, all(ledger));
            assertEquals(
                    179 * WATT_HOUR,
                    ledger.gaps(Instant.EPOCH, ALWAYS).getFirst().counted().orElseThrow());
        }
    }

    @Test
    void aMachineThatWasOffUsedNothing() throws Exception {
        try (var ledger = open()) {
            ledger.add(sample(100_000, 5_000_500));

            time.pass(Duration.ofHours(2));
            ledger.add(sample(100_000, 5_000_500));
            assertEquals(0, ledger.gaps(Instant.EPOCH, ALWAYS).getFirst().counted().orElseThrow());
        }
    }

    @Test
    void anotherDevicesRegisterClosesNothing() throws Exception {
        try (var ledger = open()) {
            ledger.add(sample(100_000, "tasmota 10.0.0.7", 5_000_500));
            time.pass(Duration.ofHours(2));
            ledger.add(sample(100_000, "tasmota 10.0.0.8", 5_180_500));
            assertEquals(0, all(ledger));
            assertTrue(ledger.gaps(Instant.EPOCH, ALWAYS).getFirst().counted().isEmpty());
        }
    }

    @Test
    void aRegisterOfWholeKilowattHoursClosesNothing() throws Exception {
        try (var ledger = open()) {
            ledger.add(sample(100_000, 5_000_000));
            time.pass(Duration.ofMinutes(2));
            ledger.add(sample(100_000, 6_000_000));
            assertEquals(0, all(ledger));
        }
    }

    @Test
    void moreThanAHomeDrawsIsAnotherMetersRegister() throws Exception {
        try (var ledger = open()) {
            ledger.add(sample(100_000, 5_000_500));
            time.pass(Duration.ofHours(1));
            ledger.add(sample(100_000, 30_000_501));
            assertEquals(0, all(ledger));
            time.pass(Duration.ofHours(1));
            ledger.add(sample(100_000, 55_000_501));
            assertEquals(25_000 * WATT_HOUR, all(ledger));
        }
    }

    @Test
    void whatAnybodyCouldHaveSentIsKeptApart() throws Exception {
        try (var ledger = open()) {
            ledger.add(sample(100_000));
            watch(ledger, 36, 100_000);
            imitable = true;
            watch(ledger, 36, 100_000);
            ledger.save();
            imitable = false;
            watch(ledger, 1, 100_000);
            var told = ledger.quarters(Instant.EPOCH, ALWAYS);
            // The second between two kinds of meters is no better than the weaker one.
            assertEquals(WATT_HOUR + 100_000_000L, told.stream().mapToLong(Usage::imitable).sum());
            assertEquals(2 * WATT_HOUR + 100_000_000L, energy(told));
        }
    }

    @Test
    void aRegisterThatWasResetClosesNothing() throws Exception {
        try (var ledger = open()) {
            ledger.add(sample(100_000, 5_000_000));
            time.pass(Duration.ofHours(2));
            ledger.add(sample(100_000, 10));
            assertEquals(0, all(ledger));
        }
    }

    @Test
    void settingTheClockNeitherMakesNorLosesEnergy() throws Exception {
        try (var ledger = open()) {
            ledger.add(sample(100_000));
            watch(ledger, 36, 100_000);
            time.jumpTo(time.instant().plus(Duration.ofDays(3)));
            watch(ledger, 36, 100_000);
            time.jumpTo(time.instant().minus(Duration.ofDays(5)));
            watch(ledger, 36, 100_000);
            // Back where it was: the same minutes are counted on.
            time.jumpTo(Instant.parse("2026-11-21T10:00:10Z"));
            watch(ledger, 36, 100_000);
            assertEquals(4 * WATT_HOUR, all(ledger));
            assertTrue(ledger.gaps(Instant.EPOCH, ALWAYS).isEmpty());
        }
    }

    @Test
    void theWeakerQualityOfTwoReadingsIsKept() throws Exception {
        try (var ledger = open()) {
            ledger.add(sample(100_000));
            watch(ledger, 10, 100_000);
            time.pass(Duration.ofSeconds(1));
            ledger.add(sample(50_000, Quality.ESTIMATE, Optional.empty(), 0));
            var usages = ledger.minutes(Instant.EPOCH, ALWAYS);
            assertEquals(
                    75_000_000L,
                    energy(
                            usages.stream()
                                    .filter(usage -> usage.quality() == Quality.ESTIMATE)
                                    .toList()));
            assertEquals(1_000_000_000L + 75_000_000L, energy(usages));
        }
    }

    @Test
    void theRoofsPartIsKeptBeside() throws Exception {
        try (var ledger = open()) {
            ledger.add(sample(100_000, Quality.WALL, Optional.empty(), 40_000));
            time.pass(Duration.ofSeconds(4));
            ledger.add(sample(100_000, Quality.WALL, Optional.empty(), 60_000));
            var usages = ledger.quarters(Instant.EPOCH, ALWAYS);
            assertEquals(200_000_000L, usages.stream().mapToLong(Usage::solar).sum());
        }
    }

    @Test
    void aLedgerOfTheFirstVersionGoesOn() throws Exception {
        var file = folder.resolve("energy.db");
        try (var first =
                Database.open(
                        file, Database.Durability.FULL, LedgerRows.SCHEMA.subList(0, 1), time)) {
            first.inTransaction(connection -> {
                try (var insert = connection.createStatement()) {
                    insert.execute("INSERT INTO part VALUES(1,'other')");
                    insert.execute("INSERT INTO energy_quarter VALUES(0,1,'WALL',7,0,1)");
                    return insert.executeUpdate(
                            "INSERT INTO last_reading VALUES(1," + time.millis() + ",'plug',5)");
                }
            });
        }
        time.pass(Duration.ofMinutes(3));
        try (var ledger = open()) {
            assertTrue(ledger.movedAside().isEmpty(), "it was taken over");
            ledger.add(sample(100_000, 5_000_500));
            assertEquals(7, energy(ledger.quarters(Instant.EPOCH, ALWAYS)));
            var gap = ledger.gaps(Instant.EPOCH, ALWAYS).getFirst();
            assertEquals(180_000, gap.millis());
            assertTrue(gap.counted().isEmpty(), "its register had no meter's name");
        }
    }

    @Test
    void aRestartIsAGapFromTheLastSavedReading() throws Exception {
        try (var ledger = open()) {
            ledger.add(sample(100_000, 1_000_000));
            watch(ledger, 36, 100_000);
        }
        time.pass(Duration.ofMinutes(3));
        try (var ledger = open()) {
            ledger.add(sample(100_000));
            watch(ledger, 36, 100_000);
            assertEquals(2 * WATT_HOUR, all(ledger));
            assertEquals(180_000, ledger.gaps(Instant.EPOCH, ALWAYS).getFirst().millis());
        }
    }

    @Test
    void workAndItsPausesAreKeptByQuarter() throws Exception {
        try (var ledger = open()) {
            ledger.add("contract-risk", 500, 1_000, false);
            ledger.add("contract-risk", 0, 2_000, true);
            ledger.save();
            ledger.add("contract-risk", 7, 1_000, false);
            ledger.save();
            var work = ledger.work(Instant.EPOCH, ALWAYS).getFirst();
            assertEquals(
                    new Work(
                            Instant.parse("2026-11-21T10:00:00Z"),
                            "contract-risk",
                            507,
                            2_000,
                            2_000),
                    work);
        }
    }

    @Test
    void whatIdleWasLearnedOutlivesARestart() throws Exception {
        try (var ledger = open()) {
            for (int i = 0; i < 300; i++) {
                ledger.idle("plug").add(36_000, 0.0);
            }
        }
        try (var ledger = open()) {
            assertEquals(36_050, ledger.idle("plug").figure().milliwatts());
            assertEquals(IdleFigure.UNKNOWN, ledger.idle("another").figure());
        }
    }
}
