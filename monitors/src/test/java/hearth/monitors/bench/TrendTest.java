package hearth.monitors.bench;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

final class TrendTest {
    private static final Instant MARCH = Instant.parse("2026-03-01T00:00:00Z");

    private static List<Trend.Past> months(double... values) {
        var past = new ArrayList<Trend.Past>();
        for (int i = 0; i < values.length; i++) {
            past.add(new Trend.Past(MARCH.plusSeconds(i * 30L * 86_400), values[i], 0.01));
        }
        return past;
    }

    @Test
    void aDriveThatIsFortyPercentSlowerIsFoundWithItsBegin() {
        var found = Trend.of(months(520, 515, 522, 518, 420, 400, 340, 312), false).orElseThrow();
        assertEquals(519, found.baseline());
        assertEquals(312.0 / 519 - 1, found.change(), 1e-9);
        assertEquals(MARCH, found.since());
        assertEquals(Optional.of(MARCH.plusSeconds(4 * 30L * 86_400)), found.slowerSince());
    }

    @Test
    void oneSlowReportThatRecoveredIsNoRegression() {
        var found = Trend.of(months(520, 515, 300, 518, 521), false).orElseThrow();
        assertTrue(found.slowerSince().isEmpty());
        assertEquals(0.01, found.change(), 0.01);
    }

    @Test
    void aMachineThatAlwaysVariesIsNotBlamedForIt() {
        var found = Trend.of(months(100, 140, 80, 125, 82), false).orElseThrow();
        assertTrue(found.slowerSince().isEmpty(), found.toString());
    }

    @Test
    void ofATimeLessIsBetter() {
        var found = Trend.of(months(80, 80, 80, 100), true).orElseThrow();
        assertEquals(-0.2, found.change(), 1e-9);
        assertTrue(found.slowerSince().isPresent());
        assertTrue(Trend.of(months(80, 80, 80, 60), true).orElseThrow().change() > 0.3);
    }

    @Test
    void withoutTwoEarlierReportsNothingIsSaid() {
        assertTrue(Trend.of(months(520, 100), false).isEmpty());
        assertTrue(Trend.of(List.of(), false).isEmpty());
    }
}
