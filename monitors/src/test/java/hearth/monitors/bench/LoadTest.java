package hearth.monitors.bench;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;

import hearth.kernel.Celsius;
import hearth.kernel.Hertz;
import hearth.kernel.Reading;
import hearth.kernel.Watts;

import org.junit.jupiter.api.Test;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

final class LoadTest {
    private static final Instant NOW = Instant.parse("2026-11-21T19:04:00Z");

    private static List<LoadPoint> curve(boolean watts) {
        var points = new ArrayList<LoadPoint>();
        for (int second = -5; second <= 100; second++) {
            if (second != 0) {
                double power = second < 0 ? 40 : 104;
                points.add(
                        new LoadPoint(
                                Duration.ofSeconds(second),
                                second < 0 ? 0 : second <= 50 ? 8000 : 7680,
                                new LoadPoint.Around(
                                        watts
                                                ? Reading.counted(new Watts(power), NOW)
                                                : Reading.missing(NOW, "no meter"),
                                        watts ? "RAPL" : "",
                                        Reading.counted(new Celsius(40 + second / 3.0), NOW),
                                        Reading.counted(new Hertz(4e9), NOW),
                                        "")));
            }
        }
        return points;
    }

    private static BenchLine line(List<BenchLine> lines, String id) {
        return lines.stream().filter(one -> one.id().equals(id)).findFirst().orElseThrow();
    }

    private static double value(List<BenchLine> lines, String id) {
        return line(lines, id).figure().measured().orElseThrow().value();
    }

    @Test
    void workPerJouleCountsWhatIsAboveIdle() {
        var lines = new Load(curve(true), "contracts/s", NOW).lines();
        assertEquals(104, value(lines, "load.watts"));
        assertEquals(40, value(lines, "load.idle.watts"));
        assertEquals(7680 / 64.0, value(lines, "load.joule"), 1e-9);
        assertEquals("contracts/J", line(lines, "load.joule").unit());
        assertEquals(0.96, value(lines, "load.kept"), 1e-9);
        assertEquals(7680, value(lines, "load.rate"));
    }

    @Test
    void withoutAMeterThePowerIsMissingWithItsReasonAndNotZero() {
        var lines = new Load(curve(false), "contracts/s", NOW).lines();
        for (var id : List.of("load.watts", "load.idle.watts", "load.joule")) {
            var missing = assertInstanceOf(Reading.Missing.class, line(lines, id).figure(), id);
            assertEquals("no meter", missing.reason());
        }
        assertEquals(7680, value(lines, "load.rate"));
    }
}
