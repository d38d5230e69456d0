package hearth.bench;

import static org.junit.jupiter.api.Assertions.assertTrue;

import hearth.kernel.Address;
import hearth.kernel.DataDir;
import hearth.kernel.Threads;
import hearth.network.chain.NetworkParameters;
import hearth.network.practice.AnvilBinary;
import hearth.network.practice.Founding;
import hearth.network.practice.PracticeNetwork;

import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

import java.math.BigInteger;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;

/** A machine that earns in a network whose gatekeeper is a process elsewhere. */
@Timeout(value = 6, unit = TimeUnit.MINUTES)
final class RemoteGatekeeperTest {
    private static final String SECRET = "quiet-hearth-afar-77c1";
    private static final Duration FIRST = Duration.ofMinutes(4);

    @Test
    void aMachineJoinsByTheFileWorksAndClaimsWhenTheGatekeeperIsGone(@TempDir Path folder)
            throws Exception {
        Assumptions.assumeTrue(AnvilBinary.find().isPresent(), "no anvil");
        var home = new Installation(Files.createDirectory(folder.resolve("home")), SECRET);
        var chains = DataDir.open(folder.resolve("chains"));
        try (var threads = Threads.system();
                var gatekeeper = new GatekeeperProcess(folder.resolve("gatekeeper"));
                var network =
                        PracticeNetwork.found(
                                chains,
                                threads,
                                Optional.empty(),
                                new Founding(
                                        "Network of others",
                                        NetworkParameters.practice(),
                                        List.of(gatekeeper.door())))) {
            var file = chains.root().resolve("agent/practice/network.json");
            gatekeeper.run(file);
            join(home, network, file);
            home.until(
                    "a claimable reward",
                    System.nanoTime(),
                    FIRST,
                    _ -> home.claimable().signum() > 0);

            // the gatekeeper is gone with its files: what the node kept is enough
            gatekeeper.kill();
            var claim =
                    home.json(
                            "claim",
                            "--all",
                            "--passphrase-file",
                            home.passphrase().toString(),
                            "--yes");
            assertTrue(
                    new BigInteger(claim.path("claimed").asString()).signum() > 0, claim::toString);
        } finally {
            home.run("agent", "stop");
        }
    }

    /** Joins as an owner does who has coins there already. */
    static void join(Installation home, PracticeNetwork network, Path file) throws Exception {
        String[] words = {
            "join",
            "--network",
            file.toString(),
            "--passphrase-file",
            home.passphrase().toString(),
            "--yes"
        };
        var poor = home.run(words);
        var accounts = home.json("wallet", "list").path("accounts");
        assertTrue(accounts.size() > 0, () -> poor + " " + accounts);
        network.faucet(
                new Address(
                        accounts.get(0)
                                .path("address")
                                .asString()
                                .toLowerCase(java.util.Locale.ROOT)));
        var node = home.json(words);
        assertTrue(node.path("joined").asBoolean(), node::toString);
    }
}
