package hearth.network.gatekeeper;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import hearth.kernel.Address;
import hearth.network.chain.NetworkParameters;
import hearth.network.settlement.Books;
import hearth.network.settlement.BooksTable;
import hearth.network.work.Fixed;
import hearth.network.work.SubmitOutcome.Accepted;
import hearth.network.work.SubmitOutcome.Refused;
import hearth.network.work.Verdict;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import java.nio.file.Path;
import java.time.Duration;
import java.util.Set;
import java.util.stream.Collectors;

/** What becomes of a node in the epochs after its wrong work was found. */
final class CondemnedTest {
    private static final Set<Long> ALL = Set.of(1L, 2L, 3L);
    private static final long LIAR = 3;

    @TempDir Path directory;

    @SuppressWarnings("NullAway.Init")
    private FakeNetwork network;

    @SuppressWarnings("NullAway.Init")
    private Crowd crowd;

    @BeforeEach
    void start() throws Exception {
        network = new FakeNetwork(directory);
        crowd = new Crowd(network);
        network.source.deploy("code", 40);
        crowd.join(3, Set.of(LIAR));
    }

    @AfterEach
    void stop() throws Exception {
        network.close();
    }

    /** The next epoch opens; nothing is judged before the last one is closed. */
    private void untilClosedUnjudged() throws Exception {
        for (int i = 0; i < 100; i++) {
            network.clock.advance(Duration.ofMillis(250));
            var now = network.driver.tick(network.clock.instant());
            network.events.addAll(now);
            if (now.stream().anyMatch(RoundEvent.EpochOpened.class::isInstance)) {
                return;
            }
        }
        throw new AssertionError("the epoch does not end");
    }

    @Test
    void whoseLieIsFoundAsTheEpochEndsGetsNoWorkInTheNext() throws Exception {
        var offer = crowd.untilLastRound(ALL);
        crowd.lies.add(offer.assignedTo(LIAR).getFirst().codeHash());
        crowd.opened(offer, ALL);
        untilClosedUnjudged();
        assertEquals(1, network.condemned.size());
        assertEquals(LIAR, crowd.condemned().getFirst().nodeId());
        // the directory still lists it: the tickets were read before the chain knew
        assertTrue(OpenRound.holder(network.store.tickets(2), LIAR).isPresent());
        crowd.lies.clear();
        assertTrue(network.nextRound().assignedTo(LIAR).isEmpty());
        network.kill();
        network.start();
        for (int i = 0; i < 5; i++) {
            var later = network.nextRound();
            assertEquals(2, later.manifest().message().epoch());
            assertTrue(later.assignedTo(LIAR).isEmpty(), "after a restart too");
        }
        crowd.nextEpoch();
        crowd.allAtWork(ALL); // from then on the chain decides
    }

    @Test
    void aChainThatLostItsNewestBlocksGetsTheFindingsAgain() throws Exception {
        lie();
        assertEquals(1, network.condemned.size());
        network.condemned.clear();
        crowd.nextEpoch();
        untilAsked();
        assertEquals(1, network.condemned.size());
        assertEquals(
                1,
                network.events.stream().filter(RoundEvent.Condemned.class::isInstance).count(),
                "told once");
        // a chain that is down when it is asked is asked until it answers
        network.condemned.clear();
        network.courtDown = true;
        crowd.nextEpoch();
        untilAsked();
        network.courtDown = false;
        untilAsked();
        assertEquals(1, network.condemned.size());
    }

    @Test
    void whileTheChainDoesNotKnowALiarGetsNoWork() throws Exception {
        network.courtDown = true;
        lie();
        for (int epoch = 0; epoch < 3; epoch++) {
            crowd.nextEpoch();
            for (int round = 0; round < 4; round++) {
                assertFalse(crowd.round(ALL).containsKey(LIAR), "epoch " + epoch);
            }
        }
    }

    /** The chain is asked every other second. */
    private void untilAsked() throws Exception {
        network.clock.advance(Duration.ofSeconds(2));
        network.tick();
    }

    private void lie() throws Exception {
        var offer = network.nextRound();
        crowd.lies.add(offer.assignedTo(LIAR).getFirst().codeHash());
        assertInstanceOf(Refused.class, crowd.round(offer, ALL).get(LIAR));
        crowd.lies.clear();
        untilAsked();
    }

    @Test
    void whoLeavesBeforeItsLieIsFoundLosesItsHeldPay() throws Exception {
        var practice = network.parameters;
        network.parameters =
                new NetworkParameters(
                        practice.epoch(),
                        practice.round(),
                        practice.replicas(),
                        practice.quorum(),
                        practice.auditFloorPpm(),
                        0,
                        7,
                        practice.window(),
                        practice.stakePerTicket(),
                        practice.basePerEpoch(),
                        7,
                        practice.gatekeeperThreshold(),
                        practice.feePpm(),
                        practice.ticketRate());
        network.kill();
        network.start();
        // all replicas lie alike, and no audit hits it
        network.canExecute = false;
        for (long node : ALL) {
            crowd.works(node, crowd::lying);
        }
        crowd.lies.add(Fixed.hash("code7"));
        crowd.round(crowd.untilLastRound(ALL), ALL);
        crowd.nextEpoch();
        assertEquals(3, held().size());
        crowd.lies.clear();
        network.canExecute = true;
        network.registered.clear();
        for (long node = 4; node <= 5; node++) {
            network.join(node, "owner" + node, 4);
            crowd.works(node, FakeNetwork::honest);
        }
        crowd.nextEpoch();
        var honest = Set.of(4L, 5L);
        crowd.round(crowd.untilLastRound(honest), honest);
        assertEquals(
                ALL, crowd.condemned().stream().map(Verdict::nodeId).collect(Collectors.toSet()));
        crowd.nextEpoch();
        var owners = held();
        assertEquals(Set.of(FakeNetwork.owner("owner4"), FakeNetwork.owner("owner5")), owners);
    }

    private Set<Address> held() throws Exception {
        return network.store.database().inTransaction(BooksTable::read).held().stream()
                .map(Books.HeldPay::owner)
                .collect(Collectors.toSet());
    }

    @Test
    void whoIsBackFromItsQuarantineIsCheckedWholeForSevenEpochs() throws Exception {
        crowd.trust(ALL);
        lie();
        var liar = network.registered.removeLast();
        assertEquals(LIAR, liar.nodeId());
        for (int epoch = 0; epoch < 8; epoch++) {
            crowd.nextEpoch();
        }
        network.registered.add(liar);
        for (int epoch = 0; epoch < 7; epoch++) {
            crowd.nextEpoch();
            var outcome = assertInstanceOf(Accepted.class, crowd.allAtWork(ALL).get(LIAR));
            assertEquals(outcome.units(), outcome.checked(), "epoch of work " + epoch);
        }
        crowd.nextEpoch();
        var trusted = assertInstanceOf(Accepted.class, crowd.allAtWork(ALL).get(LIAR));
        assertTrue(trusted.checked() < trusted.units(), "checked: " + trusted.checked());
    }
}
