package hearth.network.gatekeeper;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import hearth.kernel.Wei;
import hearth.network.settlement.LeavesFile;
import hearth.network.work.AssignedUnit;
import hearth.network.work.AssignedWork;
import hearth.network.work.Fixed;
import hearth.network.work.ListedUnit;
import hearth.network.work.Manifest;
import hearth.network.work.MerkleTree;
import hearth.network.work.NodeSession;
import hearth.network.work.Recover;
import hearth.network.work.RoundOffer;
import hearth.network.work.RoundOutcome;
import hearth.network.work.RoundWalk;
import hearth.network.work.SubmitOutcome;
import hearth.network.work.SubmitOutcome.Accepted;
import hearth.network.work.SubmitOutcome.Held;
import hearth.network.work.SubmitOutcome.Reason;
import hearth.network.work.SubmitOutcome.Refused;
import hearth.network.work.UnitAnswer;
import hearth.network.work.WorkFailedException;
import hearth.network.work.WorkReceipt;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicBoolean;

final class GatekeeperTest {
    @TempDir Path directory;

    @SuppressWarnings("NullAway.Init")
    private FakeNetwork network;

    @BeforeEach
    void start() throws Exception {
        network = new FakeNetwork(directory);
    }

    @AfterEach
    void stop() throws Exception {
        network.close();
    }

    private static Refused refused(SubmitOutcome outcome, Reason reason) {
        var refused = assertInstanceOf(Refused.class, outcome, outcome.toString());
        assertEquals(reason, refused.reason(), refused.sentence());
        return refused;
    }

    private EpochRun runEpoch(AssignedWork worker) throws Exception {
        var session = network.session(1, worker);
        int rounds = 0;
        while (true) {
            var offer = network.nextRound();
            if (network.events.stream().anyMatch(RoundEvent.EpochClosed.class::isInstance)) {
                return new EpochRun(rounds);
            }
            network.deliver(session, offer);
            rounds++;
        }
    }

    private record EpochRun(int rounds) {}

    @Test
    void fromFirstRegistrationToAProofThatThePoolCanCheck() throws Exception {
        network.source.deploy("code", 600);
        assertTrue(network.tick().isEmpty(), "no epoch without a node");
        network.join(1, "alice", 4);
        var run = runEpoch(FakeNetwork::honest);
        assertEquals(12, run.rounds());
        var report = network.last(RoundEvent.EpochClosed.class).report();
        assertEquals(1, report.epoch());
        assertEquals(12, report.rounds());
        var node = report.node(1).orElseThrow();
        assertEquals(12 * 500, node.assigned());
        assertEquals(12 * 500, node.verified());
        assertEquals(Wei.coins(100), node.pay());
        assertEquals(node.weight(), report.totalWeight());

        network.tick();
        var posted = network.pool.roots.getFirst();
        assertEquals(
                Optional.of(network.settings.key().address()), posted.signer(FakeNetwork.REWARDS));
        var alice = FakeNetwork.owner("alice");
        var proof = network.gatekeeper.book().proofFor(alice).orElseThrow();
        // where the newest epoch of the chain is not kept, the newest that is kept is claimed under
        assertEquals(
                proof, network.gatekeeper.book().proofUpTo(proof.epoch() + 2, alice).orElseThrow());
        assertTrue(network.gatekeeper.book().proofUpTo(proof.epoch() - 1, alice).isEmpty());
        assertEquals(Wei.coins(100), proof.cumulative());
        assertTrue(
                MerkleTree.verify(
                        posted.message().root().root(),
                        LeavesFile.leaf(proof.owner(), proof.cumulative()),
                        proof.proof()));
        var kept = network.gatekeeper.book().get(1).orElseThrow();
        assertEquals(report.nodes(), kept.nodes());
        assertEquals(report.envelope(), kept.envelope());
        assertEquals(report.root(), kept.root());
        assertEquals(Fixed.hash("tx1"), kept.posting().orElseThrow().transaction());
        assertEquals(
                report.root().leavesDigest(),
                network.gatekeeper.book().leaves(1).orElseThrow().digest());
    }

