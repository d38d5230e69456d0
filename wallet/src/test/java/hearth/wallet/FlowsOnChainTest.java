package hearth.wallet;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import hearth.kernel.Address;
import hearth.kernel.DataDir;
import hearth.kernel.Hash32;
import hearth.kernel.Wei;
import hearth.network.Addresses;
import hearth.network.Intent;
import hearth.network.SigningFailedException;
import hearth.network.chain.ChainClient;
import hearth.network.chain.NetworkFile;
import hearth.network.chain.Registry;
import hearth.network.chain.Token;
import hearth.network.chain.TransactionState;
import hearth.network.chain.Trust;
import hearth.wallet.FlowProblem.Kind;

import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;

/** The flows on a real chain with the real contracts. */
@Timeout(120)
final class FlowsOnChainTest {
    private static final Hash32 DIGEST = new Hash32("0x" + "b1".repeat(32));
    private static final Address NODE = new Address("0x" + "9a".repeat(20));

    @TempDir Path root;
    private @Nullable PracticeOwner started;
    private final List<FlowEvent> events = new ArrayList<>();

    @BeforeEach
    void start() throws Exception {
        started = PracticeOwner.start(root);
    }

    @AfterEach
    void stop() {
        if (started != null) {
            started.close();
        }
    }

    private PracticeOwner at() {
        if (started == null) {
            throw new IllegalStateException("not started");
        }
        return started;
    }

    @Test
    void joinsClaimsLeavesAndTakesTheStakeBack() throws Exception {
        PracticeOwner at = at();
        JoinOutcome.Joined joined = assertInstanceOf(JoinOutcome.Joined.class, join(3));
        assertFalse(joined.before());
        assertEquals(3, at.registry().node(joined.nodeId()).orElseThrow().tickets());
        assertEquals(at.address(), at.registry().payoutOf(at.address()));
        Balances after = at.owner().balances();
        assertEquals(Wei.coins(3), after.staked());
        assertEquals(Wei.coins(997), after.tokens());
        assertEquals("SUB0", after.symbol());
        assertEquals(2, at.chain().nonce(at.address(), false), "approve and register");

        // Again: nothing is sent.
        assertTrue(assertInstanceOf(JoinOutcome.Joined.class, join(3)).before());
        assertEquals(2, at.chain().nonce(at.address(), false));

        ClaimFlow.Request reward = at.award(at.address(), PracticeOwner.halves(37));
        ClaimOutcome.Claimed claimed = assertInstanceOf(ClaimOutcome.Claimed.class, claim(reward));
        assertEquals(PracticeOwner.halves(37), claimed.amount());
        assertEquals(at.address(), claimed.payout());
        assertEquals(PracticeOwner.halves(37), at.owner().balances().claimed());
        assertEquals(Kind.NOTHING_TO_CLAIM, problem(claim(reward)));

        LeaveOutcome.Left left =
                assertInstanceOf(
                        LeaveOutcome.Left.class,
                        at.owner().leave(at.yes()).leave(joined.nodeId(), events::add));
        LeaveFlow again = at.owner().leave(anyway());
        assertInstanceOf(LeaveOutcome.Left.class, again.leave(joined.nodeId(), events::add));
        assertEquals(
                Kind.NOT_YET,
                assertInstanceOf(
                                LeaveOutcome.Stopped.class,
                                again.withdraw(joined.nodeId(), events::add))
                        .problem()
                        .kind());
        while (at.registry().epoch() < left.withdrawableEpoch()) {
            at.pass(at.network().parameters().epoch().toSeconds());
        }
        assertEquals(
                new LeaveOutcome.Withdrawn(joined.nodeId(), Wei.coins(3)),
                again.withdraw(joined.nodeId(), events::add));
        assertEquals(
                Wei.coins(1000).plus(PracticeOwner.halves(37)), at.owner().balances().tokens());
        assertEquals(Wei.ZERO, at.owner().balances().staked());
    }

