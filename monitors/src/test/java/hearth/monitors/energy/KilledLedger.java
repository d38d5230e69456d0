package hearth.monitors.energy;

import hearth.kernel.Quality;
import hearth.monitors.energy.Split.Confidence;

import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicLong;

/** A process that counts 90 W in a hurry and says how much it has saved, until it is killed. */
public final class KilledLedger {
    /** Simulated seconds between two saves. */
    static final int SAVE_SECONDS = 10;

    private KilledLedger() {}

    static EnergySample sample(long millis) {
        var split =
                new Split(
                        90_000,
                        30_000,
                        30_000,
                        20_000,
                        List.of(new Split.Part("a", 25_000, 0), new Split.Part("b", 15_000, 0)),
                        Confidence.GOOD,
                        "test");
        return new EnergySample(
                millis,
                Instant.ofEpochMilli(millis),
                split,
                Quality.WALL,
                false,
                Optional.empty(),
                0);
    }

    /** Started by the test with the file's path. */
    public static void main(String[] args) throws Exception {
        var now = new AtomicLong(Instant.parse("2026-03-01T00:00:00Z").toEpochMilli());
        try (var ledger =
                EnergyLedger.open(Path.of(args[0]), () -> Instant.ofEpochMilli(now.get()))) {
            ledger.add(sample(now.get()));
            while (true) {
                for (int i = 0; i < SAVE_SECONDS; i++) {
                    ledger.add(sample(now.addAndGet(1000)));
                }
                ledger.save();
                System.out.println(now.get());
            }
        }
    }
}
