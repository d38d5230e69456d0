package hearth.bench;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import hearth.app.agent.AgentAccess;
import hearth.app.wallet.DeskFailedException;
import hearth.app.wallet.OwnerDesk;
import hearth.kernel.Address;
import hearth.kernel.DataDir;
import hearth.kernel.Threads;
import hearth.kernel.Wei;
import hearth.network.Intent;
import hearth.network.practice.AnvilBinary;
import hearth.testkit.LocalChain;
import hearth.wallet.FlowEvent;
import hearth.wallet.Passphrase;
import hearth.wallet.TransferOutcome;

import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestReporter;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

import tools.jackson.databind.JsonNode;

import java.io.IOException;
import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.TimeUnit;

/**
 * From nothing to a paid reward with real processes: the commands, the agent, its worker and both
 * chains. The node that {@link #join} makes serves every test; none needs another one's order.
 */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
@Timeout(value = 8, unit = TimeUnit.MINUTES)
final class FirstRewardTest {
    private static final String SECRET = "canary-passphrase-5b1f-quiet-hearth";
    private static final Duration FIRST = Duration.ofMinutes(4);
    private static final Duration RECOVERY = Duration.ofMinutes(3);

    @TempDir private static @Nullable Path folder;
    private @Nullable Installation joined;
    private long nodeId;

    @BeforeAll
    void join(TestReporter report) throws IOException {
        LocalChain.require(AnvilBinary.find().isPresent());
        var home = new Installation(Objects.requireNonNull(folder), SECRET);
        joined = home;
        long began = System.nanoTime();
        var node =
                home.json(
                        "join",
                        "--network",
                        "practice",
                        "--passphrase-file",
                        home.passphrase().toString(),
                        "--yes");
        var registered = Duration.ofNanos(System.nanoTime() - began);
        assertTrue(node.path("joined").asBoolean(), node::toString);
        nodeId = node.path("nodeId").asLong();
        assertTrue(nodeId > 0, node::toString);
        var verified = home.until("a verified unit", began, FIRST, _ -> home.verified() > 0);
        var claimable =
                home.until("a claimable reward", began, FIRST, _ -> home.claimable().signum() > 0);
        report.publishEntry("launch to registered node, ms", "" + registered.toMillis());
        report.publishEntry("launch to first verified unit, ms", "" + verified.toMillis());
        report.publishEntry("launch to claimable reward, ms", "" + claimable.toMillis());
    }

    @AfterAll
    void stop() {
        if (joined == null) {
            return;
        }
        var agent = home().agent();
        var children = List.of(home().worker(), home().chain("settlement"), home().chain("source"));
        try {
            assertTrue(home().json("agent", "stop").path("stopped").asBoolean());
            assertFalse(agent.isAlive(), "the agent goes on");
            children.forEach(FirstRewardTest::ends);
        } finally {
            children.forEach(ProcessHandle::destroyForcibly);
            agent.destroyForcibly();
        }
    }

    @Test
    void aClaimPaysOnce() {
        home().until("something to claim", 0, FIRST, _ -> home().claimable().signum() > 0);
        var before = home().claimed();
        var first = claim(home().passphrase());
        assertEquals(Installation.DONE, first.exit(), first::toString);
        var paid = new BigInteger(first.json().path("claimed").asString());
        assertTrue(paid.signum() > 0, first::toString);
        assertTrue(first.json().path("transaction").asString().matches("0x[0-9a-f]{64}"));
        var again = claim(home().passphrase());
        if (again.exit() == Installation.DONE) { // an epoch was settled in between
            assertTrue(
                    again.json().path("epoch").asLong() > first.json().path("epoch").asLong(),
                    again::toString);
            paid = paid.add(new BigInteger(again.json().path("claimed").asString()));
        } else {
            assertEquals(1, again.exit(), again::toString);
            assertFalse(again.err().contains("\tat "), again::toString);
        }
        var total = before.add(paid);
        home().until("the claim in the books", 0, RECOVERY, _ -> home().claimed().equals(total));
    }

    @Test
    void rewardsGoToTheWalletAndAStrangerIsNoReceiver() {
        var owner = home().json("wallet").path("accounts").path(0).path("address").asString();
        assertEquals(owner, home().json("wallet", "payout").path("payout").asString());
        var stranger = home().run("wallet", "payout", "0x" + "07".repeat(20));
        assertEquals(1, stranger.exit(), stranger::toString);
        assertTrue(stranger.err().contains("wallet book --add"), stranger::toString);
    }