    /** The process dies after it noted and perhaps sent the first transaction. */
    @Test
    void goesOnAfterAKillWithoutSendingAnythingTwice() throws Exception {
        PracticeOwner at = at();
        at.chain().command("evm_setAutomine", false);
        JoinFlow killed = at.owner().join(at.yes());
        JoinOutcome stopped =
                killed.run(
                        request(2),
                        event -> {
                            events.add(event);
                            if (event instanceof FlowEvent.Sent) {
                                killed.cancel();
                            }
                        });
        assertEquals(
                Kind.CANCELLED,
                assertInstanceOf(JoinOutcome.Stopped.class, stopped).problem().kind());
        Hash32 sent = sent().getFirst();
        // As if it had died between noting and sending.
        at.chain().ask("anvil_dropTransaction", sent.hex());
        assertEquals(0, at.chain().nonce(at.address(), true));

        at.chain().command("evm_setAutomine", true);
        assertFalse(assertInstanceOf(JoinOutcome.Joined.class, join(2)).before());
        assertEquals(2, at.chain().nonce(at.address(), false));
        assertTrue(
                events.contains(
                        new FlowEvent.Skipped(
                                FlowStep.APPROVE, "the registry may already take the stake")),
                events.toString());
        assertEquals(2, sent().size(), "the first one was sent again, not signed anew");
        assertEquals(Wei.coins(2), at.owner().balances().staked());
    }

    /** The process dies after the registration was sent; the chain included it meanwhile. */
    @Test
    void seesWhatHappenedWhileItWasAway() throws Exception {
        PracticeOwner at = at();
        JoinFlow killed = at.owner().join(at.yes());
        killed.run(
                request(2),
                event -> {
                    if (event instanceof FlowEvent.Sent sent && sent.step() == FlowStep.REGISTER) {
                        killed.cancel();
                    }
                });
        assertTrue(assertInstanceOf(JoinOutcome.Joined.class, join(2)).before());
        assertEquals(2, at.chain().nonce(at.address(), false));
    }

    @Test
    void followsATransactionUntilItIsFinal() throws Exception {
        PracticeOwner at = at();
        assertInstanceOf(JoinOutcome.Joined.class, join(1));
        ClaimFlow.Request reward = at.award(at.address(), Wei.ONE);
        at.mine(3);
        at.owner().underWay();
        ClaimFlow flow = at.owner().claim(at.yes());
        ClaimOutcome outcome =
                flow.run(
                        reward,
                        Duration.ofSeconds(30),
                        event -> {
                            events.add(event);
                            if (event.equals(new FlowEvent.Started(FlowStep.FINAL))) {
                                mineQuietly(3);
                            }
                        });
        ClaimOutcome.Claimed claimed = assertInstanceOf(ClaimOutcome.Claimed.class, outcome);
        assertTrue(claimed.isFinal());
        assertTrue(
                events.stream()
                        .anyMatch(e ->
                                e instanceof FlowEvent.Moved m
                                        && m.state() instanceof TransactionState.Included),
                events.toString());
        assertEquals(List.of(), at.owner().underWay());
    }

