package hearth.bench;

import static org.junit.jupiter.api.Assertions.assertTrue;

import hearth.network.practice.AnvilBinary;

import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import java.nio.file.Path;
import java.time.Duration;

/**
 * Random faults lose nothing that was confirmed and pay nothing twice. A few by default; {@code
 * bench/faults N [SEED]} runs more.
 */
final class FaultsTest {
    private static final int A_FEW = 4;
    private static final int FIVE = 5;

    @Test
    void nothingConfirmedIsLostOrDoubled(@TempDir Path folder) throws Exception {
        boolean found = AnvilBinary.find().isPresent();
        if (!found) {
            System.err.println(
                    "WARNING: no local chain (anvil) on this computer: faults are not tested. Run"
                            + " npm ci in network/sidecar.");
        }
        Assumptions.assumeTrue(found, "no anvil");
        int faults = Integer.getInteger("hearth.faults", A_FEW);
        long seed = Long.getLong("hearth.faults.seed", System.nanoTime());
        int nodes = Integer.getInteger("hearth.faults.nodes", FIVE);
        System.err.println(faults + " faults of seed " + seed + " over " + nodes + " nodes");
        var home = new Installation(folder, "canary-passphrase-5b1f-quiet-hearth");
        home.json("practice", "start", "--nodes", "" + nodes);
        var node =
                home.json(
                        "join",
                        "--network",
                        "practice",
                        "--passphrase-file",
                        home.passphrase().toString(),
                        "--yes");
        try {
            home.until(
                    "something to claim",
                    System.nanoTime(),
                    Duration.ofMinutes(5),
                    _ -> home.claimable().signum() > 0);
            var run = new FaultRun(home, node.path("nodeId").asLong(), seed);
            for (int i = 0; i < faults; i++) {
                run.next();
            }
            System.err.println(
                    run.done()
                            + ", "
                            + run.confirmed().epochs()
                            + " epochs settled, "
                            + run.confirmed().claimed()
                            + " wei claimed, seed "
                            + seed);
            assertTrue(run.confirmed().look().isEmpty());
        } finally {
            home.run("agent", "stop");
        }
    }
}
