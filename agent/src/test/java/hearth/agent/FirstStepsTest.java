package hearth.agent;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.InstantSource;

/** The way to the first reward is told in the order in which it is gone, and only once. */
final class FirstStepsTest {
    private static final Instant JOINED = Instant.ofEpochMilli(1_000);

    @TempDir Path folder;

    private Instant now = JOINED;
    private final InstantSource time = () -> now;

    @BeforeEach
    void begin() {
        now = JOINED;
    }

    private FirstSteps open() throws Exception {
        return new FirstSteps(folder.resolve("first-steps"), time);
    }

    @Test
    void whatIsVerifiedWasScoredBefore() throws Exception {
        var steps = open();
        now = JOINED.plusMillis(10);
        steps.verified();
        now = JOINED.plusMillis(20);
        steps.scored(900, 700);
        var view = steps.view(JOINED, 12);
        assertEquals(1_010, view.getFirstScoredAt());
        assertEquals(1_010, view.getFirstVerifiedAt());
        assertEquals(700, view.getUnique());
        assertEquals(12, view.getRerun());
    }

    @Test
    void firstPaidEpochIsKnownAfterARestart() throws Exception {
        var steps = open();
        assertTrue(steps.unpaid());
        assertEquals(0, steps.view(JOINED, 0).getFirstSettledAt(), "nothing was paid");
        now = JOINED.plusMillis(50);
        steps.paid(2, JOINED.plusMillis(40)); // seen later than it was closed
        steps.paid(3, now);
        steps.claimed();
        now = JOINED.plusMillis(99);
        var again = open();
        assertFalse(again.unpaid());
        again.paid(7, now);
        again.verified();
        var view = again.view(JOINED, 0);
        assertEquals(2, view.getFirstEpoch());
        assertEquals(1_040, view.getFirstSettledAt());
        assertEquals(1_050, view.getFirstClaimedAt());
        assertEquals(1_099, view.getFirstVerifiedAt());
    }

    @Test
    void linesThatAreNoStepsAreLeftOut() throws Exception {
        Files.writeString(
                folder.resolve("first-steps"), "SCORED 5\nSCORED\n\nDANCED 6\nVERIFIED x\n");
        var view = open().view(JOINED, 0);
        assertEquals(5, view.getFirstScoredAt());
        assertEquals(0, view.getFirstVerifiedAt());
        assertTrue(view.getFirstClaimedAt() == 0);
    }
}