    @Test
    void sendsTokensAndCoinsToSomebody() throws Exception {
        PracticeOwner at = at();
        Address friend = new Address("0x" + "7b".repeat(20));
        Wei half = PracticeOwner.halves(1);
        Intent.Transfer tokens = new Intent.Transfer(Intent.Coin.TOKEN, friend, half);
        assertEquals(
                List.of("You −0.5 SUB0", Addresses.checksummed(friend) + " +0.5 SUB0"),
                at.owner().preview(tokens).lines().stream()
                        .map(Consent.Line::value)
                        .filter(value -> value.endsWith("0.5 SUB0") && !value.startsWith("0.5"))
                        .toList());
        TransferOutcome.Sent sent =
                assertInstanceOf(
                        TransferOutcome.Sent.class,
                        at.owner().transfer(anyway()).run(tokens, Duration.ZERO, events::add));
        assertEquals(sent().getFirst(), sent.inclusion().hash());
        assertEquals(half, new Token(at.chain(), at.network()).balance(friend));
        assertInstanceOf(
                TransferOutcome.Sent.class,
                at.owner()
                        .transfer(anyway())
                        .run(
                                new Intent.Transfer(Intent.Coin.NATIVE, friend, half),
                                Duration.ZERO,
                                events::add));
        assertEquals(half, at.chain().balance(friend));
        assertEquals(List.of(), transfers(at), "none of them is final");

        at.mine(3);
        assertTrue(
                at.owner().underWay().stream()
                        .allMatch(way -> way.state() instanceof TransactionState.Final));
        assertEquals(List.of(), at.owner().underWay());
        List<SentTransfer> kept = transfers(at);
        assertEquals(2, kept.size());
        assertEquals(Intent.Coin.NATIVE, kept.getFirst().transfer().coin());
        assertEquals(tokens, kept.getLast().transfer());
        assertEquals(sent.inclusion().hash(), kept.getLast().transaction());
        assertEquals(sent.inclusion().block(), kept.getLast().block());
        assertEquals(sent.inclusion().fee(), kept.getLast().fee());
    }

    private static List<SentTransfer> transfers(PracticeOwner at) throws Exception {
        try (RewardLedger ledger =
                RewardLedger.open(
                        at.dir(), at.network(), at.address(), at.chain(), at.owner()::now)) {
            return ledger.transfers();
        }
    }

    @Test
    void refusesATransferThatWouldBeLostOrIsTooMuch() throws Exception {
        PracticeOwner at = at();
        Address friend = new Address("0x" + "7b".repeat(20));
        assertEquals(Kind.BAD_RECEIVER, transferProblem(at.address(), Wei.ONE));
        assertEquals(Kind.BAD_RECEIVER, transferProblem(at.network().contracts().token(), Wei.ONE));
        assertEquals(Kind.BAD_RECEIVER, transferProblem(at.network().contracts().pool(), Wei.ONE));
        assertEquals(Kind.NOT_ENOUGH_TOKENS, transferProblem(friend, Wei.coins(1_000_000)));
        assertEquals(0, at.chain().nonce(at.address(), false));
    }

    private Kind transferProblem(Address to, Wei amount) throws Exception {
        return assertInstanceOf(
                        TransferOutcome.Stopped.class,
                        at().owner()
                                .transfer(anyway())
                                .run(
                                        new Intent.Transfer(Intent.Coin.TOKEN, to, amount),
                                        Duration.ZERO,
                                        events::add))
                .problem()
                .kind();
    }

    /** The window died while a transfer was in no block yet; its owner tries again. */
    @Test
    void followsATransferFromBeforeAndSendsNoSecondOne() throws Exception {
        PracticeOwner at = at();
        Address friend = new Address("0x" + "7b".repeat(20));
        Intent.Transfer transfer = new Intent.Transfer(Intent.Coin.TOKEN, friend, Wei.ONE);
        at.chain().command("evm_setAutomine", false);
        TransferFlow killed = at.owner().transfer(anyway());
        killed.run(
                transfer,
                Duration.ZERO,
                event -> {
                    events.add(event);
                    if (event instanceof FlowEvent.Sent) {
                        killed.cancel();
                    }
                });
        TransferOutcome again =
                at.owner()
                        .transfer(anyway())
                        .run(
                                transfer,
                                Duration.ZERO,
                                event -> {
                                    events.add(event);
                                    if (event.equals(
                                            new FlowEvent.Started(FlowStep.FINISH_EARLIER))) {
                                        mineQuietly(1);
                                    }
                                });
        assertEquals(
                Kind.SENT_BEFORE,
                assertInstanceOf(TransferOutcome.Stopped.class, again).problem().kind());
        assertEquals(1, at.chain().nonce(at.address(), false));
        assertEquals(Wei.ONE, new Token(at.chain(), at.network()).balance(friend));
    }

