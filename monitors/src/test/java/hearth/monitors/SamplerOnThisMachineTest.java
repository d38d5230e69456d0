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
import java.time.Instant;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.concurrent.TimeUnit;

/** The real thing for a few seconds: everything that it says must be possible. */
@EnabledOnOs(OS.LINUX)
final class SamplerOnThisMachineTest {
    @TempDir Path folder;

    @Test
    @Timeout(120)
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
            var loads = new ConcurrentSkipListMap<Long, Double>();
            var complete = new CompletableFuture<MachineSnapshot>();
            var later = new CompletableFuture<Long>();
            try (var _ = sampler.follow("self", ProcessHandle.current().pid());
                    var _ =
                            sampler.latest()
                                    .subscribe(snapshot -> {
                                        long second = snapshot.time().getEpochSecond();
                                        snapshot.cpu()
                                                .measured()
                                                .ifPresent(cpu ->
                                                        loads.put(second, cpu.total().value()));
                                        if (complete.isDone()
                                                && second
                                                        > complete.join().time().getEpochSecond()) {
                                            later.complete(second);
                                        }
                                        if (snapshot.programs().measured().isPresent()
                                                && snapshot.disks().measured().isPresent()) {
                                            complete.complete(snapshot);
                                        }
                                    })) {
                sampler.start();
                check(complete.get(40, TimeUnit.SECONDS));
                // What was told is kept at the latest when the next second is told.
                long end = later.get(40, TimeUnit.SECONDS);
                var told = loads.headMap(end);
                var kept =
                        history.query(
                                "cpu.load",
                                Instant.ofEpochSecond(told.firstKey()),
                                Instant.ofEpochSecond(end),
                                600);
                assertEquals(told.size(), kept.points().size());
                for (var point : kept.points()) {
                    assertEquals(
                            told.getOrDefault(point.time().getEpochSecond(), Double.NaN),
                            point.mean(),
                            0.006);
                }
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