    @Test
    void listsNewCodesFirstAndFillsUpWithKnownOnes() throws Exception {
        network.source.deploy("old", 300);
        network.join(1, "alice", 1);
        var first = network.nextRound();
        assertEquals(125, first.units().size());
        assertEquals(125, network.last(RoundEvent.RoundOpened.class).fresh());
        for (int i = 0; i < 2; i++) {
            network.nextRound();
        }
        assertEquals(50, network.last(RoundEvent.RoundOpened.class).fresh());
        network.source.deploy("new", 3);
        RoundOffer later = network.nextRound();
        if (network.last(RoundEvent.RoundOpened.class).fresh() == 0) {
            later = network.nextRound(); // it was listed before the deployment
        }
        assertEquals(3, network.last(RoundEvent.RoundOpened.class).fresh());
        assertEquals(125, later.units().size());
        assertEquals(125, new HashSet<>(later.units()).size());
        var hashes = later.units().stream().map(ListedUnit::codeHash).toList();
        assertTrue(hashes.contains(Fixed.hash("new0")));
        assertEquals(hashes.stream().sorted().toList(), hashes, "new ones do not stand out");
    }

    @Test
    void aSourceChainWithoutContractsMeansARoundWithoutUnits() throws Exception {
        network.join(1, "alice", 1);
        var offer = network.nextRound();
        assertEquals(0, offer.units().size());
        var outcome = network.session(1, FakeNetwork::honest).work(offer, network.gatekeeper);
        assertEquals(new RoundOutcome.SignOfLife(0, true), outcome);
    }

    @Test
    void aSourceChainThatBeganAnewOrIsSilentTakesNothingAway() throws Exception {
        network.source.deploy("code", 40);
        network.join(1, "alice", 1);
        assertEquals(40, network.nextRound().units().size());
        network.clock.advance(Duration.ofSeconds(3));
        network.source.restart("second");
        network.source.deploy("more", 5);
        network.nextRound();
        assertEquals(45, network.nextRound().units().size());
        network.source.silent = true;
        network.nextRound();
        assertEquals(45, network.nextRound().units().size());
    }