    /** Its owner lost sight of it after it was sent; a block took it before the next try. */
    @Test
    void aTransferThatWasSentIsFollowedAndNotMadeTwice() throws Exception {
        PracticeOwner at = at();
        Address friend = new Address("0x" + "7b".repeat(20));
        Intent.Transfer transfer = new Intent.Transfer(Intent.Coin.TOKEN, friend, Wei.ONE);
        at.chain().command("evm_setAutomine", false);
        TransferFlow first = at.owner().transfer(anyway());
        var way =
                assertInstanceOf(
                        TransferOutcome.UnderWay.class,
                        first.run(
                                transfer,
                                Duration.ZERO,
                                event -> {
                                    if (event instanceof FlowEvent.Sent) {
                                        first.cancel();
                                    }
                                }));
        at.mine(1);
        at.chain().command("evm_setAutomine", true);

        // To look is not to sign.
        var seen =
                assertInstanceOf(
                        TransferOutcome.Sent.class,
                        at.owner()
                                .transfer(_ -> new ConsentPrompt.Answer.Refused("never asked"))
                                .follow(transfer, way.sent(), Duration.ZERO, events::add));
        assertEquals(way.sent().hash(), seen.inclusion().hash());
        assertEquals(
                Kind.SENT_BEFORE,
                assertInstanceOf(
                                TransferOutcome.Stopped.class,
                                at.owner()
                                        .transfer(anyway())
                                        .run(transfer, Duration.ZERO, events::add))
                        .problem()
                        .kind());
        assertEquals(1, at.chain().nonce(at.address(), true));

        // Once it is final the same may be meant once more.
        at.mine(3);
        assertInstanceOf(
                TransferOutcome.Sent.class,
                at.owner().transfer(anyway()).run(transfer, Duration.ZERO, events::add));
        assertEquals(
                new Wei(Wei.ONE.value().shiftLeft(1)),
                new Token(at.chain(), at.network()).balance(friend));
    }

    /** After a minute a higher fee is asked for; its owner agreed to the first one alone. */
    @Test
    void aHigherFeeThatNobodySignsEndsNothing() throws Exception {
        PracticeOwner at = at();
        Address friend = new Address("0x" + "7b".repeat(20));
        Intent.Transfer transfer = new Intent.Transfer(Intent.Coin.TOKEN, friend, Wei.ONE);
        at.chain().command("evm_setAutomine", false);
        var later = new AtomicReference<>(Duration.ZERO);
        OwnerChain owner =
                new OwnerChain(
                        at.dir(),
                        at.network(),
                        at.unlocked().account(),
                        at.chain(),
                        () -> Instant.now().plus(later.get()));
        List<Consent> asked = new ArrayList<>();
        var pending = new AtomicInteger();
        TransferOutcome outcome =
                owner.transfer(
                                consent -> {
                                    asked.add(consent);
                                    return asked.size() == 1
                                            ? new ConsentPrompt.Answer.Agreed(
                                                    at().unlocked(), false)
                                            : new ConsentPrompt.Answer.Refused("Not for more.");
                                })
                        .run(
                                transfer,
                                Duration.ZERO,
                                event -> {
                                    if (event instanceof FlowEvent.Sent) {
                                        later.set(Duration.ofMinutes(2));
                                    }
                                    if (event instanceof FlowEvent.Moved moved
                                            && moved.state() instanceof TransactionState.Pending
                                            && pending.incrementAndGet() == 3) {
                                        mineQuietly(1);
                                    }
                                });
        assertInstanceOf(TransferOutcome.Sent.class, outcome, outcome.toString());
        assertEquals(2, asked.size(), "asked once for more, not each second");
        assertEquals(asked.get(0).terms().nonce(), asked.get(1).terms().nonce());
        assertEquals(1, at.chain().nonce(at.address(), false));
        assertEquals(Wei.ONE, new Token(at.chain(), at.network()).balance(friend));
    }

