package hearth.bench;

import static org.junit.jupiter.api.Assertions.assertTrue;

import hearth.network.practice.AnvilBinary;
import hearth.testkit.LocalChain;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.CleanupMode;
import org.junit.jupiter.api.io.TempDir;

import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.TimeUnit;

/**
 * Random faults lose nothing that was confirmed and pay nothing twice. A few by default; {@code
 * bench/faults} runs more of them, others, and more at once. A run that fails leaves its folder.
 */
@Timeout(value = 25, unit = TimeUnit.MINUTES)
final class FaultsTest {
    private static final int A_FEW = 4;

    /** Its four kill the agent, the settlement chain, a claim that was signed, and the worker. */
    private static final long USUAL_SEED = 3568;

    private static final int FIVE = 5;

    @Test
    void nothingConfirmedIsLostOrDoubled(@TempDir(cleanup = CleanupMode.ON_SUCCESS) Path folder)
            throws Exception {
        LocalChain.require(AnvilBinary.find().isPresent());
        int faults = Integer.getInteger("hearth.faults", A_FEW);
        long seed = Long.getLong("hearth.faults.seed", USUAL_SEED);
        int nodes = Integer.getInteger("hearth.faults.nodes", FIVE);
        int burst = Integer.getInteger("hearth.faults.burst", 1);
        System.err.println(
                faults
                        + " faults in bursts of "
                        + burst
                        + ", seed "
                        + seed
                        + ", over "
                        + nodes
                        + " nodes in "
                        + folder);
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
                    Duration.ofMinutes(15),
                    _ -> home.claimable().signum() > 0);
            var run = new FaultRun(home, node.path("nodeId").asLong());
            // The n-th burst alone is repeated by the seed and n - 1 more.
            for (int left = faults; left > 0; left -= burst) {
                run.burst(seed++, Math.min(left, burst));
            }
            System.err.println(
                    run.done()
                            + ", "
                            + run.missed()
                            + " met nobody, "
                            + run.silent()
                            + " behind which the chain could not be asked, "
                            + run.confirmed().epochs()
                            + " epochs settled, "
                            + run.confirmed().claimed()
                            + " wei claimed");
            assertTrue(run.confirmed().look().isEmpty());
        } finally {
            home.run("agent", "stop");
        }
    }
}
