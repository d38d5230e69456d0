package hearth.app.chart;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;

class TrailTest {
    @Test
    void forgetsTheOldestFirst() {
        var trail = new Trail(3);
        for (int i = 1; i <= 5; i++) {
            trail.add(i * 1_000L, i);
        }
        var kept = trail.since(0);
        assertEquals(3, kept.size());
        assertEquals(3_000, kept.at(0));
        assertEquals(5, kept.last());
    }

    @Test
    void theSameMomentCountsOnce() {
        var trail = new Trail(5);
        trail.add(1_000, 1);
        trail.add(1_000, 2);
        assertEquals(1, trail.since(0).size());
    }

    @Test
    void historyGoesBeforeWhatWasSeenLive() {
        var trail = new Trail(10);
        trail.add(5_000, 5);
        trail.before(Samples.of(new long[] {3_000, 4_000, 5_000}, new double[] {3, 4, 9}));
        var all = trail.since(0);
        assertEquals(3, all.size());
        assertEquals(3_000, all.at(0));
        assertEquals(5, all.last());
    }

    @Test
    void aGapStaysAGap() {
        var trail = new Trail(5);
        trail.add(1_000, Double.NaN);
        assertTrue(Double.isNaN(trail.since(0).last()));
        assertTrue(Double.isNaN(trail.since(0).max()));
    }

    @Test
    void findsTheNearestSample() {
        var samples = Samples.of(new long[] {1_000, 2_000, 5_000}, new double[] {1, 2, 5});
        assertEquals(1, samples.nearest(2_400));
        assertEquals(2, samples.nearest(9_000));
        assertEquals(-1, Samples.NONE.nearest(1));
    }

    @Test
    void longerThanAFewStepsIsAGap() {
        var samples = Samples.of(new long[] {0, 10_000, 20_000, 90_000}, new double[] {1, 1, 1, 1});
        assertEquals(40_000, Pen.gapLimit(samples));
    }
}