    @Test
    void checksTheProofBeforeItSignsAnything() throws Exception {
        PracticeOwner at = at();
        assertInstanceOf(JoinOutcome.Joined.class, join(1));
        ClaimFlow.Request right = at.award(at.address(), Wei.coins(2));
        long nonce = at.chain().nonce(at.address(), false);
        assertEquals(
                Kind.BAD_PROOF,
                problem(claim(new ClaimFlow.Request(right.epoch(), Wei.coins(3), right.proof()))));
        assertEquals(
                Kind.BAD_PROOF,
                problem(
                        claim(
                                new ClaimFlow.Request(
                                        right.epoch(), right.cumulative(), List.of(DIGEST)))));
        assertEquals(
                Kind.NO_ROOT,
                problem(
                        claim(
                                new ClaimFlow.Request(
                                        right.epoch() + 1, right.cumulative(), right.proof()))));
        assertEquals(nonce, at.chain().nonce(at.address(), true));
    }

    @Test
    void waitsOutTheRestOfTheWindow() throws Exception {
        PracticeOwner at = at();
        assertInstanceOf(JoinOutcome.Joined.class, join(1));
        ClaimFlow.Request reward = at.award(at.address(), Wei.coins(2), false);
        ClaimOutcome outcome = claim(reward);
        assertInstanceOf(ClaimOutcome.Claimed.class, outcome, outcome.toString());
    }

    /** The endpoint's own simulation of the real contracts is what the consent says. */
    @Test
    void showsWhatTheChainWouldDo() throws Exception {
        PracticeOwner at = at();
        assertInstanceOf(JoinOutcome.Joined.class, join(1));
        ClaimFlow.Request reward = at.award(at.address(), PracticeOwner.halves(5));
        Consent consent = at.owner().preview(reward.intent(at.address()));
        assertEquals("Claim 2.5 SUB0", consent.headline());
        Effects.Simulated simulated = assertInstanceOf(Effects.Simulated.class, consent.effects());
        assertEquals(
                PracticeOwner.halves(5).value(),
                simulated.changes().get(new Effects.Holding(at.address(), Intent.Coin.TOKEN)));
        Address friend = new Address("0x" + "7b".repeat(20));
        for (Intent intent :
                List.of(
                        new Intent.Approve(Wei.ONE),
                        new Intent.SetPayout(friend),
                        new Intent.Leave(1),
                        new Intent.ReplaceNodeKey(1, friend),
                        new Intent.Transfer(Intent.Coin.TOKEN, friend, Wei.ONE),
                        new Intent.Transfer(Intent.Coin.NATIVE, friend, Wei.ONE))) {
            assertInstanceOf(
                    Effects.Simulated.class,
                    at.owner().preview(intent).effects(),
                    intent.toString());
        }
        assertThrows(
                SigningFailedException.class, () -> at.owner().preview(new Intent.Withdraw(1)));
    }

    @Test
    void saysWhatIsMissing() throws Exception {
        PracticeOwner at = at();
        JoinOutcome.Stopped poor =
                assertInstanceOf(
                        JoinOutcome.Stopped.class,
                        at.owner()
                                .join(anyway())
                                .run(new JoinFlow.Request(NODE, 1000 + 1, DIGEST), events::add));
        assertEquals(Kind.NOT_ENOUGH_TOKENS, poor.problem().kind());
        assertTrue(poor.problem().sentence().startsWith("The stake is 1001 SUB0"));
        at.chain().command("anvil_setBalance", at.address().hex(), "0x0");
        assertEquals(
                Kind.NOT_ENOUGH_COINS,
                assertInstanceOf(JoinOutcome.Stopped.class, join(1)).problem().kind());
        JoinOutcome.Stopped unsigned;
        at.chain().command("anvil_setBalance", at.address().hex(), "0xde0b6b3a7640000");
        unsigned =
                assertInstanceOf(
                        JoinOutcome.Stopped.class,
                        at.owner()
                                .join(c -> new ConsentPrompt.Answer.Refused("Not now."))
                                .run(request(1), events::add));
        assertEquals(new FlowProblem(Kind.NOT_SIGNED, "Not now."), unsigned.problem());
        try (DataDir.Lock _ = at.dir().lock("wallet-sending.lock").orElseThrow()) {
            assertEquals(
                    Kind.BUSY,
                    assertInstanceOf(JoinOutcome.Stopped.class, join(1)).problem().kind());
        }
        assertEquals(0, at.chain().nonce(at.address(), false));
    }

