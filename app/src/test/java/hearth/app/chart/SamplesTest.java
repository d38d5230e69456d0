package hearth.app.chart;

import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;

import java.util.stream.LongStream;

class SamplesTest {
    /** Ten minutes, a value a second. */
    private static Samples from(long second, double peak) {
        long[] times = LongStream.range(second, second + 600).map(s -> s * 1_000).toArray();
        double[] values = LongStream.range(0, 600).mapToDouble(i -> i == 300 ? peak : 1).toArray();
        return Samples.of(times, values);
    }

    @Test
    void lessThanAPixelIsNotSeen() {
        // 600 s on 200 pixels: a pixel is 3 s.
        assertTrue(from(2, 5).looksLike(from(0, 5), 200));
        assertFalse(from(3, 5).looksLike(from(0, 5), 200));
    }

    @Test
    void aNewPeakIsSeenAtOnce() {
        assertFalse(from(1, 9).looksLike(from(0, 5), 200));
    }

    @Test
    void theFirstValuesAreSeen() {
        assertFalse(from(0, 5).looksLike(Samples.NONE, 200));
        assertTrue(Samples.NONE.looksLike(Samples.NONE, 200));
    }
}
