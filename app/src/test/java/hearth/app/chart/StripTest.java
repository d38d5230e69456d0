package hearth.app.chart;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;

/** A curve as columns of pixels. */
class StripTest {
    /** A pixel a second, a pixel a unit, from the bottom at 100. */
    private static final Scale SCALE = new Scale(0, 100_000, 0, 100, new Area(0, 100, 0, 100));

    @Test
    void aLineBetweenFarSamplesIsStraight() {
        var strip = strip(new long[] {0, 10_000}, new double[] {0, 10});
        assertEquals(0, strip.left(0), 1e-9);
        assertEquals(10, strip.size());
        for (int i = 0; i < 10; i++) {
            assertEquals(100 - i - 0.5, strip.middle(i), 1e-9);
            assertEquals(Math.sqrt(2), strip.half(i, 2), 1e-9);
        }
    }

    @Test
    void aFlatLineIsAsWideAsItIs() {
        var strip = strip(new long[] {0, 3_000}, new double[] {50, 50});
        assertEquals(3, strip.size());
        assertEquals(50, strip.middle(2), 1e-9);
        assertEquals(0.8, strip.half(2, 1.6), 1e-9);
    }

    @Test
    void aPeakWithinAColumnIsSeenAndNotOutgrown() {
        var strip =
                strip(
                        new long[] {0, 1_400, 1_500, 1_600, 3_000},
                        new double[] {10, 10, 90, 10, 10});
        assertEquals(100 - 50, strip.middle(1), 1e-9);
        assertEquals((80 + 1.6) / 2, strip.half(1, 1.6), 1e-9);
        assertEquals(100 - 10, strip.middle(0), 1e-9);
        assertEquals(100 - 10, strip.middle(2), 1e-9);
    }

    @Test
    void aSingleSampleIsAColumn() {
        var strip = strip(new long[] {5_000}, new double[] {20});
        assertEquals(5, strip.left(0), 1e-9);
        assertEquals(1, strip.size());
        assertEquals(80, strip.middle(0), 1e-9);
    }

    @Test
    void neighbouringColumnsTouch() {
        var strip =
                strip(
                        new long[] {0, 700, 1_900, 2_100, 4_800, 6_000},
                        new double[] {5, 60, 20, 95, 3, 50});
        for (int i = 1; i < strip.size(); i++) {
            double apart = Math.abs(strip.middle(i) - strip.middle(i - 1));
            double reach = strip.half(i, 1.6) + strip.half(i - 1, 1.6);
            assertTrue(apart <= reach, "column " + i + " is " + apart + " away");
        }
    }

    @Test
    void columnsAreThoseOfTheScreen() {
        var samples = Samples.of(new long[] {0, 10_000}, new double[] {0, 10});
        var strip = Strip.of(samples, 0, 2, SCALE, 1 / 1.25);
        assertEquals(13, strip.size());
        assertEquals(0.8, strip.left(1), 1e-9);
        assertEquals(100 - 1.2, strip.middle(1), 1e-9);
        assertEquals((0.8 + 2) / 2, strip.half(1, 2), 1e-9);
    }

    private static Strip strip(long[] times, double[] values) {
        return Strip.of(Samples.of(times, values), 0, times.length, SCALE, 1);
    }
}
