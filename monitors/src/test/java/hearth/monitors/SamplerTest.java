package hearth.monitors;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import hearth.kernel.Bytes;
import hearth.kernel.Hertz;
import hearth.kernel.Ratio;
import hearth.kernel.Reading;
import hearth.kernel.Threads;
import hearth.monitors.history.History;
import hearth.monitors.power.PowerReading;
import hearth.monitors.power.PowerSource;
import hearth.monitors.sensors.CpuLoad;
import hearth.monitors.sensors.DiskUse;
import hearth.monitors.sensors.Fan;
import hearth.monitors.sensors.MachineIdentity;
import hearth.monitors.sensors.Memory;
import hearth.monitors.sensors.MountSpace;
import hearth.monitors.sensors.NetworkUse;
import hearth.monitors.sensors.Pressure;
import hearth.monitors.sensors.ProcessUse;
import hearth.monitors.sensors.Programs;
import hearth.monitors.sensors.Sensors;
import hearth.monitors.sensors.Swap;
import hearth.monitors.sensors.Temperature;
import hearth.monitors.sensors.Throttling;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;

@Timeout(60)
final class SamplerTest {
    @TempDir Path folder;
    private final VirtualTime time = new VirtualTime("2026-11-21T10:00:00Z");
    private final Threads threads =
            new Threads(
                    time,
                    Executors.newSingleThreadScheduledExecutor(),
                    Executors.newVirtualThreadPerTaskExecutor(),
                    Executors.newSingleThreadExecutor());
    private final CountDownLatch hanging = new CountDownLatch(1);

    @AfterEach
    void end() {
        hanging.countDown();
        threads.close();
    }

    /** Sensors of which the temperatures never answer. */
    private final class Hanging implements Sensors {
        private <T> Reading<T> none() {
            return Reading.missing(time.instant(), "not in this test");
        }

        @Override
        public MachineIdentity identity() {
            return new MachineIdentity("h", none(), none(), 1, 1, none(), "os", "k", "a");
        }

        @Override
        public Reading<CpuLoad> cpu() {
            return Reading.counted(
                    new CpuLoad(new Ratio(0.25), List.of(new Ratio(0.25))), time.instant());
        }

        @Override
        public Reading<List<Hertz>> frequencies() {
            return Reading.counted(List.of(new Hertz(2e9)), time.instant());
        }

        @Override
        public Reading<Memory> memory() {
            var one = new Bytes(1L << 30);
            return Reading.counted(new Memory(one, one, one, one), time.instant());
        }

        @Override
        public Reading<Swap> swap() {
            return none();
        }

        @Override
        public Reading<List<DiskUse>> disks() {
            return none();
        }

        @Override
        public Reading<List<MountSpace>> mounts() {
            return none();
        }

        @Override
        public Reading<List<NetworkUse>> network() {
            return none();
        }

        @Override
        public Reading<List<Temperature>> temperatures() {
            try {
                hanging.await();
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
            return none();
        }

        @Override
        public Reading<List<Fan>> fans() {
            return none();
        }

        @Override
        public Reading<Throttling> throttling() {
            return none();
        }

        @Override
        public Reading<Pressure> pressure() {
            return none();
        }

        @Override
        public Reading<Programs> programs() {
            return none();
        }

        @Override
        public Reading<ProcessUse> use(long rootPid) {
            return Reading.counted(
                    new ProcessUse(1, Duration.between(start(), time.instant()), new Bytes(7)),
                    time.instant());
        }

        @Override
        public Reading<Duration> uptime() {
            return none();
        }

        @Override
        public void close() {}
    }

    private static Instant start() {
        return Instant.parse("2026-11-21T10:00:00Z");
    }

    /** A meter that broke: a bug in one source must not reach the others. */
    private static final class Broken implements PowerSource {
        @Override
        public List<PowerReading> read() {
            throw new IllegalStateException("broken on purpose");
        }

        @Override
        public Duration pace() {
            return Duration.ofSeconds(1);
        }

        @Override
        public void close() {}
    }

    private void until(BooleanSupplier condition) {
        long deadline = System.nanoTime() + Duration.ofSeconds(60).toNanos();
        while (!condition.getAsBoolean()) {
            assertTrue(System.nanoTime() < deadline, "did not happen in 60 s");
            LockSupport.parkNanos(5_000_000);
        }
    }

    private void tick(Sampler sampler) {
        time.pass(Duration.ofSeconds(1));
        var expected = time.instant();
        sampler.tick();
        until(() -> sampler.idle() && sampler.latest().get().time().equals(expected));
    }

    @Test
    void aSensorThatHangsAndAMeterThatBreaksStopNothingElse() throws Exception {
        try (var history = History.open(folder.resolve("history.db"), time);
                var sampler =
                        new Sampler(
                                new Hanging(),
                                List.of(new Broken()),
                                threads,
                                Optional.of(history),
                                time.nanos())) {
            for (int i = 0; i < 30; i++) {
                tick(sampler);
            }
            var snapshot = sampler.latest().get();
            assertInstanceOf(Reading.Measured.class, snapshot.cpu());
            var missing = assertInstanceOf(Reading.Missing.class, snapshot.temperatures());
            assertTrue(
                    missing.reason().matches("the temperature sensor did not answer for \\d+ s"),
                    missing.reason());
            until(() -> history.series().contains("cpu.frequency"));
            var load = history.query("cpu.load", start(), time.instant().plusSeconds(1), 100);
            assertEquals(30, load.points().size());
            assertEquals(0.25, load.points().getFirst().mean(), 0.003);
            hanging.countDown();
            until(() -> {
                tick(sampler);
                return sampler.latest().get().temperatures() instanceof Reading.Missing<?> answer
                        && answer.reason().equals("not in this test");
            });
        }
    }

    @Test
    void othersNumbersAndFollowedProcessesAreKeptToo() throws Exception {
        try (var history = History.open(folder.resolve("history.db"), time);
                var sampler =
                        new Sampler(
                                new Hanging(),
                                List.of(),
                                threads,
                                Optional.of(history),
                                time.nanos())) {
            var rate = sampler.add((_, into) -> into.accept("worker.contract-risk.rate", 2061.0));
            try (var _ = sampler.follow("contract-risk", 42)) {
                for (int i = 0; i < 12; i++) {
                    tick(sampler);
                }
                var followed = sampler.latest().get().followed().getFirst();
                assertEquals(1.0, followed.cpu().measured().orElseThrow(), 1e-9);
                assertEquals(42, followed.pid());
            }
            rate.close();
            tick(sampler);
            tick(sampler);
            assertTrue(sampler.latest().get().followed().isEmpty());
            var end = time.instant().plusSeconds(1);
            until(() -> history.series().contains("process.contract-risk.cpu"));
            var kept = history.query("worker.contract-risk.rate", start(), end, 100);
            assertEquals(12, kept.points().size());
            assertEquals(2061, kept.points().getFirst().mean(), 12);
            assertEquals(
                    11,
                    history.query("process.contract-risk.cpu", start(), end, 100).points().size());
            assertInstanceOf(Reading.Measured.class, history.saved().get());
        }
    }

    @Test
    void whatIsMissingIsNotKeptAsANumber() {
        var all = MachineSnapshot.missing(time.instant(), "not read yet");
        assertTrue(SnapshotSeries.of(all).isEmpty());
    }
}
