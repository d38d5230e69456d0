package hearth.network.score;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import org.junit.jupiter.api.Test;

import java.math.BigInteger;
import java.util.List;

final class ScoreTest {
    private static Ppm ppm(int value) {
        return new Ppm(value);
    }

    @Test
    void speedIsFullInTheFirstQuarterAndHalfAtTheEnd() {
        assertEquals(1_000_000, Speed.of(List.of(ppm(0))).value().value());
        assertEquals(1_000_000, Speed.of(List.of(ppm(250_000))).value().value());
        assertEquals(500_000, Speed.of(List.of(ppm(1_000_000))).value().value());
        assertEquals(750_000, Speed.of(List.of(ppm(625_000))).value().value());
        assertEquals(750_000, Speed.of(List.of(ppm(0), ppm(1_000_000))).value().value());
        assertEquals(500_000, Speed.of(List.of(ppm(0), ppm(1_000_000))).meanLateness().value());
        assertEquals(0, Speed.of(List.of()).value().value());
    }

    @Test
    void performanceMovesAQuarterOfTheWay() {
        var first = Performance.of(100, 100, Performance.NEWCOMER);
        assertEquals(700_000, first.smoothed().value());
        assertEquals(444_444, first.value().value());
        var fallen = Performance.of(100, 0, ppm(999_999));
        assertEquals(749_999, fallen.smoothed().value());
        assertEquals(0, Performance.of(100, 0, ppm(500_000)).value().value());
        assertEquals(1_000_000, Performance.of(100, 100, ppm(950_000)).value().value());
    }

    @Test
    void performanceOfAPausedNodeStays() {
        assertEquals(820_000, Performance.of(0, 0, ppm(820_000)).smoothed().value());
    }

    @Test
    void maintenanceIsARampTimesFreshness() {
        assertEquals(0, Maintenance.of(100, 80, ppm(1_000_000)).value().value());
        assertEquals(1_000_000, Maintenance.of(100, 95, ppm(1_000_000)).value().value());
        assertEquals(500_000, Maintenance.of(1_000, 875, ppm(1_000_000)).value().value());
        assertEquals(500_000, Maintenance.of(10, 10, ppm(500_000)).value().value());
        assertEquals(0, Maintenance.of(0, 0, ppm(1_000_000)).value().value());
    }

    @Test
    void freshnessFallsAfterFourteenAndTwentyEightDays() {
        assertEquals(1_000_000, Maintenance.freshness(0).value());
        assertEquals(1_000_000, Maintenance.freshness(14).value());
        assertEquals(500_000, Maintenance.freshness(15).value());
        assertEquals(500_000, Maintenance.freshness(28).value());
        assertEquals(0, Maintenance.freshness(29).value());
    }

    @Test
    void scoreIsTheProductAndWeightCountsVerifiedUnits() {
        var score =
                Score.of(
                        Speed.of(List.of(ppm(625_000))),
                        Performance.of(100, 100, Performance.NEWCOMER),
                        Maintenance.of(100, 100, ppm(1_000_000)));
        assertEquals(333_333, score.value().value());
        assertEquals(BigInteger.valueOf(33_333_300), score.weight(100));
        assertEquals(BigInteger.ZERO, score.weight(0));
    }

    @Test
    void sharesAboveOneAndBelowZeroAreRefused() {
        assertThrows(IllegalArgumentException.class, () -> ppm(1_000_001));
        assertThrows(IllegalArgumentException.class, () -> ppm(-1));
        assertThrows(IllegalArgumentException.class, () -> Performance.of(1, 2, ppm(0)));
    }
}
