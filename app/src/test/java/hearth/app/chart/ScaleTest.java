package hearth.app.chart;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;

import java.util.List;

class ScaleTest {
    @Test
    void theTopIsRoundAndNotBelowTheValue() {
        for (double value : new double[] {0.003, 0.7, 3, 84.6, 117, 2_967, 1e6}) {
            double top = Scale.roundTop(value);
            assertTrue(top >= value, value + " " + top);
            int steps = Scale.ticks(top).size() - 1;
            assertTrue(steps >= 3 && steps <= 5, value + " has " + steps);
        }
    }

    @Test
    void nothingMeasuredStillHasAScale() {
        assertEquals(1, Scale.roundTop(0));
        assertEquals(1, Scale.roundTop(Double.NaN));
    }

    @Test
    void percentHasQuarters() {
        assertEquals(List.of(0.0, 0.25, 0.5, 0.75, 1.0), Scale.ticks(1));
    }

    @Test
    void partsOfAWholeAreSummedUp() {
        long[] times = {1, 2};
        var plot =
                Plot.of(
                                0,
                                2,
                                Curve.area("a", "c-blue", Samples.of(times, new double[] {1, 2})),
                                Curve.area("b", "c-teal", Samples.of(times, new double[] {3, 4})))
                        .asParts();
        assertEquals(6, plot.drawn().getFirst().samples().last());
        assertEquals("b", plot.drawn().getFirst().name());
    }

    @Test
    void tenMinutesCountBackFromNow() {
        var ticks = TimeAxis.ticks(0, 600_000, "now");
        assertEquals("−10\u202fmin", ticks.getFirst().text());
        assertEquals("now", ticks.getLast().text());
        assertEquals(6, ticks.size());
    }
}