    @Test
    void sendsNothingToAnotherNetworkOrIntoTheDark() throws Exception {
        PracticeOwner at = at();
        NetworkFile right = at.network();
        Hash32 wrong = new Hash32("0x" + "ee".repeat(32));
        NetworkFile forged =
                new NetworkFile(
                        right.name(),
                        right.settlement(),
                        right.source(),
                        right.contracts(),
                        new NetworkFile.CodeHashes(wrong, wrong, wrong),
                        right.parameters(),
                        right.gatekeepers());
        assertEquals(Kind.WRONG_NETWORK, joined(forged, right.settlement()));
        NetworkFile.Endpoint dead =
                new NetworkFile.Endpoint(
                        right.settlement().chainId(),
                        null,
                        List.of(URI.create("http://127.0.0.1:1")),
                        null);
        assertEquals(Kind.UNREACHABLE, joined(right, dead));
        assertEquals(0, at.chain().nonce(at.address(), true));
    }

    private Kind joined(NetworkFile network, NetworkFile.Endpoint endpoint) throws Exception {
        PracticeOwner at = at();
        InstantSource time = InstantSource.system();
        try (ChainClient chain = new ChainClient(endpoint, time)) {
            OwnerChain owner =
                    new OwnerChain(at.dir(), network, at.unlocked().account(), chain, time);
            return assertInstanceOf(
                            JoinOutcome.Stopped.class,
                            owner.join(anyway()).run(request(1), events::add))
                    .problem()
                    .kind();
        }
    }

    @Test
    void aNewPayoutIsPaidFromAnEpochsLengthOnAndCanBeTakenBack() throws Exception {
        PracticeOwner at = at();
        assertInstanceOf(JoinOutcome.Joined.class, join(2));
        Address me = at.address();
        Address other = new Address("0x" + "07".repeat(20));
        assertInstanceOf(
                PayoutOutcome.Stopped.class,
                at.owner().payout(at.yes()).change(other, events::add),
                "never unattended");
        var changed =
                assertInstanceOf(
                        PayoutOutcome.Changed.class,
                        at.owner().payout(anyway()).change(other, events::add));
        assertEquals(
                Optional.of(new Registry.ComingPayout(other, changed.from())),
                at.registry().comingPayout(me));
        assertEquals(me, at.registry().payoutOf(me));

        // The owner takes it back in time.
        assertInstanceOf(
                PayoutOutcome.Changed.class, at.owner().payout(anyway()).change(me, events::add));
        assertEquals(Optional.empty(), at.registry().comingPayout(me));
        at.pass(at.network().parameters().epoch().toSeconds() + 1);
        assertEquals(me, at.registry().payoutOf(me));

        // This time it is meant.
        assertInstanceOf(
                PayoutOutcome.Changed.class,
                at.owner().payout(anyway()).change(other, events::add));
        at.pass(at.network().parameters().epoch().toSeconds() + 1);
        assertEquals(other, at.registry().payoutOf(me));
        ClaimFlow.Request reward = at.award(me, Wei.coins(4));
        assertInstanceOf(
                ClaimOutcome.Stopped.class, claim(reward), "unattended claims pay nobody else");
    }

