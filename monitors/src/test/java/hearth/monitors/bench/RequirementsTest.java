package hearth.monitors.bench;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import hearth.kernel.Reading;

import org.junit.jupiter.api.Test;

import java.io.BufferedReader;
import java.io.StringReader;
import java.time.Instant;
import java.util.EnumMap;
import java.util.Map;

final class RequirementsTest {
    private static final Instant NOW = Instant.parse("2026-11-21T19:04:00Z");

    private static Map<Fact, Reading<Double>> tower() {
        var facts = new EnumMap<Fact, Reading<Double>>(Fact.class);
        put(facts, Fact.AMD64, 1);
        put(facts, Fact.BARE_METAL, 1);
        put(facts, Fact.CORES, 8);
        put(facts, Fact.THREADS, 16);
        put(facts, Fact.CLOCK, 3.4e9);
        put(facts, Fact.MEMORY, 67.3e9);
        put(facts, Fact.DISK_TOTAL, 2e12);
        put(facts, Fact.DISK_FREE, 1.84e12);
        put(facts, Fact.DISK_WRITE, 2.9e9);
        put(facts, Fact.NET_DOWN, 1e9);
        put(facts, Fact.NET_UP, 1e9);
        put(facts, Fact.IPV4, 1);
        put(facts, Fact.IPV6, 1);
        put(facts, Fact.KVM, 1);
        put(facts, Fact.EPS4, 280);
        put(facts, Fact.EPS8, 560);
        put(facts, Fact.EPS16, 1120);
        return facts;
    }

    private static void put(Map<Fact, Reading<Double>> facts, Fact fact, double value) {
        facts.put(fact, Reading.counted(value, NOW));
    }

    private static Requirements.Standing of(String network, Map<Fact, Reading<Double>> facts) {
        return Requirements.load().judge(facts).stream()
                .filter(one -> one.network().equals(network))
                .findFirst()
                .orElseThrow();
    }

    @Test
    void whatFitsFitsAndWhatIsShortIsNamed() {
        assertEquals(Requirements.State.FITS, of("Aleph CRN", tower()).state());
        assertEquals(Requirements.State.FITS, of("Flux Cumulus", tower()).state());
        var stratus = of("Flux Stratus", tower());
        assertEquals(Requirements.State.SHORT, stratus.state());
        var row =
                stratus.rows().stream()
                        .filter(one -> one.state() == Requirements.State.SHORT)
                        .findFirst()
                        .orElseThrow();
        assertEquals("1120", row.found());
        assertEquals("1520", row.needed());
        var core = of("Aleph CCN", tower());
        assertTrue(
                core.rows().stream()
                        .anyMatch(one ->
                                one.fact() == Fact.DISK_TOTAL && one.found().equals("2 TB")));
    }

    @Test
    void oneOfTwoWaysIsEnough() {
        var slowerButWider = tower();
        put(slowerButWider, Fact.CORES, 12);
        put(slowerButWider, Fact.THREADS, 24);
        put(slowerButWider, Fact.CLOCK, 2.5e9);
        assertEquals(Requirements.State.FITS, of("Aleph CRN", slowerButWider).state());
        put(slowerButWider, Fact.THREADS, 12);
        assertEquals(Requirements.State.SHORT, of("Aleph CRN", slowerButWider).state());
    }

    @Test
    void whatIsNotMeasuredIsUnknownAndNeverFits() {
        var facts = tower();
        facts.put(Fact.NET_DOWN, Reading.missing(NOW, "no line"));
        facts.remove(Fact.IPV6);
        var crn = of("Aleph CRN", facts);
        assertEquals(Requirements.State.UNKNOWN, crn.state());
        assertTrue(crn.rows().stream().anyMatch(one -> one.found().equals("no line")));
        assertTrue(crn.rows().stream().anyMatch(one -> one.found().equals("not measured")));
        put(facts, Fact.MEMORY, 1e9);
        assertEquals(Requirements.State.SHORT, of("Aleph CRN", facts).state());
    }

    @Test
    void everyRuleHasItsSourceAndDate() {
        for (var standing : Requirements.load().judge(Map.of())) {
            for (var row : standing.rows()) {
                assertTrue(row.source().length() > 8, standing.network());
                assertTrue(row.date().getYear() >= 2020, standing.network());
            }
        }
    }

    @Test
    void aDamagedRuleIsRefused() {
        var lines =
                new BufferedReader(new StringReader("Aleph\t\tmemory\t-1\tsomewhere\t2026-01-01"));
        assertThrows(IllegalArgumentException.class, () -> Requirements.parse(lines));
    }
}
