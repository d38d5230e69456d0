package hearth.monitors;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import hearth.kernel.Reading;
import hearth.kernel.Threads;
import hearth.monitors.history.History;
import hearth.monitors.power.PowerSources;
import hearth.monitors.sensors.LinuxSensors;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;

/** The real thing for a few seconds: everything that it says must be possible. */
@EnabledOnOs(OS.LINUX)
final class SamplerOnThisMachineTest {
    @TempDir Path folder;

    @Test
    @Timeout(60)
    void whatTheMachineSaysIsPhysicallyPossible() throws Exception {
        try (var threads = Threads.system();
                var history = History.open(folder.resolve("history.db"), threads.time());
                var sampler =
                        new Sampler(
                                LinuxSensors.ofThisMachine(threads.time()),
                                PowerSources.ofThisMachine(threads.time()),
                                threads,
                                Optional.of(history),
                                System::nanoTime)) {
            var complete = new CompletableFuture<MachineSnapshot>();
            try (var _ = sampler.follow("self", ProcessHandle.current().pid());
                    var _ =
                            sampler.latest()
                                    .subscribe(snapshot -> {
                                        if (snapshot.programs().measured().isPresent()
                                                && snapshot.disks().measured().isPresent()) {
                                            complete.complete(snapshot);
                                        }
                                    })) {
                sampler.start();
                var snapshot = complete.get(40, TimeUnit.SECONDS);
                check(snapshot);
                var end = snapshot.time().plusSeconds(1);
                var kept = history.query("cpu.load", end.minusSeconds(60), end, 600);
                assertTrue(kept.points().size() >= 4, "points: " + kept.points().size());
                assertEquals(
                        snapshot.cpu().measured().orElseThrow().total().value(),
                        kept.points().getLast().mean(),
                        0.006);
            }
        }
    }

    private static void check(MachineSnapshot snapshot) {
        var cpu = snapshot.cpu().measured().orElseThrow();
        int threads = Runtime.getRuntime().availableProcessors();
        assertTrue(cpu.perThread().size() >= threads, "threads: " + cpu);
        var memory = snapshot.memory().measured().orElseThrow();
        assertTrue(memory.total().value() > 256L << 20, memory.toString());
        assertTrue(memory.used().compareTo(memory.total()) < 0, memory.toString());
        assertTrue(memory.available().compareTo(memory.total()) < 0, memory.toString());
        assertTrue(memory.used().value() > 10L << 20, memory.toString());
        for (var mount : snapshot.mounts().measured().orElseThrow()) {
            assertTrue(mount.total().compareTo(mount.free()) >= 0, mount.toString());
        }
        for (var disk : snapshot.disks().measured().orElseThrow()) {
            assertTrue(disk.read().value() < 100e9 && disk.write().value() < 100e9, "" + disk);
        }
        var programs = snapshot.programs().measured().orElseThrow();
        assertTrue(programs.top().size() > 1, programs.toString());
        for (var program : programs.top()) {
            assertTrue(program.cpu() <= threads * 1.5 + 1, program.toString());
            assertTrue(program.memory().compareTo(memory.total()) < 0, program.toString());
        }
        var uptime = snapshot.uptime().measured().orElseThrow();
        assertTrue(uptime.compareTo(Duration.ofSeconds(1)) > 0, uptime.toString());
        var self = snapshot.followed().getFirst();
        var use = self.use().measured().orElseThrow();
        assertTrue(use.memory().value() > 16L << 20, use.toString());
        assertTrue(use.cpuTime().compareTo(Duration.ofMillis(100)) > 0, use.toString());
        // Whatever is not there says why.
        if (snapshot.power().machine() instanceof Reading.Missing<?> missing) {
            assertTrue(missing.reason().length() > 10, missing.reason());
        } else {
            assertInstanceOf(Reading.Measured.class, snapshot.power().machine());
        }
    }
}
