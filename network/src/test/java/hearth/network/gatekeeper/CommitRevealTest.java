package hearth.network.gatekeeper;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import hearth.kernel.Hash32;
import hearth.kernel.Wei;
import hearth.network.work.Ack;
import hearth.network.work.AssignedWork;
import hearth.network.work.Domain;
import hearth.network.work.Fixed;
import hearth.network.work.GatekeeperAccess;
import hearth.network.work.Heartbeat;
import hearth.network.work.RoundOffer;
import hearth.network.work.Signed;
import hearth.network.work.Submission;
import hearth.network.work.SubmitOutcome;
import hearth.network.work.SubmitOutcome.Accepted;
import hearth.network.work.SubmitOutcome.Held;
import hearth.network.work.SubmitOutcome.Reason;
import hearth.network.work.SubmitOutcome.Refused;
import hearth.network.work.WorkReceipt;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Receipts first, answers later: nobody can copy, replay or swap anything. */
final class CommitRevealTest {
    @TempDir Path directory;

    @SuppressWarnings("NullAway.Init")
    private FakeNetwork network;

    @BeforeEach
    void start() throws Exception {
        network = new FakeNetwork(directory);
        network.source.deploy("code", 50);
        network.join(1, "alice", 1);
        network.join(2, "bob", 1);
    }

    @AfterEach
    void stop() throws Exception {
        network.close();
    }

    private static void refused(SubmitOutcome outcome, Reason reason) {
        var refused = assertInstanceOf(Refused.class, outcome, outcome.toString());
        assertEquals(reason, refused.reason(), refused.sentence());
    }

    private SubmitOutcome commit(Submission submission) throws Exception {
        return network.gatekeeper.commit(submission.receipt());
    }

    private SubmitOutcome reveal(Submission submission) throws Exception {
        return network.gatekeeper.reveal(submission);
    }

    /** A node's receipt and opening for an offer, without handing anything in. */
    private Submission receipt(RoundOffer offer, long node, AssignedWork worker) throws Exception {
        var session = network.session(node, worker);
        var caught = new ArrayList<Submission>();
        session.work(offer, new KeptBack(offer, caught));
        var manifest = offer.manifest().message();
        session.reveal(manifest.epoch(), manifest.round(), new KeptBack(offer, caught));
        return caught.getFirst();
    }

    /** Takes everything and keeps it to itself. */
    private record KeptBack(RoundOffer offer, List<Submission> caught) implements GatekeeperAccess {
        @Override
        public Optional<RoundOffer> current() {
            return Optional.of(offer);
        }

        @Override
        public Optional<Ack.Phase> phase(Hash32 manifest) {
            return Optional.of(Ack.Phase.COMMIT);
        }

        @Override
        public SubmitOutcome commit(Signed<WorkReceipt> receipt) {
            return new Refused(Reason.LATE, "kept back", List.of());
        }

        @Override
        public SubmitOutcome reveal(Submission submission) {
            caught.add(submission);
            return new Refused(Reason.LATE, "kept back", List.of());
        }

        @Override
        public Optional<SubmitOutcome> outcome(WorkReceipt receipt) {
            return Optional.empty();
        }

        @Override
        public boolean heartbeat(Signed<Heartbeat> heartbeat) {
            return true;
        }
    }

    private Submission under(WorkReceipt receipt, long node, Domain domain, byte[] opening) {
        var key = Fixed.key(directory, "node" + node);
        return new Submission(new Signed<>(receipt, key.sign(receipt.in(domain))), opening);
    }

    private static WorkReceipt like(WorkReceipt of, long node, Hash32 manifest, Hash32 root) {
        return new WorkReceipt(
                node, of.epoch(), of.round(), manifest, of.modelDigest(), of.count(), root);
    }

    private void closeEpoch() throws Exception {
        for (int i = 0; i < 400; i++) {
            if (network.events.stream().anyMatch(RoundEvent.EpochClosed.class::isInstance)) {
                return;
            }
            network.clock.advance(Duration.ofMillis(250));
            network.tick();
        }
        throw new AssertionError("the epoch was not closed");
    }

    private long verified(long node) {
        return network.last(RoundEvent.EpochClosed.class)
                .report()
                .node(node)
                .orElseThrow()
                .verified();
    }

    @Test
    void aReplayIsAnsweredTheSameAndCountedOnce() throws Exception {
        var offer = network.nextRound();
        var good = receipt(offer, 1, FakeNetwork::honest);
        var held = commit(good);
        assertEquals(Ack.Phase.COMMIT, assertInstanceOf(Held.class, held).ack().message().phase());
        assertEquals(held, commit(good));
        network.untilOpening(offer);
        assertEquals(held, commit(good), "it was held in time");
        var opened = reveal(good);
        assertEquals(
                Ack.Phase.REVEAL, assertInstanceOf(Held.class, opened).ack().message().phase());
        assertEquals(opened, reveal(good));
        network.untilOver(offer);
        var accepted = assertInstanceOf(Accepted.class, reveal(good));
        assertEquals(accepted, commit(good));
        network.clock.advance(Duration.ofSeconds(20));
        assertEquals(accepted, reveal(good));
        closeEpoch();
        assertEquals(50, verified(1));
        assertEquals(
                1,
                network.events.stream()
                        .filter(RoundEvent.ReceiptAccepted.class::isInstance)
                        .count());
    }