    /** What the panel's Wallet page does, on the real agent and chain. */
    @Test
    void theWindowSendsCoinsToAReceiverOfTheBookOnly() throws Exception {
        var friend = new Address("0x" + "7b".repeat(20));
        var coin = new Intent.Transfer(Intent.Coin.NATIVE, friend, new Wei(BigInteger.TEN));
        var dir = DataDir.open(home().data());
        try (var threads = Threads.system();
                var client = new AgentAccess(dir, "panel", threads).connect(_ -> {});
                var desk = new OwnerDesk(dir, threads, client::request)) {
            var sending = desk.sending();
            var unknown = assertThrows(DeskFailedException.class, () -> sending.offer(coin));
            assertEquals("wallet.book", unknown.code());
            sending.keep("Mira", friend);
            var offered = sending.offer(coin);
            var events = new ArrayList<FlowEvent>();
            try (var passphrase = Passphrase.fromFile(home().passphrase())) {
                var sent =
                        assertInstanceOf(
                                TransferOutcome.Sent.class,
                                sending.send(offered, passphrase, events::add));
                assertEquals(coin, sent.transfer());
            }
            assertTrue(
                    events.stream().anyMatch(FlowEvent.Sent.class::isInstance), events::toString);
            var report = desk.report();
            assertEquals("", report.problem());
            assertEquals(1, report.holdings().size());
            sending.watch(friend.hex());
            var watched = desk.report().holdings().get(1);
            assertEquals(Optional.of(new Wei(BigInteger.TEN)), watched.coins());
        }
    }

    @Test
    void readingsAreKept() {
        var series =
                home().json("history", "--series", "cpu.load", "--since", "10m").path("series");
        assertEquals("cpu.load", series.path(0).path("name").asString());
        assertTrue(series.path(0).path("points").size() > 5, series::toString);
    }

    @Test
    void aWrongPassphraseIsSaidPlainly() throws IOException {
        var wrong =
                Installation.secretFile(
                        Objects.requireNonNull(folder).resolve("wrong"), "not the passphrase");
        var said = claim(wrong);
        assertEquals(4, said.exit(), said::toString);
        assertFalse(said.err().contains("\tat "), said::toString);
        assertFalse(said.err().contains("Exception"), said::toString);
    }

    @Test
    void aSecondAgentIsRefused() throws IOException, InterruptedException {
        var second =
                new ProcessBuilder(
                                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                                "@" + System.getProperty("hearth.agent.command"),
                                "--data-dir",
                                home().data().toString())
                        .redirectErrorStream(true)
                        .start();
        try {
            assertTrue(second.waitFor(60, TimeUnit.SECONDS), "the second agent stays");
            var said = new String(second.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
            assertEquals(1, second.exitValue(), said);
            assertTrue(said.contains("An agent already runs for "), said);
        } finally {
            second.destroyForcibly();
        }
    }

    @Test
    void aKilledAgentComesBackAsTheSameNode() {
        var claimed = home().claimed();
        long verified = home().verified();
        var agent = home().agent();
        var worker = home().worker();
        kill(agent);
        var gone = home().run("status");
        assertEquals(3, gone.exit(), gone::toString);
        assertFalse(gone.json().path("agent").path("running").asBoolean(true));

        home().json("practice", "start");
        home().until("the node is joined", 0, RECOVERY, this::isTheNode);
        home().until("its claims in the books", 0, RECOVERY, _ -> home().claimed().equals(claimed));
        grows(verified);
        ends(worker); // while the chains are adopted
    }

    @Test
    void aKilledWorkerIsReplaced() {
        long verified = home().verified();
        kill(home().worker());
        grows(verified);
    }

    @Test
    void aKilledSettlementChainIsReplaced() {
        var claimed = home().claimed();
        long verified = home().verified();
        kill(home().chain("settlement"));
        grows(verified);
        assertTrue(home().chain("settlement").isAlive());
        home().until("the node is joined", 0, RECOVERY, this::isTheNode);
        home().until("its claims in the books", 0, RECOVERY, _ -> home().claimed().equals(claimed));
    }

    @Test
    void thePassphraseIsInNoLog() throws IOException {
        var logs = home().data().resolve("logs");
        try (var files = Files.walk(logs)) {
            for (var file : files.filter(Files::isRegularFile).toList()) {
                var text = new String(Files.readAllBytes(file), StandardCharsets.ISO_8859_1);
                assertFalse(text.contains(SECRET), file::toString);
            }
        }
        assertTrue(Files.exists(logs.resolve("agent.log")));
    }

    private boolean isTheNode(JsonNode status) {
        var network = status.path("network");
        return network.path("joined").asBoolean() && network.path("nodeId").asLong() == nodeId;
    }

    /** More units than the rounds that were on their way at the kill can hold. */
    private void grows(long before) {
        home().until(
                        "more verified units than " + before,
                        0,
                        RECOVERY,
                        _ -> home().verified() > before + 2000);
    }

    private Installation.Said claim(Path passphrase) {
        return home().run(
                        List.of(
                                        "claim",
                                        "--all",
                                        "--passphrase-file",
                                        passphrase.toString(),
                                        "--yes")
                                .toArray(String[]::new));
    }

    /** A worker may take ten seconds to put its graph away; then it ends by itself. */
    private static void ends(ProcessHandle child) {
        child.onExit()
                .orTimeout(30, TimeUnit.SECONDS)
                .exceptionally(late -> {
                    throw new AssertionError(
                            "left behind: " + child.pid() + " " + child.info().command(), late);
                })
                .join();
    }

    private static void kill(ProcessHandle process) {
        var end = process.onExit();
        assertTrue(process.destroyForcibly());
        end.orTimeout(20, TimeUnit.SECONDS).join();
    }

    private Installation home() {
        return Objects.requireNonNull(joined);
    }
}
