package hearth.agent;

import static hearth.agent.FakeMeter.NOW;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import hearth.kernel.Quality;
import hearth.kernel.Reading;
import hearth.kernel.Watts;
import hearth.monitors.power.MachinePower;
import hearth.monitors.power.PowerReading;
import hearth.monitors.power.PowerReading.Covers;
import hearth.monitors.power.PowerReading.FromMeter;
import hearth.monitors.rules.Signal;

import org.junit.jupiter.api.Test;

import java.util.List;
import java.util.Optional;

/** What a watt limit looks at when there are several figures. */
final class RuleSignalsTest {
    private static final PowerReading CHIP =
            new PowerReading(
                    "rapl", "package", Covers.PROCESSOR, measured(40, Quality.COUNTER), "");

    private static Reading<Watts> measured(double watts, Quality quality) {
        return new Reading.Measured<>(new Watts(watts), NOW, quality);
    }

    private static PowerReading wired(Reading<Watts> watts) {
        return new PowerReading(
                "meter.p",
                "P",
                Covers.MACHINE,
                watts,
                "",
                Optional.of(new FromMeter(false, Optional.empty())));
    }

    private static PowerReading plug(double watts) {
        return new PowerReading(
                "meter.plug",
                "Plug",
                Covers.MACHINE,
                measured(watts, Quality.WALL),
                "",
                Optional.of(new FromMeter(true, Optional.empty())));
    }

    private static Signal signal(PowerReading... readings) {
        return RuleSignals.watts(MachinePower.of(List.of(readings), NOW), NOW);
    }

    private static double value(Signal signal) {
        return signal.reading().measured().orElseThrow();
    }

    @Test
    void aTrustedMeterIsTheSensor() {
        var signal = signal(wired(measured(120, Quality.WALL)), CHIP);
        assertEquals(120, value(signal));
        assertFalse(signal.imitable());
    }

    @Test
    void aSilentMeterIsNotReplacedByAChipsSmallerFigure() {
        var signal = signal(wired(Reading.missing(NOW, "silent 20 s")), CHIP);
        assertEquals(Reading.missing(NOW, "silent 20 s"), signal.reading());
        assertFalse(signal.imitable());
    }

    @Test
    void aPlugThatCanBeImitatedAddsToAChipAndNeverTakesAway() {
        assertEquals(200, value(signal(CHIP, plug(200))));
        assertEquals(40, value(signal(CHIP, plug(5))));
    }

    @Test
    void besideATrustedMeterAPlugCountsForNothing() {
        assertEquals(120, value(signal(wired(measured(120, Quality.WALL)), plug(200))));
        assertEquals(120, value(signal(wired(measured(120, Quality.WALL)), plug(5))));
    }

    @Test
    void aPlugAloneIsMarked() {
        var signal = signal(plug(80));
        assertEquals(80, value(signal));
        assertTrue(signal.imitable());
    }

    @Test
    void withoutAMeterTheBestFigureCounts() {
        assertEquals(40, value(signal(CHIP)));
        assertFalse(signal().reading().measured().isPresent());
    }
}