    @Test
    void answersThatAreOpenedEarlyAreRefusedAndNotKept() throws Exception {
        var offer = network.nextRound();
        var good = receipt(offer, 1, FakeNetwork::honest);
        refused(reveal(good), Reason.EARLY);
        commit(good);
        refused(reveal(good), Reason.EARLY);
        for (var kept : network.store.receipts(1)) {
            assertEquals(0, kept.delivery().submission().opening().length);
        }
        network.untilOpening(offer);
        assertInstanceOf(Held.class, reveal(good), "at its time it is taken");
    }

    @Test
    void whoSeesAnOpeningIsTooLateToCopyIt() throws Exception {
        var offer = network.nextRound();
        var good = receipt(offer, 1, FakeNetwork::honest);
        var message = good.receipt().message();
        commit(good);
        // the root as it was seen on its way, under the copier's own name and key
        var copied =
                under(
                        like(message, 2, message.manifest(), message.resultsRoot()),
                        2,
                        FakeNetwork.WORK,
                        good.opening());
        assertInstanceOf(Held.class, commit(copied));
        network.untilOpening(offer);
        assertInstanceOf(Held.class, reveal(good));
        refused(reveal(copied), Reason.BAD_ROOT);
        // with the answers known, the copier's own right receipt comes too late
        var late = receipt(offer, 2, FakeNetwork::honest);
        refused(commit(late), Reason.LATE);
        refused(reveal(late), Reason.NOT_COMMITTED);
        network.untilOver(offer);
        refused(
                network.gatekeeper.outcome(copied.receipt().message()).orElseThrow(),
                Reason.UNOPENED);
        closeEpoch();
        assertEquals(50, verified(1));
        assertEquals(0, verified(2));
        assertTrue(network.store.findings().of(1).isEmpty(), "void, not punished");
    }

    @Test
    void twoReceiptsForOneRoundVoidBoth() throws Exception {
        var offer = network.nextRound();
        var first = receipt(offer, 1, FakeNetwork::honest);
        var message = first.receipt().message();
        assertInstanceOf(Held.class, commit(first));
        var second =
                under(
                        like(message, 1, message.manifest(), Fixed.hash("another root")),
                        1,
                        FakeNetwork.WORK,
                        first.opening());
        refused(commit(second), Reason.SECOND_ROOT);
        network.untilOpening(offer);
        refused(reveal(first), Reason.SECOND_ROOT);
        refused(reveal(second), Reason.SECOND_ROOT);
        closeEpoch();
        assertEquals(0, verified(1));
        assertEquals(
                Wei.coins(100),
                network.last(RoundEvent.EpochClosed.class).report().envelope().carryOut());
    }

    @Test
    void whatIsNotThisNodesReceiptForThisRoundIsRefusedWithItsReason() throws Exception {
        var offer = network.nextRound();
        var good = receipt(offer, 1, FakeNetwork::honest);
        var message = good.receipt().message();
        var root = message.resultsRoot();
        var work = FakeNetwork.WORK;
        var otherChain = Domain.work(1, Fixed.address("registry"));
        refused(commit(under(message, 1, otherChain, new byte[0])), Reason.BAD_SIGNATURE);
        refused(commit(under(message, 2, work, new byte[0])), Reason.BAD_SIGNATURE);
        refused(
                commit(under(like(message, 9, message.manifest(), root), 9, work, new byte[0])),
                Reason.NOT_REGISTERED);
        refused(
                commit(under(like(message, 1, Fixed.hash("else"), root), 1, work, new byte[0])),
                Reason.OTHER_MANIFEST);
        var greedy =
                new WorkReceipt(
                        1,
                        message.epoch(),
                        message.round(),
                        message.manifest(),
                        message.modelDigest(),
                        51,
                        root);
        refused(commit(under(greedy, 1, work, new byte[0])), Reason.NOT_ASSIGNED);
        var otherModel =
                new WorkReceipt(
                        1,
                        message.epoch(),
                        message.round(),
                        message.manifest(),
                        Fixed.hash("old model"),
                        50,
                        root);
        refused(commit(under(otherModel, 1, work, new byte[0])), Reason.OTHER_MODEL);
        commit(good);
        network.untilOpening(offer);
        refused(reveal(new Submission(good.receipt(), new byte[7])), Reason.MALFORMED_OPENING);
        assertInstanceOf(Held.class, reveal(good), "a broken copy takes nothing away");
        network.untilOver(offer);
        refused(reveal(receipt(offer, 2, FakeNetwork::honest)), Reason.LATE);
    }
}
