package hearth.monitors.energy;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import hearth.testkit.KilledProgram;

import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import java.nio.file.Path;
import java.time.Instant;
import java.util.stream.Collectors;

@Timeout(120)
final class LedgerKillTest {
    private static final Instant START = Instant.parse("2026-03-01T00:00:00Z");

    @TempDir Path folder;

    /** Killed between two lines of its output, somewhere in the middle of a save. */
    @ParameterizedTest
    @ValueSource(ints = {1, 17, 60})
    void noEnergyThatWasSavedIsLostAndNoneIsInvented(int saves) throws Exception {
        var file = folder.resolve("energy.db");
        long saved = KilledProgram.after(saves, KilledLedger.class, file);
        check(file, saved);
    }

    private static void check(Path file, long saved) throws Exception {
        long later = saved + 3_600_000L;
        var end = Instant.ofEpochMilli(later + 60_000);
        try (var ledger = EnergyLedger.open(file, () -> end)) {
            assertTrue(ledger.movedAside().isEmpty(), "the file was damaged");
            var byPart =
                    ledger.quarters(START, end).stream()
                            .collect(
                                    Collectors.groupingBy(
                                            Usage::part,
                                            Collectors.summingLong(Usage::microjoules)));
            long idle = byPart.getOrDefault(Parts.IDLE, 0L);
            // 30 W idle: so many whole seconds were saved, in whole saves.
            assertEquals(0, idle % (30_000_000L * KilledLedger.SAVE_SECONDS));
            long seconds = idle / 30_000_000L;
            long told = (saved - START.toEpochMilli()) / 1000;
            assertTrue(seconds >= told, seconds + " s of " + told + " s told");
            assertEquals(20_000_000L * seconds, byPart.get(Parts.OTHER));
            assertEquals(25_000_000L * seconds, byPart.get(Parts.worker("a")));
            assertEquals(15_000_000L * seconds, byPart.get(Parts.worker("b")));

            // The next reading makes what the crash took a gap, from the last saved reading on.
            ledger.add(KilledLedger.sample(later));
            var gap = ledger.gaps(START, end).getLast();
            assertEquals(START.plusSeconds(seconds), gap.from());
            assertEquals(Instant.ofEpochMilli(later), gap.to());
        }
    }
}
