package hearth.monitors.sensors;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import hearth.kernel.Reading;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;

import java.time.InstantSource;

/** OSHI on the machine at hand, and what it says where there is nothing. */
final class OshiSensorsTest {
    private final OshiSensors sensors = OshiSensors.ofThisMachine(InstantSource.system());
    private final OshiTold told = new OshiTold(InstantSource.system());

    @Test
    void absencesOfEveryKindAreMissingAndNotNumbers() {
        for (double nothing : new double[] {0, -1, Double.NaN, 9000}) {
            assertInstanceOf(Reading.Missing.class, told.celsius(nothing));
        }
        assertEquals(47.5, told.celsius(47.5).measured().orElseThrow().value());
        for (long nothing : new long[] {0, -1, Long.MAX_VALUE}) {
            assertInstanceOf(Reading.Missing.class, told.speed(nothing));
        }
        assertEquals(1_000_000_000L, told.speed(1_000_000_000L).measured().orElseThrow());
        assertInstanceOf(Reading.Missing.class, told.bytes(0, "none"));
        assertInstanceOf(Reading.Missing.class, told.named("unknown", "none"));
        assertInstanceOf(Reading.Missing.class, told.named("unknown unknown", "none"));
        assertEquals("Dell XPS", told.named("Dell XPS", "none").measured().orElseThrow());
    }

    @Test
    void loadIsTheBusyShareBetweenTwoReadings() {
        long[][] before = {{0, 0, 0, 0, 0, 0, 0, 0}, {0, 0, 0, 0, 0, 0, 0, 0}};
        long[][] after = {{30, 0, 10, 50, 10, 0, 0, 0}, {0, 0, 0, 100, 0, 0, 0, 0}};
        var load = sensors.load(before, after).measured().orElseThrow();
        assertEquals(0.4, load.perThread().get(0).value(), 1e-9);
        assertEquals(0, load.perThread().get(1).value());
        assertEquals(0.2, load.total().value(), 1e-9);
        assertInstanceOf(Reading.Missing.class, sensors.load(after, after));
    }

    @Test
    @EnabledOnOs(OS.LINUX)
    void itAgreesWithTheKernelsOwnFiles() {
        try (var direct = LinuxSensors.ofThisMachine(InstantSource.system())) {
            var oshi = sensors.identity();
            var own = direct.identity();
            assertEquals(own.threads(), oshi.threads());
            assertEquals(own.memory().measured(), oshi.memory().measured());
            // Other programs take memory between two readings, but not each time.
            double apart = 1;
            for (int i = 0; i < 100 && apart >= 0.2; i++) {
                var memory = sensors.memory().measured().orElseThrow();
                var ownMemory = direct.memory().measured().orElseThrow();
                assertEquals(ownMemory.total(), memory.total());
                apart =
                        Math.abs(ownMemory.available().value() - memory.available().value())
                                / (double) memory.total().value();
            }
            assertTrue(apart < 0.2, "available differs by " + apart);
            long before = direct.uptime().measured().orElseThrow().toSeconds();
            long uptime = sensors.uptime().measured().orElseThrow().toSeconds();
            long after = direct.uptime().measured().orElseThrow().toSeconds();
            assertTrue(
                    before - 1 <= uptime && uptime <= after + 1,
                    uptime + " s, not from " + before + " to " + after);
            sensors.programs();
            assertTrue(sensors.programs().measured().orElseThrow().top().size() > 1);
            var self = sensors.use(ProcessHandle.current().pid()).measured().orElseThrow();
            assertTrue(self.memory().value() > 16L << 20, self.toString());
        }
    }
}