    @Test
    void aNewcomersLieInOneUnitIsFoundAndItsWholeBatchUnpaid() throws Exception {
        network.source.deploy("code", 400);
        network.join(1, "liar", 1);
        network.join(2, "honest", 1);
        var offer = network.nextRound();
        var assigned = offer.assignedTo(1);
        AssignedWork lying =
                (units, seed) -> {
                    var answers = new ArrayList<>(FakeNetwork.honest(units, seed));
                    var right = answers.get(17).orElseThrow();
                    answers.set(17, Optional.of(new UnitAnswer(Fixed.result(3), right.trace())));
                    return answers;
                };
        var honest = network.session(2, FakeNetwork::honest);
        var worked = honest.work(offer, network.gatekeeper);
        var liar1 = network.session(1, lying);
        var lied = liar1.work(offer, network.gatekeeper);
        assertInstanceOf(Held.class, network.open(honest, offer));
        refused(network.outcome(liar1, offer, lied), Reason.WRONG_RESULT);
        var paid = assertInstanceOf(RoundOutcome.HandedIn.class, worked).receipt();
        assertInstanceOf(Accepted.class, network.gatekeeper.outcome(paid).orElseThrow());
        assertEquals(Reason.WRONG_RESULT, network.last(RoundEvent.ReceiptRefused.class).reason());
        var verdict = network.store.findings().of(1).getFirst();
        assertEquals(assigned.get(17).unit(), verdict.message().unit());
        assertTrue(
                Recover.signedBy(
                        network.settings.key().address(),
                        verdict.message().in(FakeNetwork.WORK),
                        verdict.signature()));

        for (int i = 1; i < 12; i++) {
            network.deliver(honest, network.nextRound());
        }
        closeEpoch();
        var report = network.last(RoundEvent.EpochClosed.class).report();
        var liar = report.node(1).orElseThrow();
        assertEquals(Wei.ZERO, liar.pay());
        assertEquals(assigned.size(), liar.refused());
        assertEquals(0, liar.after().consecutiveVerified());
        assertEquals(Wei.coins(100), report.node(2).orElseThrow().pay());
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

    @Test
    void anAnswerOfAnEarlierRoundHasTheWrongTrace() throws Exception {
        network.source.deploy("code", 60);
        network.join(1, "lazy", 1);
        var first = network.nextRound();
        var oldSeed = first.seed();
        AssignedWork lazy = (units, seed) -> FakeNetwork.honest(units, oldSeed);
        var session = network.session(1, lazy);
        assertInstanceOf(Accepted.class, network.deliver(session, first));
        assertEquals(60, network.executed, "everything of a newcomer is checked");
        Refused refusal = null;
        // trusted after 60 units: at 10/60 of the answers some round's sample hits
        for (int i = 0; i < 4 && refusal == null; i++) {
            if (network.deliver(session, network.nextRound()) instanceof Refused found) {
                refusal = found;
            }
        }
        assertTrue(refusal != null);
        assertEquals(Reason.WRONG_TRACE, refusal.reason());
    }

    @Test
    void whoWasVerifiedIsCheckedLess() throws Exception {
        assertEquals(1_000_000, Sample.share(0, 20_000));
        assertEquals(1_000_000, Sample.share(10, 20_000));
        assertEquals(100_000, Sample.share(100, 20_000));
        assertEquals(20_000, Sample.share(1_000_000, 20_000));
        var drawn = Sample.draw(Fixed.hash("s"), Fixed.hash("r"), 20_000, 20_000);
        assertTrue(drawn.size() > 300 && drawn.size() < 500, "drawn: " + drawn.size());
        assertEquals(1, Sample.draw(Fixed.hash("s"), Fixed.hash("r"), 5, 1).size());
    }

    @Test
    void theOpenEpochIsShownAsItWouldBeSettledNow() throws Exception {
        network.source.deploy("code", 50);
        assertTrue(network.gatekeeper.preview().isEmpty());
        network.join(1, "alice", 1);
        var session = network.session(1, FakeNetwork::honest);
        for (int i = 0; i < 3; i++) {
            network.deliver(session, network.nextRound());
        }
        var open = network.gatekeeper.preview().orElseThrow();
        assertEquals(1, open.epoch());
        assertEquals(3, open.rounds());
        assertEquals(150, open.nodes().getFirst().verified());
        assertEquals(Wei.coins(100), open.nodes().getFirst().pay());
        assertEquals(0, network.gatekeeper.book().lastEpoch());
        assertTrue(open.elapsed().compareTo(open.length()) < 0);
        for (int i = 3; i < 12; i++) {
            network.deliver(session, network.nextRound());
        }
        var last = network.gatekeeper.preview().orElseThrow();
        closeEpoch();
        var report = network.last(RoundEvent.EpochClosed.class).report();
        assertEquals(report.nodes(), last.nodes());
        assertEquals(report.envelope(), last.envelope());
    }

    @Test
    void unansweredUnitsAreUnpaidButNotALie() throws Exception {
        network.source.deploy("code", 50);
        network.join(1, "alice", 1);
        AssignedWork half =
                (units, seed) -> {
                    var answers = new ArrayList<>(FakeNetwork.honest(units, seed));
                    for (int i = 0; i < 25; i++) {
                        answers.set(i, Optional.empty());
                    }
                    return answers;
                };
        var outcome = network.deliver(network.session(1, half), network.nextRound());
        assertEquals(25, assertInstanceOf(Accepted.class, outcome).units());
        closeEpoch();
        var node = network.last(RoundEvent.EpochClosed.class).report().node(1).orElseThrow();
        assertEquals(50 * 12, node.assigned());
        assertEquals(25, node.verified());
        assertEquals(0, node.refused());
    }

    @Test
    void aNodeWhoseWorkerFailsIsStillSeenAndCanWorkInTheSameRound() throws Exception {
        network.source.deploy("code", 50);
        network.join(1, "alice", 1);
        var offer = network.nextRound();
        AssignedWork failing =
                (units, seed) -> {
                    throw new WorkFailedException("The worker is starting.");
                };
        assertThrows(
                WorkFailedException.class,
                () -> network.session(1, failing).work(offer, network.gatekeeper));
        var open = network.gatekeeper.preview().orElseThrow().nodes().getFirst();
        assertEquals(1, open.score().maintenance().seen());
        var later = network.deliver(network.session(1, FakeNetwork::honest), offer);
        assertInstanceOf(Accepted.class, later);
    }

    @Test
    void aRoundThatTheGatekeeperCannotCheckIsVoidWithoutBlame() throws Exception {
        network.source.deploy("code", 50);
        network.join(1, "alice", 1);
        network.canExecute = false;
        var outcome = network.deliver(network.session(1, FakeNetwork::honest), network.nextRound());
        refused(outcome, Reason.NOT_CHECKABLE);
        closeEpoch();
        var node = network.last(RoundEvent.EpochClosed.class).report().node(1).orElseThrow();
        assertEquals(0, node.verified());
        assertEquals(0, node.refused());
    }

    @Test
    void aPausedNodeIsAssignedNothingAndLosesNoPerformance() throws Exception {
        network.source.deploy("code", 50);
        network.join(1, "alice", 1);
        network.join(2, "bob", 1);
        var one = network.session(1, FakeNetwork::honest);
        var two = network.session(2, FakeNetwork::honest);
        for (int i = 0; i < 12; i++) {
            var offer = network.nextRound();
            if (i < 3) {
                one.work(offer, network.gatekeeper);
            } else {
                assertTrue(one.pause(offer, network.gatekeeper));
            }
            two.work(offer, network.gatekeeper);
            network.open(two, offer);
            if (i < 3) {
                network.open(one, offer);
            }
            if (i > 3) {
                assertTrue(offer.assignedTo(1).isEmpty());
                assertEquals(50, offer.assignedTo(2).size());
            }
        }
        closeEpoch();
        var node = network.last(RoundEvent.EpochClosed.class).report().node(1).orElseThrow();
        assertEquals(4 * 50, node.assigned());
        assertEquals(3 * 50, node.verified());
        assertEquals(12, node.score().maintenance().seen());
    }

    @Test
    void aClockSetByADayChangesNoPay() throws Exception {
        network.source.deploy("code", 50);
        network.join(1, "alice", 1);
        var session = network.session(1, FakeNetwork::honest);
        int delivered = 0;
        for (int i = 0; i < 12; i++) {
            var offer = network.nextRound();
            if (network.deliver(session, offer) instanceof Accepted) {
                delivered++;
            }
            if (i == 3) {
                network.clock.set(Duration.ofDays(-1));
            }
            if (i == 7) {
                network.clock.set(Duration.ofDays(2));
            }
            if (network.events.stream().anyMatch(RoundEvent.EpochClosed.class::isInstance)) {
                break;
            }
        }
        closeEpoch();
        assertTrue(delivered >= 10, "delivered " + delivered);
        var report = network.last(RoundEvent.EpochClosed.class).report();
        assertEquals(1, report.epoch());
        assertEquals(Wei.coins(100), report.node(1).orElseThrow().pay());
        network.nextRound();
        assertEquals(2, network.last(RoundEvent.EpochOpened.class).epoch());
    }

    @Test
    void aPoolThatIsDownGetsItsRootsLaterInOrder() throws Exception {
        network.source.deploy("code", 50);
        network.join(1, "alice", 1);
        network.pool.down = true;
        closeEpoch();
        network.events.clear();
        closeEpoch();
        assertTrue(network.pool.roots.isEmpty());
        assertTrue(network.gatekeeper.book().proofFor(FakeNetwork.owner("alice")).isEmpty());
        network.pool.down = false;
        network.clock.advance(Duration.ofSeconds(3));
        network.tick();
        assertEquals(2, network.pool.roots.size());
        // the chain lost its newest block: the root is posted again
        network.pool.roots.removeLast();
        network.clock.advance(Duration.ofSeconds(31));
        network.tick();
        assertEquals(2, network.pool.roots.size());
        assertFalse(network.gatekeeper.book().list(5).isEmpty());
    }

    @Test
    void recordsOlderThanTheChainAreRefused() throws Exception {
        network.source.deploy("code", 5);
        network.join(1, "alice", 1);
        closeEpoch();
        network.clock.advance(Duration.ofSeconds(3));
        network.tick();
        assertEquals(1, network.pool.roots.size());
        network.kill();
        Files.delete(directory.resolve("gatekeeper.db"));
        network.start();
        var refusal = assertThrows(GatekeeperFailedException.class, () -> network.tick());
        assertTrue(String.valueOf(refusal.getMessage()).contains("epoch 1"));
    }

    @Test
    void aNodeDeclinesAnOfferThatWasTamperedWith() throws Exception {
        network.source.deploy("code", 50);
        network.join(1, "alice", 1);
        var offer = network.nextRound();
        var units = new ArrayList<>(offer.units());
        units.set(0, new ListedUnit(Fixed.hash("planted"), Fixed.address("x")));
        var tampered =
                new RoundOffer(
                        offer.domain(),
                        offer.manifest(),
                        units,
                        offer.seedBlockHash(),
                        offer.replicas(),
                        offer.tickets());
        var session = network.session(1, FakeNetwork::honest);
        assertInstanceOf(RoundOutcome.Declined.class, session.work(tampered, network.gatekeeper));
        List<AssignedUnit> assigned = network.gatekeeper.assignmentFor(1);
        assertEquals(offer.assignedTo(1), assigned);
    }

    @Test
    void manyNodesAtOnceAreEachCountedOnce() throws Exception {
        network.source.deploy("code", 300);
        int nodes = 6;
        for (int node = 1; node <= nodes; node++) {
            network.join(node, "owner" + node, 1);
        }
        var sessions = new ArrayList<NodeSession>();
        for (int node = 1; node <= nodes; node++) {
            sessions.add(network.session(node, FakeNetwork::honest));
        }
        for (int round = 0; round < 3; round++) {
            var offer = network.nextRound();
            try (var together = Executors.newFixedThreadPool(nodes)) {
                var outcomes = new ArrayList<Future<RoundOutcome>>();
                for (var session : sessions) {
                    outcomes.add(together.submit(() -> session.work(offer, network.gatekeeper)));
                }
                for (var outcome : outcomes) {
                    assertInstanceOf(Held.class, ((RoundOutcome.HandedIn) outcome.get()).outcome());
                }
                network.untilOpening(offer);
                var manifest = offer.manifest().message();
                var opened = new ArrayList<Future<Optional<SubmitOutcome>>>();
                for (var session : sessions) {
                    opened.add(
                            together.submit(() ->
                                    session.reveal(
                                            manifest.epoch(),
                                            manifest.round(),
                                            network.gatekeeper)));
                }
                for (var outcome : opened) {
                    assertInstanceOf(Held.class, outcome.get().orElseThrow());
                }
            }
            network.untilOver(offer);
        }
        var open = network.gatekeeper.preview().orElseThrow();
        closeEpoch();
        var report = network.last(RoundEvent.EpochClosed.class).report();
        // three replicas by three different owners, and every owner has one node
        long verified = report.nodes().stream().mapToLong(one -> one.verified()).sum();
        assertEquals(open.nodes().stream().mapToLong(one -> one.verified()).sum(), verified);
        assertEquals(
                3 * 3 * 250,
                verified,
                "125 units a ticket and round: 250 units of three replicas for six tickets");
    }

    @Test
    void answersThatAreReadyTooLateAreNotSigned() throws Exception {
        network.source.deploy("code", 50);
        network.join(1, "alice", 1);
        var offer = network.nextRound();
        var session =
                network.session(
                        1,
                        (units, seed) -> {
                            network.clock.advance(Duration.ofSeconds(3)); // of five
                            return FakeNetwork.honest(units, seed);
                        });
        int assigned = offer.assignedTo(1).size();
        assertTrue(assigned > 0);
        assertEquals(new RoundOutcome.TooLate(assigned), session.work(offer, network.gatekeeper));
        assertEquals(Optional.empty(), session.newestHandedIn());
        network.tick();
        assertTrue(
                network.events.stream().noneMatch(e -> e instanceof RoundEvent.ReceiptRefused),
                network.events::toString);
    }

    @Test
    void roundWhoseWorkerFailedIsToldAsMissedOnceAndTheNodeIsSpared() throws Exception {
        network.source.deploy("code", 50);
        network.join(1, "alice", 1);
        network.nextRound();
        var missed = new ArrayList<String>();
        var told =
                new RoundWalk.Told() {
                    @Override
                    public void decided(WorkReceipt receipt, int assigned, SubmitOutcome outcome) {
                        throw new AssertionError("nothing was handed in");
                    }

                    @Override
                    public void missed(Manifest manifest, int assigned, String sentence) {
                        missed.add(manifest.round() + ": " + assigned + " " + sentence);
                    }
                };
        var walk =
                new RoundWalk(
                        network.session(
                                1,
                                (_, _) -> {
                                    throw new WorkFailedException("it is being started");
                                }),
                        told);
        int assigned = network.gatekeeper.assignmentFor(1).size();
        for (int i = 0; i < 3; i++) {
            assertThrows(WorkFailedException.class, () -> walk.step(network.gatekeeper, false));
        }
        assertEquals(List.of(), missed, "it may still succeed");
        network.nextRound();
        walk.step(network.gatekeeper, true);
        walk.step(network.gatekeeper, true);
        assertEquals(List.of("0: " + assigned + " it is being started"), missed);
        assertEquals(List.of(), network.gatekeeper.assignmentFor(1), "it said that it rests");
    }

    /** Works in each round of the running epoch; gives the first offer of the next one. */
    private RoundOffer throughEpoch(List<NodeSession> sessions, RoundOffer first) throws Exception {
        long epoch = first.manifest().message().epoch();
        var offer = first;
        while (offer.manifest().message().epoch() == epoch) {
            offer = throughRound(sessions, offer);
        }
        return offer;
    }

    private RoundOffer throughRound(List<NodeSession> sessions, RoundOffer offer) throws Exception {
        var handedIn = new ArrayList<NodeSession>();
        for (var session : sessions) {
            if (session.work(offer, network.gatekeeper) instanceof RoundOutcome.HandedIn) {
                handedIn.add(session);
            }
        }
        for (var session : handedIn) {
            network.open(session, offer);
        }
        return network.nextRound();
    }

    @Test
    void nodeWhoseWorkWasMostlyVoidRestsUntilItsSelfTestPasses() throws Exception {
        network.source.deploy("code", 50);
        network.join(1, "alice", 1);
        network.join(2, "bob", 1);
        network.join(3, "carol", 1);
        var broken = new AtomicBoolean(true);
        AssignedWork nothingWhileBroken =
                (units, seed) ->
                        broken.get()
                                ? units.stream().map(_ -> Optional.<UnitAnswer>empty()).toList()
                                : FakeNetwork.honest(units, seed);
        // the second says nothing at all
        var sessions =
                List.of(
                        network.session(1, nothingWhileBroken),
                        network.session(3, FakeNetwork::honest));
        var offer = throughEpoch(sessions, network.nextRound());
        assertEquals(
                List.of(new RoundEvent.Rested(1, 2), new RoundEvent.Rested(2, 2)),
                network.events.stream().filter(RoundEvent.Rested.class::isInstance).toList());
        assertEquals(List.of(), network.gatekeeper.assignmentFor(1));
        assertFalse(network.gatekeeper.assignmentFor(3).isEmpty());
        // the rest outlives the gatekeeper's process, and an epoch in which nothing was assigned
        throughRound(sessions, offer);
        network.kill();
        network.start();
        offer = throughEpoch(sessions, network.nextRound());
        assertEquals(3, offer.manifest().message().epoch());
        assertEquals(List.of(), network.gatekeeper.assignmentFor(1), "its self-tests failed");
        broken.set(false);
        throughRound(sessions, offer);
        network.kill();
        network.start();
        offer = network.nextRound();
        assertFalse(network.gatekeeper.assignmentFor(1).isEmpty(), "its self-test was passed");
        assertInstanceOf(Accepted.class, network.deliver(sessions.getFirst(), offer));
        assertEquals(List.of(), network.gatekeeper.assignmentFor(2), "who is silent rests on");
    }
}
