package hearth.monitors.rules;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import hearth.kernel.Reading;

import org.junit.jupiter.api.Test;

import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;

final class RulesTest {
    private static final Instant AT = Instant.parse("2026-11-21T10:00:00Z");

    private final RuleEngine engine = new RuleEngine();
    private long now = 1_000_000;

    private static Rule rule(RuleKind kind, String limit, String release, int after, int back) {
        return new Rule(
                "r1",
                "Rule",
                true,
                kind,
                new BigDecimal(limit),
                new BigDecimal(release),
                Duration.ofSeconds(after),
                Duration.ofSeconds(back));
    }

    private static Signal is(double value) {
        return Signal.trusted(Reading.counted(value, AT));
    }

    private static Signal missing() {
        return Signal.trusted(Reading.missing(AT, "unplugged"));
    }

    private RuleVerdict look(Rule rule, Signal signal, int seconds) {
        now += seconds * 1000L;
        return engine.look(RuleBook.EMPTY.with(rule), Map.of(rule.kind(), signal), now).getFirst();
    }

    @Test
    void aHotMachinePausesAfterAWaitAndGoesOnBelowTheLowerMark() {
        var hot = rule(RuleKind.TEMPERATURE, "85", "78", 30, 10);
        assertFalse(look(hot, is(86), 1).holds());
        assertFalse(look(hot, is(86), 29).holds());
        var begun = look(hot, is(86), 1);
        assertTrue(begun.holds() && begun.changed());
        assertTrue(begun.reason().contains("86 °C"), begun.reason());
        assertTrue(look(hot, is(80), 100).holds(), "between the marks it keeps on");
        assertTrue(look(hot, is(77), 1).holds());
        assertFalse(look(hot, is(77), 10).holds());
        assertFalse(look(hot, is(84), 100).holds(), "between the marks it stays off");
    }

    @Test
    void aMomentBelowTheLimitBeginsTheWaitAnew() {
        var hot = rule(RuleKind.TEMPERATURE, "85", "78", 30, 0);
        look(hot, is(86), 1);
        look(hot, is(84), 20);
        assertFalse(look(hot, is(86), 20).holds());
        assertFalse(look(hot, is(86), 29).holds());
        assertTrue(look(hot, is(86), 1).holds());
    }

    @Test
    void aSafetySensorThatIsSilentForAMinuteStopsTheWork() {
        for (var kind : new RuleKind[] {RuleKind.TEMPERATURE, RuleKind.WATTS, RuleKind.BANDWIDTH}) {
            var rule = rule(kind, "85", "78", 30, 0);
            engine.look(RuleBook.EMPTY, Map.of(), now);
            look(rule, is(50), 1);
            assertFalse(look(rule, missing(), 59).holds());
            var stopped = look(rule, missing(), 1);
            assertTrue(stopped.holds(), kind + " " + stopped.reason());
            assertTrue(stopped.reason().contains("silent for 60 s"), stopped.reason());
            assertFalse(look(rule, is(50), 1).holds(), "it speaks again");
        }
    }

    @Test
    void aPriceThatIsNotKnownPausesNothing() {
        var price = rule(RuleKind.PRICE, "0.35", "0.35", 0, 0);
        assertTrue(look(price, is(0.372), 1).holds());
        assertFalse(look(price, missing(), 500).holds());
        assertFalse(look(price, is(0.35), 1).holds(), "at the limit it runs");
    }

    @Test
    void whatRunsOnlyWithSomethingWaitsWhileThatIsUnknown() {
        var sun = rule(RuleKind.SURPLUS, "60", "60", 0, 0);
        assertTrue(look(sun, missing(), 1).holds());
        assertTrue(look(sun, is(59), 1).holds());
        assertFalse(look(sun, is(61), 1).holds());
    }

    @Test
    void aMeterThatCanBeImitatedMayPauseButNeverAllows() {
        var sun = rule(RuleKind.SURPLUS, "60", "60", 0, 0);
        var fake = new Signal(Reading.counted(5_000.0, AT), true);
        assertTrue(look(sun, fake, 1).holds());

        var watts = rule(RuleKind.WATTS, "100", "90", 0, 0);
        engine.look(RuleBook.EMPTY, Map.of(), now);
        assertTrue(
                look(watts, new Signal(Reading.counted(500.0, AT), true), 1).holds(),
                "it may pause");
        assertTrue(
                look(watts, new Signal(Reading.counted(5.0, AT), true), 1).holds(),
                "but not let go");
        assertFalse(look(watts, is(80), 1).holds());
        assertTrue(
                look(watts, new Signal(Reading.counted(5.0, AT), true), 60).holds(),
                "nor stand in for a sensor that fell silent");
    }

