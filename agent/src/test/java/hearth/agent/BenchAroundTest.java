package hearth.agent;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertTrue;

import hearth.kernel.Quality;
import hearth.kernel.Reading;
import hearth.kernel.Watts;
import hearth.monitors.power.MachinePower;
import hearth.monitors.power.PowerReading;

import org.junit.jupiter.api.Test;

import java.time.Instant;
import java.util.List;
import java.util.Optional;

final class BenchAroundTest {
    private static final Instant NOW = Instant.parse("2026-11-27T17:30:00Z");

    private static PowerReading meter(
            String name, double watts, Quality quality, boolean imitable) {
        return new PowerReading(
                name,
                name,
                PowerReading.Covers.MACHINE,
                new Reading.Measured<>(new Watts(watts), NOW, quality),
                "",
                Optional.of(new PowerReading.FromMeter(imitable, Optional.empty())));
    }

    @Test
    void aMeterThatAnyoneCanImitateNeverEntersASignedReport() {
        var plug = meter("plug", 80, Quality.WALL, true);
        var board = meter("board", 31, Quality.BOARD, false);
        var both = BenchAround.signable(MachinePower.of(List.of(plug, board), NOW), NOW);
        assertEquals("board", both.name());
        assertEquals(31, both.machine().measured().orElseThrow().value());
        var alone = BenchAround.signable(MachinePower.of(List.of(plug), NOW), NOW);
        assertTrue(alone.machine().measured().isEmpty());
        assertTrue(alone.sources().isEmpty());
    }

    @Test
    void othersEnterAsTheyAre() {
        var power = MachinePower.of(List.of(meter("board", 31, Quality.BOARD, false)), NOW);
        assertSame(power, BenchAround.signable(power, NOW));
    }
}
