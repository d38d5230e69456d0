package hearth.app.firstrun;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import hearth.app.join.JourneyEvent;
import hearth.app.join.JourneyOutcome;
import hearth.app.join.JourneyStep;
import hearth.app.ui.StepList.Stage;
import hearth.link.wire.Machine;
import hearth.link.wire.Value;

import org.junit.jupiter.api.Test;

import java.time.Instant;
import java.util.Optional;

class FirstRunModelTest {
    private Instant now = Instant.parse("2026-11-21T19:04:00Z");
    private final FirstRunModel model = new FirstRunModel(() -> now);

    @Test
    void aFailedStepSaysWhyAndWhatWasDoneStaysDone() {
        model.begin();
        model.take(new JourneyEvent.Began(JourneyStep.NETWORK));
        model.take(new JourneyEvent.Done(JourneyStep.NETWORK, "practice network runs"));
        model.take(new JourneyEvent.Began(JourneyStep.COINS));
        model.end(new JourneyOutcome.Stopped(JourneyStep.COINS, "X-1", "No coins."));
        assertEquals(Stage.DONE, model.steps().get(0).stage());
        assertEquals(Stage.FAILED, model.steps().get(1).stage());
        assertEquals("No coins.", model.steps().get(1).detail());
        assertFalse(model.running());
        assertEquals(1, model.done());
        model.begin();
        assertTrue(model.running());
        assertEquals(0, model.done());
    }

    @Test
    void aDoneStepSaysHowLongItTookAndARunningOneNot() {
        model.begin();
        model.take(new JourneyEvent.Began(JourneyStep.NETWORK));
        now = now.plusSeconds(9);
        assertEquals("", model.steps().get(0).time());
        model.take(new JourneyEvent.Done(JourneyStep.NETWORK, "practice network runs"));
        assertEquals("9\u202fs", model.steps().get(0).time());
        model.begin();
        assertEquals("", model.steps().get(0).time());
    }

    @Test
    void aNetworkByFileFetchesNoCoins() {
        int before = model.steps().size();
        model.networkFile(Optional.of("{}"));
        assertEquals(before - 1, model.steps().size());
    }

    @Test
    void theSuggestedShareLeavesTheMachineItsHalf() {
        var machine =
                Machine.newBuilder()
                        .setThreads(4)
                        .setMemoryTotal(Value.newBuilder().setValue(2.0 * (1L << 30)))
                        .build();
        var share = FirstRunModel.suggested(machine);
        assertEquals(2.0, share.getCores());
        assertEquals(1L << 30, share.getMemory());
    }
}
