package hearth.network.gatekeeper;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import hearth.network.work.RoundOffer;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import java.nio.file.Path;
import java.time.Duration;
import java.util.Set;

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

    private RoundOffer lastRound() throws Exception {
        while (true) {
            var offer = network.nextRound();
            if (offer.manifest().message().round() == network.settings.rounds() - 1) {
                return offer;
            }
        }
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
        crowd.round(ALL);
        var offer = lastRound();
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
        assertFalse(network.nextRound().assignedTo(LIAR).isEmpty(), "then the chain decides");
    }
}
