package hearth.agent;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import hearth.kernel.DataDir;
import hearth.kernel.Quality;
import hearth.kernel.Ratio;
import hearth.kernel.Reading;
import hearth.kernel.Threads;
import hearth.kernel.Watts;
import hearth.link.Reply;
import hearth.link.wire.AgentMessage;
import hearth.link.wire.CalibrateRequest;
import hearth.link.wire.PowerModel;
import hearth.monitors.power.model.ModelSource;
import hearth.monitors.sensors.CpuLoad;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.function.DoubleUnaryOperator;

/** From a meter's readings to a model that is kept and gives watts without it. */
final class ModelPartTest {
    private static final double IDLE = 14;
    private static final double SLOPE = 22;

    @TempDir Path folder;
    private final Threads threads = Threads.system();
    private final Random noise = new Random(9);
    private DataDir dir;
    private MeterBook book;
    private Instant now = Instant.parse("2026-11-27T17:30:00Z");
    private DoubleUnaryOperator loadAt = second -> 0.5 - 0.5 * Math.cos(second / 40);
    private Optional<String> silence = Optional.empty();
    private int told;

    @BeforeEach
    void open() throws Exception {
        dir = DataDir.open(folder.resolve("data"));
        book = new MeterBook(dir);
    }

    @AfterEach
    void close() {
        threads.close();
    }

    private double load() {
        return loadAt.applyAsDouble((double) (now.getEpochSecond() % 100_000));
    }

    /** Half a watt of noise either way, as a plug's rounding and a busy disk make it. */
    private Reading<Watts> watts() {
        return silence.<Reading<Watts>>map(why -> Reading.missing(now, why))
                .orElseGet(() ->
                        new Reading.Measured<>(
                                new Watts(IDLE + SLOPE * load() + noise.nextDouble() - 0.5),
                                now,
                                Quality.WALL));
    }

    private ModelPart part() {
        var meters =
                new ModelPart.Metered() {
                    @Override
                    public MeterBook book() {
                        return book;
                    }

                    @Override
                    public boolean feedsAlone(String id, String machine) {
                        return id.equals("plug") && machine.equals("here");
                    }

                    @Override
                    public Reading<Watts> watts(String id) {
                        return ModelPartTest.this.watts();
                    }

                    @Override
                    public boolean pause(Duration time) {
                        now = now.plus(time);
                        return false;
                    }
                };
        return new ModelPart(
                meters,
                threads,
                () -> {
                    var busy = Ratio.of(load(), 1);
                    return Reading.counted(new CpuLoad(busy, List.of(busy)), now);
                },
                () -> "here");
    }

    private PowerModel calibrate(String meter) throws Exception {
        var request = CalibrateRequest.newBuilder().setMeter(meter).setSeconds(600).build();
        return part().calibrate(request, new Listening());
    }

    /** Counts what it is told and goes nowhere. */
    private final class Listening implements Reply {
        @Override
        public void send(AgentMessage.Builder message, boolean more) {
            told++;
        }

        @Override
        public boolean cancelled() {
            return false;
        }

        @Override
        public boolean fromAfar() {
            return false;
        }

        @Override
        public void watch(boolean on) {}

        @Override
        public void cancel(long request) {}
    }

    private String refused(String meter) {
        return assertThrows(RequestFailedException.class, () -> calibrate(meter)).sentence();
    }

    @Test
    void aFitFindsTheModelMetersLineWithinItsError() throws Exception {
        var model = calibrate("plug");
        assertEquals(IDLE, model.getIdle(), 0.15);
        assertEquals(IDLE + SLOPE, model.getFull(), 0.15);
        // Evenly between -0.5 and 0.5: the root mean square is 0.29.
        assertEquals(Math.sqrt(1 / 12.0), model.getError(), 0.03);
        assertTrue(model.getCalibrated());
        assertEquals(600, told);
    }

    @Test
    void theFitGivesWattsWhenTheMeterHasGone() throws Exception {
        calibrate("plug");
        var again = new MeterBook(dir);
        var busy = Ratio.of(0.5, 1);
        try (var source =
                new ModelSource(
                        again::model,
                        () -> Reading.counted(new CpuLoad(busy, List.of(busy)), now))) {
            var reading = source.read().getFirst();
            assertEquals("calibrated model", reading.name());
            assertEquals(IDLE + SLOPE / 2, reading.watts().measured().orElseThrow().value(), 0.15);
            assertTrue(reading.note().contains("fitted against plug from 600 seconds"));
        }
    }

    @Test
    void aLoadThatHardlyVariesIsRefusedAndNothingIsKept() {
        loadAt = second -> 0.97 + 0.02 * Math.sin(second);
        assertTrue(refused("plug").contains("The load stayed between 95 and 99 %"));
        assertFalse(book.model().isPresent());
    }

    @Test
    void aSilentMeterIsRefused() {
        silence = Optional.of("silent 20 s");
        assertTrue(refused("plug").contains("Only 0 pairs"));
    }

    @Test
    void aMeterOfSeveralMachinesIsRefused() {
        assertTrue(refused("strip").contains("must feed this machine alone"));
    }
}
