package hearth.agent;

import static hearth.agent.FakeMeter.NOW;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import hearth.kernel.Reading;
import hearth.kernel.Watts;

import org.junit.jupiter.api.Test;

import java.util.List;

final class HomePowerTest {
    private static HomePower of(FakeMeter... meters) {
        return HomePower.of(List.of(meters), NOW);
    }

    private static double watts(Reading<Watts> reading) {
        return reading.measured().orElseThrow().value();
    }

    @Test
    void whatTheHomeSendsOutIsTheSurplus() {
        var sunny = of(FakeMeter.home("p1").says(-850));
        assertEquals(850, watts(sunny.surplus()));
        assertEquals(40_000, sunny.solar(40_000));
        var cloudy = of(FakeMeter.home("p1").says(120));
        assertEquals(0, watts(cloudy.surplus()));
        assertEquals(0, cloudy.solar(40_000));
    }

    @Test
    void aMeterAPhaseMakesOneHome() {
        var phases =
                of(
                        FakeMeter.home("l1").says(-500),
                        FakeMeter.home("l2").says(200),
                        FakeMeter.home("l3").says(100),
                        FakeMeter.of("plug", "here").says(900));
        assertEquals(200, watts(phases.surplus()));
    }

    @Test
    void withAPhaseSilentNothingIsKnown() {
        var half = of(FakeMeter.home("l1").says(-500), FakeMeter.home("l2").silent("silent 40 s"));
        assertEquals(Reading.missing(NOW, "l2: silent 40 s"), half.surplus());
        assertEquals(0, half.solar(40_000));
    }

    @Test
    void onePhaseThatCanBeImitatedMakesTheSumImitable() {
        assertFalse(of(FakeMeter.home("l1").says(1)).imitable());
        assertTrue(
                of(FakeMeter.home("l1").says(1), FakeMeter.imitableHome("l2").says(1)).imitable());
    }

    @Test
    void withoutAMeterOfTheHomeNothingIsClaimed() {
        var none = of(FakeMeter.of("plug", "here").says(-900));
        assertTrue(none.surplus().measured().isEmpty());
        assertEquals(0, none.solar(40_000));
    }
}
