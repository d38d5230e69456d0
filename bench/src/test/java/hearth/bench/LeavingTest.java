package hearth.bench;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import hearth.network.practice.AnvilBinary;
import hearth.testkit.LocalChain;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

import java.math.BigInteger;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.TimeUnit;

/** Leaving a network loses nothing that was earned or staked, with real processes. */
@Timeout(value = 8, unit = TimeUnit.MINUTES)
final class LeavingTest {
    private static final String SECRET = "quiet-hearth-leaves-5b1f";
    private static final Duration FIRST = Duration.ofMinutes(4);

    private static Installation installed(Path folder, String name) throws Exception {
        LocalChain.require(AnvilBinary.find().isPresent());
        return new Installation(Files.createDirectory(folder.resolve(name)), SECRET);
    }

    private static long join(Installation home) {
        var node =
                home.json(
                        "join",
                        "--network",
                        "practice",
                        "--passphrase-file",
                        home.passphrase().toString(),
                        "--yes");
        assertTrue(node.path("joined").asBoolean(), node::toString);
        return node.path("nodeId").asLong();
    }

    @Test
    void whatWasEarnedIsClaimedAfterLeavingAndTheMachineJoinsAgain(@TempDir Path folder)
            throws Exception {
        var home = installed(folder, "home");
        var passphrase = home.passphrase().toString();
        try {
            long first = join(home);
            home.until(
                    "a claimable reward",
                    System.nanoTime(),
                    FIRST,
                    _ -> home.claimable().signum() > 0);
            var left = home.json("leave", "--passphrase-file", passphrase, "--yes");
            assertEquals(first, left.path("nodeId").asLong(), left::toString);

            // the agent is stopped and started: what it left is still known
            home.json("agent", "stop");
            home.json("practice", "start");
            home.until("what is left to claim", 0, FIRST, _ -> home.claimable().signum() > 0);
            var claim = home.json("claim", "--all", "--passphrase-file", passphrase, "--yes");
            assertTrue(
                    new BigInteger(claim.path("claimed").asString()).signum() > 0, claim::toString);

            long second = join(home);
            assertNotEquals(first, second, "a key is registered once");
            home.until(
                    "the node that joined again",
                    0,
                    FIRST,
                    status -> status.path("network").path("nodeId").asLong() == second);
        } finally {
            home.run("agent", "stop");
        }
    }

    @Test
    void aNetworkWhoseGatekeepersCannotBeReachedTakesNoStake(@TempDir Path folder)
            throws Exception {
        var there = installed(folder, "there");
        var here = installed(folder, "here");
        try {
            there.json("practice", "start");
            var file = there.data().resolve("agent/practice/network.json");
            var refused =
                    here.run(
                            "join",
                            "--network",
                            file.toString(),
                            "--passphrase-file",
                            here.passphrase().toString(),
                            "--yes");
            assertNotEquals(Installation.DONE, refused.exit(), refused::toString);
            assertTrue(refused.err().contains("get no work"), refused::toString);
        } finally {
            there.run("agent", "stop");
            here.run("agent", "stop");
        }
    }
}