    @Test
    void batteryUserAndOtherProgramsPause() {
        assertTrue(look(rule(RuleKind.MAINS, "0", "0", 0, 0), is(0), 1).holds());
        engine.look(RuleBook.EMPTY, Map.of(), now);
        assertFalse(look(rule(RuleKind.MAINS, "0", "0", 0, 0), is(1), 1).holds());
        engine.look(RuleBook.EMPTY, Map.of(), now);
        assertTrue(look(rule(RuleKind.AWAY, "10", "10", 0, 0), is(3), 1).holds());
        assertFalse(look(rule(RuleKind.AWAY, "10", "10", 0, 0), is(11), 1).holds());
        engine.look(RuleBook.EMPTY, Map.of(), now);
        assertTrue(look(rule(RuleKind.BUSY, "50", "20", 0, 0), is(70), 1).holds());
        assertTrue(look(rule(RuleKind.BUSY, "50", "20", 0, 0), is(30), 1).holds());
        assertFalse(look(rule(RuleKind.BUSY, "50", "20", 0, 0), is(10), 1).holds());
    }

    @Test
    void aRuleThatIsOffLetsGoAtOnce() {
        var watts = rule(RuleKind.WATTS, "100", "90", 0, 600);
        assertTrue(look(watts, is(120), 1).holds());
        var off = look(watts.on(false), is(120), 1);
        assertFalse(off.holds());
        assertTrue(off.changed());
    }

    @Test
    void safetyIsToldBeforeMoney() {
        var price =
                new Rule(
                        "p",
                        "Price",
                        true,
                        RuleKind.PRICE,
                        new BigDecimal("0.3"),
                        new BigDecimal("0.3"),
                        Duration.ZERO,
                        Duration.ZERO);
        var hot = rule(RuleKind.TEMPERATURE, "85", "78", 0, 0);
        var verdicts =
                engine.look(
                        RuleBook.EMPTY.with(price).with(hot),
                        Map.of(RuleKind.PRICE, is(0.4), RuleKind.TEMPERATURE, is(90)),
                        now);
        assertEquals("r1", RuleEngine.first(verdicts).orElseThrow().rule().id());
    }

    @Test
    void fromAfarASafetyLimitOnlyBecomesTighter() {
        var hot = rule(RuleKind.TEMPERATURE, "85", "78", 30, 10);
        assertTrue(rule(RuleKind.TEMPERATURE, "80", "75", 30, 10).asTightAs(hot));
        assertFalse(rule(RuleKind.TEMPERATURE, "86", "78", 30, 10).asTightAs(hot));
        assertFalse(rule(RuleKind.TEMPERATURE, "85", "79", 30, 10).asTightAs(hot));
        assertFalse(rule(RuleKind.TEMPERATURE, "85", "78", 31, 10).asTightAs(hot));
        assertFalse(rule(RuleKind.TEMPERATURE, "85", "78", 30, 9).asTightAs(hot));
        assertFalse(rule(RuleKind.WATTS, "85", "78", 30, 10).asTightAs(hot));
        assertFalse(hot.on(false).asTightAs(hot));
        assertTrue(
                rule(RuleKind.PRICE, "9", "9", 0, 0)
                        .asTightAs(rule(RuleKind.PRICE, "1", "1", 0, 0)));
    }

    @Test
    void rulesAreTheSameAfterWritingAndReading() {
        var book = RuleBook.EMPTY.with(rule(RuleKind.TEMPERATURE, "85.5", "78", 30, 10));
        assertEquals(book, RuleToml.read(RuleToml.write(book)));
        assertThrows(IllegalArgumentException.class, () -> RuleToml.read("[[rule"));
    }

    @Test
    void aRuleThatWouldNeverRestIsRefused() {
        assertThrows(
                IllegalArgumentException.class, () -> rule(RuleKind.TEMPERATURE, "80", "85", 0, 0));
        assertThrows(IllegalArgumentException.class, () -> rule(RuleKind.WATTS, "-5", "-5", 0, 0));
    }
}
