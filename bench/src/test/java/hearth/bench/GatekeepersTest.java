package hearth.bench;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import hearth.kernel.Address;
import hearth.kernel.DataDir;
import hearth.kernel.Threads;
import hearth.kernel.Wei;
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
import java.util.ArrayList;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.TimeUnit;

/** A machine that earns in a network whose gatekeepers are processes elsewhere. */
@Timeout(value = 8, unit = TimeUnit.MINUTES)
final class GatekeepersTest {
    private static final String SECRET = "quiet-hearth-afar-77c1";
    private static final Duration FIRST = Duration.ofMinutes(5);

    /** Epochs of three rounds, so that a reward comes within two minutes. */
    private static NetworkParameters parameters(int threshold) {
        return new NetworkParameters(
                Duration.ofSeconds(30),
                Duration.ofSeconds(10),
                3,
                2,
                20_000,
                0,
                0,
                Duration.ofSeconds(1),
                Wei.ONE,
                Wei.coins(100),
                2,
                threshold,
                50_000,
                25);
    }

    /** Works in a network of so many gatekeepers, of whom some are cut off, and claims. */
    private static void earn(Path folder, int all, int threshold, int gone) throws Exception {
        Assumptions.assumeTrue(AnvilBinary.find().isPresent(), "no anvil");
        var home = new Installation(Files.createDirectory(folder.resolve("home")), SECRET);
        var chains = DataDir.open(folder.resolve("chains"));
        var gatekeepers = new ArrayList<GatekeeperProcess>();
        try (var threads = Threads.system()) {
            for (int i = 0; i < all; i++) {
                gatekeepers.add(new GatekeeperProcess(folder.resolve("gatekeeper" + i)));
            }
            try (var network =
                    PracticeNetwork.found(
                            chains,
                            threads,
                            Optional.empty(),
                            Founding.of(
                                    "Network of others",
                                    parameters(threshold),
                                    gatekeepers.stream().map(GatekeeperProcess::door).toList()))) {
                var file = chains.root().resolve("agent/practice/network.json");
                for (var one : gatekeepers) {
                    one.start(file);
                }
                for (var one : gatekeepers) {
                    one.awaitListening();
                }
                join(home, network, file);
                for (var one : gatekeepers.subList(0, gone)) {
                    one.kill();
                }
                home.until(
                        "a claimable reward",
                        System.nanoTime(),
                        FIRST,
                        _ -> home.claimable().signum() > 0);
                var seen = home.json("network");
                assertEquals(all, seen.path("gatekeepers").asInt(), seen::toString);
                assertEquals(threshold, seen.path("gatekeepersNeeded").asInt(), seen::toString);
                assertTrue(seen.path("gatekeepersAnswering").asInt() >= threshold, seen::toString);

                // all are gone now, with their files: what the node kept is enough
                gatekeepers.forEach(GatekeeperProcess::kill);
                var claim =
                        home.json(
                                "claim",
                                "--all",
                                "--passphrase-file",
                                home.passphrase().toString(),
                                "--yes");
                assertTrue(
                        new BigInteger(claim.path("claimed").asString()).signum() > 0,
                        claim::toString);
            }
        } catch (AssertionError e) {
            for (var one : gatekeepers) {
                System.err.println(one.words());
            }
            throw e;
        } finally {
            gatekeepers.forEach(GatekeeperProcess::kill);
            home.run("agent", "stop");
        }
    }

    /** Joins as an owner does who has coins there already. */
    private static void join(Installation home, PracticeNetwork network, Path file)
            throws Exception {
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
        var owner = accounts.get(0).path("address").asString().toLowerCase(Locale.ROOT);
        network.faucet(new Address(owner));
        var node = home.json(words);
        assertTrue(node.path("joined").asBoolean(), node::toString);
    }

    /** As many as may be gone are; {@code bench/gatekeepers} does it with seven. */
    @Test
    void enoughGatekeepersPayWhileTheRestIsGoneAndItIsClaimedWhenAllAre(@TempDir Path folder)
            throws Exception {
        int all = Integer.getInteger("hearth.gatekeepers", 4);
        int threshold = 2 * all / 3 + 1;
        earn(folder, all, threshold, all - threshold);
    }
}
