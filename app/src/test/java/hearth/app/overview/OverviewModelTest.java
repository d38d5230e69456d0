package hearth.app.overview;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import hearth.app.agent.ConnectionState;
import hearth.app.shell.LiveView;
import hearth.app.ui.Mark;
import hearth.app.ui.StepList.Stage;
import hearth.link.wire.Earning;
import hearth.link.wire.FirstReward;
import hearth.link.wire.Live;
import hearth.link.wire.Machine;
import hearth.link.wire.Network;
import hearth.link.wire.Value;
import hearth.link.wire.Welcome;
import hearth.link.wire.Worker;

import org.junit.jupiter.api.Test;

import java.time.Instant;
import java.util.Optional;

class OverviewModelTest {
    private static final Instant NOW = Instant.parse("2026-11-21T18:04:02Z");
    private final OverviewModel model = new OverviewModel();

    private static LiveView view(Live.Builder live, Instant now) {
        return new LiveView(
                new ConnectionState.Connected(Welcome.getDefaultInstance()),
                Optional.of(live.setAt(NOW.toEpochMilli()).build()),
                now);
    }

    private static Live.Builder withPower(Value.Builder power) {
        return Live.newBuilder().setMachine(Machine.newBuilder().setPower(power));
    }

    @Test
    void aMissingPowerReadingIsADashWithItsReason() {
        var live = withPower(Value.newBuilder().setMissing("no meter found"));
        var tile = model.power(view(live, NOW));
        assertFalse(tile.figure().present());
        assertEquals("—", tile.figure().number());
        assertEquals("No meter found.", model.powerReason(live.build()));
    }

    @Test
    void aValueIsOldAfterFiveSeconds() {
        var live = withPower(Value.newBuilder().setValue(84.6).setQuality("wall"));
        assertEquals(Mark.WALL, model.power(view(live, NOW.plusSeconds(5))).figure().mark());
        var old = model.power(view(live, NOW.plusSeconds(42))).figure();
        assertEquals(Mark.OLD, old.mark());
        assertEquals("84.6", old.number());
    }

    @Test
    void whatIsNotSettledIsAnEstimate() {
        var live =
                Live.newBuilder()
                        .setNetwork(Network.newBuilder().setJoined(true).setToken("SUB0"))
                        .setEarning(Earning.newBuilder().setThisEpoch("310000000000000000"));
        var tile = model.epoch(view(live, NOW));
        assertEquals("0.31", tile.figure().number());
        assertEquals(Mark.ESTIMATE, tile.figure().mark());
    }

    @Test
    void withoutAWorkerThereIsNoRate() {
        assertFalse(model.throughput(view(Live.newBuilder(), NOW)).figure().present());
    }

    @Test
    void ratesOfAllWorkersAddUp() {
        var live =
                Live.newBuilder()
                        .addWorkers(
                                Worker.newBuilder().setUnit("contracts").setRatePerSecond(2_000))
                        .addWorkers(Worker.newBuilder().setUnit("contracts").setRatePerSecond(194));
        assertEquals("2\u202f194", model.throughput(view(live, NOW)).figure().number());
    }

    @Test
    void theWayToTheFirstRewardGoesStepByStep() {
        long at = NOW.toEpochMilli();
        var live =
                Live.newBuilder()
                        .setEarning(
                                Earning.newBuilder()
                                        .setEpoch(1)
                                        .setEpochEnds(at + 8_000)
                                        .setFirstReward(
                                                FirstReward.newBuilder()
                                                        .setJoinedAt(at - 52_000)
                                                        .setFirstScoredAt(at - 40_000)
                                                        .setFirstVerifiedAt(at - 18_000)));
        var steps = model.firstReward(view(live, NOW));
        assertEquals(5, steps.size());
        assertEquals(Stage.DONE, steps.get(2).stage());
        assertEquals("0:34", steps.get(2).time());
        assertEquals(Stage.RUNNING, steps.get(3).stage());
        assertTrue(steps.get(3).time().contains("8"));
        assertEquals(Stage.TO_COME, steps.get(4).stage());
        assertTrue(model.newcomer(live.build()));
    }
}