    @Test
    void ledgerFollowsTheChainAndItsReorganisations() throws Exception {
        PracticeOwner at = at();
        try (RewardLedger ledger = at.ledger()) {
            assertEquals(
                    new RewardLedger.Synced(
                            0,
                            0,
                            at.chain().latest().number(),
                            new Trust.OwnNode(at.chain().latest().number())),
                    ledger.sync());
        }
        at.mine(20);
        assertInstanceOf(JoinOutcome.Joined.class, join(2));
        ClaimFlow.Request first = at.award(at.address(), Wei.coins(4));
        assertInstanceOf(ClaimOutcome.Claimed.class, claim(first));
        try (RewardLedger ledger = at.ledger()) {
            assertEquals(2, ledger.sync().added());
            assertEquals(0, ledger.sync().added(), "read twice, counted once");
            assertEquals(Wei.coins(4), ledger.sum(LedgerRow.Kind.CLAIMED));
            assertEquals(Wei.coins(2), ledger.sum(LedgerRow.Kind.STAKED));
            LedgerRow newest = ledger.rows().get().getFirst();
            assertEquals(LedgerRow.Kind.CLAIMED, newest.kind());
            assertEquals(first.epoch(), newest.epoch());
        }
        String snapshot = at.chain().ask("evm_snapshot");
        ClaimFlow.Request second = at.award(at.address(), Wei.coins(3));
        assertInstanceOf(ClaimOutcome.Claimed.class, claim(second));
        try (RewardLedger ledger = at.ledger()) {
            assertEquals(2, ledger.rows().get().size(), "kept over a restart");
            assertEquals(1, ledger.sync().added());
            assertEquals(Wei.coins(7), ledger.sum(LedgerRow.Kind.CLAIMED));

            // The chain takes another way: the second claim never was.
            at.chain().command("evm_revert", snapshot);
            at.mine(12);
            RewardLedger.Synced synced = ledger.sync();
            assertEquals(1, synced.withdrawn());
            assertEquals(Wei.coins(4), ledger.sum(LedgerRow.Kind.CLAIMED));
            assertEquals(0, ledger.sync().withdrawn());
        }
    }

    @Test
    void ledgerIsReadAgainAfterItsFileWasDamaged() throws Exception {
        PracticeOwner at = at();
        assertInstanceOf(JoinOutcome.Joined.class, join(2));
        try (RewardLedger ledger = at.ledger()) {
            ledger.sync();
        }
        at.mine(20);
        Path file = root.resolve("wallet/ledger.db");
        Files.writeString(file, "this is no database, ".repeat(300));
        try (RewardLedger ledger = at.ledger()) {
            assertTrue(ledger.movedAside().isPresent());
            ledger.sync();
            assertEquals(Wei.coins(2), ledger.sum(LedgerRow.Kind.STAKED));
        }
    }

    private void mineQuietly(int blocks) {
        try {
            at().mine(blocks);
        } catch (Exception e) {
            throw new IllegalStateException(e);
        }
    }

    private ConsentPrompt anyway() {
        return consent -> new ConsentPrompt.Answer.Agreed(at().unlocked(), false);
    }

    private JoinFlow.Request request(int tickets) {
        return new JoinFlow.Request(NODE, tickets, DIGEST);
    }

    private JoinOutcome join(int tickets) {
        return at().owner().join(at().yes()).run(request(tickets), events::add);
    }

    private ClaimOutcome claim(ClaimFlow.Request request) {
        return at().owner().claim(at().yes()).run(request, Duration.ZERO, events::add);
    }

    private static Kind problem(ClaimOutcome outcome) {
        return assertInstanceOf(ClaimOutcome.Stopped.class, outcome).problem().kind();
    }

    private List<Hash32> sent() {
        return events.stream()
                .filter(FlowEvent.Sent.class::isInstance)
                .map(event -> ((FlowEvent.Sent) event).transaction())
                .toList();
    }
}
