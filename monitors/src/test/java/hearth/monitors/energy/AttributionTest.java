package hearth.monitors.energy;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import hearth.kernel.Quality;
import hearth.kernel.Reading;
import hearth.monitors.energy.IdleFigure.Origin;
import hearth.monitors.energy.Split.Confidence;

import org.junit.jupiter.api.Test;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;

final class AttributionTest {
    private static final Instant NOW = Instant.parse("2026-11-21T18:04:00Z");
    private static final IdleFigure IDLE = new IdleFigure(36_000, Origin.LEARNED);

    private static WorkerLoad worker(String name, double threads, double cores) {
        return new WorkerLoad(name, Reading.counted(threads, NOW), cores);
    }

    private static Reading<Double> busy(double threads) {
        return Reading.counted(threads, NOW);
    }

    @Test
    void wattsAboveIdleFollowProcessorTime() {
        var split =
                Attribution.split(
                        84_000,
                        Quality.WALL,
                        IDLE,
                        IdleRule.OWNER,
                        busy(4),
                        List.of(worker("contract-risk", 2, 2), worker("boinc", 1, 1)));
        assertEquals(36_000, split.ownIdle());
        assertEquals(24_000, split.workers().getFirst().milliwatts());
        assertEquals(12_000, split.workers().getLast().milliwatts());
        assertEquals(12_000, split.other());
        assertEquals(Confidence.GOOD, split.confidence());
    }

    @Test
    void workersOfADedicatedMachineBearItsIdleWattsBySlotSize() {
        var split =
                Attribution.split(
                        50_000,
                        Quality.WALL,
                        IDLE,
                        IdleRule.WORKERS,
                        busy(1),
                        List.of(worker("a", 1, 3), worker("b", 0, 1)));
        assertEquals(0, split.ownIdle());
        assertEquals(27_000, split.workers().getFirst().idleShare());
        assertEquals(9_000, split.workers().getLast().idleShare());
        assertEquals(14_000, split.workers().getFirst().aboveIdle());
    }

    @Test
    void idleIsTheOwnersWhileThereIsNoWorkerToBearIt() {
        var split =
                Attribution.split(40_000, Quality.WALL, IDLE, IdleRule.WORKERS, busy(1), List.of());
        assertEquals(36_000, split.ownIdle());
        assertEquals(4_000, split.other());
    }

    @Test
    void withoutTheProcessorsTimeNothingIsLaidAtAWorkersDoor() {
        var split =
                Attribution.split(
                        84_000,
                        Quality.WALL,
                        IDLE,
                        IdleRule.OWNER,
                        Reading.missing(NOW, "no counter"),
                        List.of(worker("contract-risk", 2, 2)));
        assertEquals(0, split.workers().getFirst().milliwatts());
        assertEquals(48_000, split.other());
        assertTrue(split.method().contains("no counter"), split.method());
    }

    @Test
    void aMachineBelowItsIdleWattsGivesWhatItHas() {
        var split =
                Attribution.split(
                        30_000,
                        Quality.WALL,
                        IDLE,
                        IdleRule.OWNER,
                        busy(1),
                        List.of(worker("contract-risk", 1, 2)));
        assertEquals(30_000, split.ownIdle());
        assertEquals(0, split.workers().getFirst().milliwatts());
    }

    @Test
    void anEstimateOfWattsIsNeverAGoodSplit() {
        var split =
                Attribution.split(
                        84_000, Quality.ESTIMATE, IDLE, IdleRule.OWNER, busy(1), List.of());
        assertEquals(Confidence.POOR, split.confidence());
    }

    /** The record refuses parts that do not add up, so that making it is the assertion. */
    @Test
    void thePartsAddUpToTheWholeWhateverComes() {
        var random = new Random(7);
        for (int round = 0; round < 20_000; round++) {
            var workers = new ArrayList<WorkerLoad>();
            for (int i = random.nextInt(6); i > 0; i--) {
                workers.add(
                        random.nextInt(5) == 0
                                ? new WorkerLoad("w" + i, Reading.missing(NOW, "just started"), 0.5)
                                : worker(
                                        "w" + i,
                                        random.nextDouble() * 8,
                                        0.1 + random.nextDouble()));
            }
            long whole = random.nextLong(400_000);
            var split =
                    Attribution.split(
                            whole,
                            Quality.WALL,
                            new IdleFigure(random.nextLong(100_000), Origin.LEARNED),
                            random.nextBoolean() ? IdleRule.OWNER : IdleRule.WORKERS,
                            busy(random.nextDouble() * 10),
                            workers);
            assertEquals(whole, split.machine());
            assertTrue(split.other() >= 0 && split.ownIdle() >= 0);
            split.workers().forEach(part -> assertTrue(part.milliwatts() >= 0));
        }
    }

    @Test
    void sharesGiveTheRestToTheLargestRemainder() {
        assertArrayEquals(new long[] {34, 33, 33}, Shares.of(100, new long[] {1, 1, 1}));
        assertArrayEquals(new long[] {1, 0, 2}, Shares.of(3, new long[] {10, 1, 15}));
        assertArrayEquals(new long[] {0, 5}, Shares.of(5, new long[] {0, 9}));
    }

    @Test
    void idleIsLearnedFromQuietSecondsOnly() {
        var idle = new IdleWatts();
        assertEquals(Origin.UNKNOWN, idle.figure().origin());
        for (int i = 0; i < 500; i++) {
            idle.add(80_000 + i % 100, 0.9);
        }
        assertEquals(Origin.LOWEST_SEEN, idle.figure().origin());
        for (int i = 0; i < 200; i++) {
            idle.add(36_000 + i % 10 * 100, 0.01);
        }
        assertEquals(Origin.LEARNED, idle.figure().origin());
        assertEquals(36_050, idle.figure().milliwatts());
    }

    @Test
    void oldIdleWattsFade() {
        var idle = new IdleWatts();
        for (int i = 0; i < 200_000; i++) {
            idle.add(30_000, 0.0);
        }
        for (int i = 0; i < 2_000_000; i++) {
            idle.add(45_000, 0.0);
        }
        assertEquals(45_050, idle.figure().milliwatts());
    }
}
