package hearth.network.gatekeeper;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import hearth.kernel.Hash32;
import hearth.network.work.Fixed;
import hearth.network.work.RoundOffer;
import hearth.network.work.SubmitOutcome.Accepted;
import hearth.network.work.SubmitOutcome.Reason;
import hearth.network.work.SubmitOutcome.Refused;
import hearth.network.work.Verdict;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import java.nio.file.Path;
import java.time.Duration;
import java.util.HashSet;
import java.util.Set;

/** A unit is answered by three owners' nodes and compared. */
final class QuorumTest {
    @TempDir Path directory;

    @SuppressWarnings("NullAway.Init")
    private FakeNetwork network;

    @SuppressWarnings("NullAway.Init")
    private Crowd crowd;

    @BeforeEach
    void start() throws Exception {
        network = new FakeNetwork(directory);
        crowd = new Crowd(network);
    }

    @AfterEach
    void stop() throws Exception {
        network.close();
    }

    @Test
    void threeEqualAnswersAreTakenWithLittleComputedAgain() throws Exception {
        network.source.deploy("code", 200);
        crowd.join(5, Set.of());
        var all = Set.of(1L, 2L, 3L, 4L, 5L);
        crowd.trust(all);
        network.executed = 0;
        var offer = network.nextRound();
        assertEquals(200, offer.units().size());
        var outcomes = crowd.round(offer, all);
        int units = 0;
        for (var outcome : outcomes.values()) {
            units += assertInstanceOf(Accepted.class, outcome).units();
        }
        assertEquals(600, units, "three replicas each");
        assertTrue(network.executed < 60, "computed again: " + network.executed);
    }

    @Test
    void aMissingReplicaIsPaidTheOthersAndListedAgainForOthers() throws Exception {
        network.source.deploy("code", 100);
        crowd.join(5, Set.of());
        crowd.trust(Set.of(1L, 2L, 3L, 4L, 5L));
        network.source.deploy("new", 900);
        var offer = network.nextRound();
        while (network.last(RoundEvent.RoundOpened.class).fresh() < 200) {
            offer = network.nextRound();
        }
        var outcomes = crowd.round(offer, Set.of(1L, 2L, 3L, 4L));
        var missing = new HashSet<Hash32>();
        offer.assignedTo(5).forEach(unit -> missing.add(unit.codeHash()));
        assertFalse(missing.isEmpty());
        int paid = 0;
        for (var outcome : outcomes.values()) {
            paid += assertInstanceOf(Accepted.class, outcome).units();
        }
        assertEquals(3 * offer.units().size() - missing.size(), paid);
        // the next list was signed before this round was judged; the one after has them
        network.nextRound();
        var listed = new HashSet<Hash32>();
        network.nextRound().units().forEach(unit -> listed.add(unit.codeHash()));
        listed.retainAll(missing);
        assertTrue(listed.size() >= 80, "again: " + listed.size());
    }

    @Test
    void aLieAmongTrustedNodesIsFoundBecauseTheOthersDiffer() throws Exception {
        network.source.deploy("code", 200);
        crowd.join(5, Set.of(5L));
        var all = Set.of(1L, 2L, 3L, 4L, 5L);
        crowd.trust(all);
        RoundOffer offer = network.nextRound();
        var lied = offer.assignedTo(5).getFirst();
        crowd.lies.add(lied.codeHash());
        var outcomes = crowd.round(offer, all);
        var refused = assertInstanceOf(Refused.class, outcomes.get(5L));
        assertEquals(Reason.WRONG_RESULT, refused.reason());
        for (long honest = 1; honest <= 4; honest++) {
            assertInstanceOf(Accepted.class, outcomes.get(honest), "node " + honest);
        }
        var verdict = network.store.findings().of(offer.manifest().message().epoch()).getFirst();
        assertEquals(5, verdict.message().nodeId());
        assertEquals(lied.unit(), verdict.message().unit());
    }

    @Test
    void aRingThatHeldAllReplicasIsFoundWhenOthersAnswerTheUnitAgain() throws Exception {
        // three owners who agree on a lie: nobody else was there
        crowd.fixSecret();
        network.source.deploy("code", 40);
        crowd.join(5, Set.of(1L, 2L, 3L));
        for (int i = 0; i < 2; i++) {
            network.registered.removeLast();
        }
        var ring = Set.of(1L, 2L, 3L);
        crowd.trust(ring);
        // about a known code their lie would be found at once; about a new one it is not
        network.source.deploy("new", 1);
        crowd.lies.add(Fixed.hash("new0"));
        var offer = network.nextRound();
        while (network.last(RoundEvent.RoundOpened.class).fresh() == 0) {
            offer = network.nextRound();
        }
        for (var outcome : crowd.round(offer, ring).values()) {
            assertInstanceOf(Accepted.class, outcome, "the audit, drawn by a fixed secret, misses");
        }
        // two honest owners join in the next epoch
        network.join(4, "owner4", 4);
        network.join(5, "owner5", 4);
        var all = Set.of(1L, 2L, 3L, 4L, 5L);
        crowd.lies.clear();
        crowd.nextEpoch();
        for (int i = 0; i < 4; i++) {
            crowd.round(all);
        }
        var guilty = new HashSet<Long>();
        for (var verdict : crowd.condemned()) {
            assertEquals(Verdict.Kind.WRONG_RESULT, verdict.kind());
            guilty.add(verdict.nodeId());
        }
        assertEquals(ring, guilty);
    }

    @Test
    void whatNobodyCanDecideIsVoidForItsUnitAndNobodysFault() throws Exception {
        network.source.deploy("code", 60);
        crowd.join(3, Set.of(3L));
        var all = Set.of(1L, 2L, 3L);
        crowd.trust(all);
        network.canExecute = false;
        var offer = network.nextRound();
        crowd.lies.add(offer.assignedTo(3).getFirst().codeHash());
        for (var outcome : crowd.round(offer, all).values()) {
            assertEquals(59, assertInstanceOf(Accepted.class, outcome).units());
        }
        for (var verdict : network.store.findings().of(offer.manifest().message().epoch())) {
            assertEquals(Verdict.Kind.VOID, verdict.message().kind());
        }
    }

    @Test
    void theSettlementCountsWhatTheRunningCountShows() throws Exception {
        network.source.deploy("code", 60);
        crowd.join(4, Set.of(4L));
        var all = Set.of(1L, 2L, 3L, 4L);
        for (int i = 0; i < 12; i++) {
            network.canExecute = i % 3 != 1;
            crowd.lies.clear();
            if (i % 4 == 3) {
                crowd.lies.add(Fixed.hash("code" + i));
            }
            crowd.round(all);
        }
        var shown = network.gatekeeper.preview().orElseThrow().nodes();
        while (network.gatekeeper.book().lastEpoch() == 0) {
            network.clock.advance(Duration.ofMillis(250));
            network.tick();
        }
        var settled = network.gatekeeper.book().get(1).orElseThrow().nodes();
        assertEquals(shown, settled);
    }
}
