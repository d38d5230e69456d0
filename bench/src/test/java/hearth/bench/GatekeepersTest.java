package hearth.bench;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import hearth.agent.LyingGatekeeper;
import hearth.kernel.Address;
import hearth.kernel.DataDir;
import hearth.kernel.Threads;
import hearth.kernel.Wei;
import hearth.network.chain.ChainFailedException;
import hearth.network.chain.NetworkParameters;
import hearth.network.chain.Pool;
import hearth.network.chain.Registry;
import hearth.network.practice.AnvilBinary;
import hearth.network.practice.Founding;
import hearth.network.practice.PracticeNetwork;
import hearth.testkit.LocalChain;

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
@Timeout(value = 15, unit = TimeUnit.MINUTES)
final class GatekeepersTest {
    private static final String SECRET = "quiet-hearth-afar-77c1";
    private static final Duration FIRST = Duration.ofMinutes(5);

    /** What an epoch brings all owners, without the fee of 5 %. */
    private static final Wei ENVELOPE = Wei.coins(95);

    /** Epochs of three rounds, each long enough for seven processes on two cores. */
    private static NetworkParameters parameters(int threshold) {
        return new NetworkParameters(
                Duration.ofSeconds(60),
                Duration.ofSeconds(20),
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

    /**
     * Works in a network of so many gatekeepers, and claims. As many are faulty as may be: one
     * lies, the others are cut off; and one of the honest ones is killed and comes back.
     */
    private static void earn(Path folder, int all, int threshold) throws Exception {
        LocalChain.require(AnvilBinary.find().isPresent());
        var home = new Installation(Files.createDirectory(folder.resolve("home")), SECRET);
        var chains = DataDir.open(folder.resolve("chains"));
        var gatekeepers = new ArrayList<GatekeeperProcess>();
        try (var threads = Threads.system()) {
            for (int i = 0; i < all; i++) {
                gatekeepers.add(new GatekeeperProcess(folder.resolve("gatekeeper" + i)));
            }
            var liar = gatekeepers.getFirst().as(LyingGatekeeper.class);
            var gone = gatekeepers.subList(1, all - threshold);
            var back = gatekeepers.getLast();
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
                gone.forEach(GatekeeperProcess::kill);
                home.until("verified work", System.nanoTime(), FIRST, _ -> home.verified() > 0);

                // in the middle of an epoch, which has no root before it is back
                back.kill();
                var before = back.signed();
                assertTrue(before.keySet().stream().anyMatch(one -> one.startsWith("ack")));
                long epoch = new Registry(network.settlementChain(), network.network()).epoch();
                back.start(file);
                var pool = new Pool(network.settlementChain(), network.network());
                home.until(
                        "a claimable reward of the epoch in which one was away",
                        System.nanoTime(),
                        FIRST,
                        _ -> lastEpoch(pool) >= epoch && home.claimable().signum() > 0);
                // one that was silent for a moment is left alone for a while
                home.until(
                        "answers of enough gatekeepers",
                        System.nanoTime(),
                        FIRST,
                        _ ->
                                home.json("network").path("gatekeepersAnswering").asInt()
                                        >= threshold);
                var seen = home.json("network");
                assertEquals(all, seen.path("gatekeepers").asInt(), seen::toString);
                assertEquals(threshold, seen.path("gatekeepersNeeded").asInt(), seen::toString);

                // all are gone now, with their files: what the node kept is enough
                gatekeepers.forEach(GatekeeperProcess::kill);
                var after = back.signed();
                before.forEach((what, how) -> assertEquals(how, after.get(what), what));
                assertTrue(after.size() > before.size(), "it signs again");
                var lies = liar.printed();
                assertTrue(lies.contains("asks for a list") && lies.contains("asks for records"));
                assertFalse(lies.contains("ENOUGH"), lies);

                var claim =
                        home.json(
                                "claim",
                                "--all",
                                "--passphrase-file",
                                home.passphrase().toString(),
                                "--yes");
                // one owner: each envelope is paid whole, but for the gatekeepers' fee
                var envelopes =
                        new BigInteger(claim.path("claimed").asString())
                                .divideAndRemainder(ENVELOPE.value());
                assertTrue(envelopes[0].signum() > 0, claim::toString);
                assertEquals(BigInteger.ZERO, envelopes[1], claim::toString);
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

    private static long lastEpoch(Pool pool) {
        try {
            return pool.lastEpoch();
        } catch (ChainFailedException e) {
            throw new AssertionError(e);
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

    /** {@code bench/gatekeepers} does it with seven, of whom one lies and one is gone. */
    @Test
    void enoughGatekeepersPayWhileTheRestLiesAndItIsClaimedWhenAllAreGone(@TempDir Path folder)
            throws Exception {
        int all = Integer.getInteger("hearth.gatekeepers", 4);
        earn(folder, all, 2 * all / 3 + 1);
    }
}
