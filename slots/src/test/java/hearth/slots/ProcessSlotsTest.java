package hearth.slots;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import hearth.kernel.Bytes;
import hearth.kernel.Threads;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import java.io.BufferedReader;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;

/** Real processes, limited by the real system where it lets this user. */
final class ProcessSlotsTest {
    @TempDir Path folder;
    private Threads threads;

    @BeforeEach
    void start() {
        threads = Threads.system();
    }

    @AfterEach
    void stop() {
        threads.close();
    }

    private static SlotSpec spec(double cores) {
        return new SlotSpec("test-1", SlotKind.PROCESS, cores, Bytes.gib(1), Bytes.gib(1));
    }

    private RunningSlot run(double cores, String... command) throws SlotFailedException {
        Assumptions.assumeTrue(Files.isExecutable(Path.of("/bin/cat")), "not a Unix");
        return new ProcessSlots(folder, threads)
                .start(spec(cores), new SlotProgram(List.of(command), Map.of(), List.of()));
    }

    private static int exit(RunningSlot slot) throws Exception {
        return slot.ended().get(30, TimeUnit.SECONDS);
    }

    @Test
    void programRunsInItsFolderAndItsWordsAreRead() throws Exception {
        try (var slot = run(1, "/bin/pwd")) {
            var line =
                    new BufferedReader(new InputStreamReader(slot.output(), StandardCharsets.UTF_8))
                            .readLine();
            assertEquals(slot.folder().toRealPath().toString(), line);
            assertEquals(0, exit(slot));
        }
    }

    @Test
    void programYieldsToTheOwnersWork() throws Exception {
        try (var slot = run(1, "/bin/cat", "/proc/self/stat")) {
            var stat = new String(slot.output().readAllBytes(), StandardCharsets.UTF_8);
            int own = niceness(Files.readString(Path.of("/proc/self/stat")));
            assertEquals(Math.min(19, own + 10), niceness(stat));
            assertTrue(
                    slot.limits().contains(new Enforcement("priority", true, "nice 10")),
                    slot.limits().toString());
        }
    }

    private static int niceness(String stat) {
        return Integer.parseInt(stat.substring(stat.lastIndexOf(')') + 2).split(" ", -1)[16]);
    }

    @Test
    void eachLimitSaysWhetherItHolds() throws Exception {
        try (var slot = run(0.5, "/bin/cat")) {
            var what = slot.limits().stream().map(Enforcement::what).sorted().toList();
            assertEquals(
                    List.of("cores", "cpu", "disk", "memory", "network", "priority", "user"), what);
            for (var limit : slot.limits()) {
                assertFalse(limit.by().isBlank());
                if (limit.enforced() && limit.by().contains("cgroup")) {
                    var groups = Files.readString(Path.of("/proc/" + slot.pid() + "/cgroup"));
                    assertTrue(groups.contains("hearth-test-1"), limit + " is not so: " + groups);
                }
            }
        }
    }

    @Test
    void stoppedProgramEndsWithItsChildren() throws Exception {
        var slot = run(1, "/usr/bin/timeout", "600", "/bin/cat");
        var process = ProcessHandle.of(slot.pid()).orElseThrow();
        long deadline = System.nanoTime() + TimeUnit.SECONDS.toNanos(30);
        while (process.descendants().count() < 1 && System.nanoTime() < deadline) {
            LockSupport.parkNanos(5_000_000);
        }
        var children = process.descendants().toList();
        assertEquals(1, children.size());
        slot.close();
        exit(slot);
        for (var child : children) {
            child.onExit().get(30, TimeUnit.SECONDS);
        }
        assertFalse(process.isAlive());
    }

    @Test
    void useIsMeasuredAndEndsWithTheProgram() throws Exception {
        try (var slot = run(1, "/bin/cat")) {
            Files.write(slot.folder().resolve("file"), new byte[12_345]);
            var use = slot.use();
            assertTrue(use.memory().measured().orElseThrow().value() > 0);
            assertEquals(12_345, use.disk().measured().orElseThrow().value());
            slot.stop(Duration.ofSeconds(5));
            assertTrue(slot.use().memory().measured().isEmpty());
        }
    }

    @Test
    void whatCannotBeIsRefused() {
        assertThrows(
                IllegalArgumentException.class,
                () -> new SlotSpec("../x", SlotKind.PROCESS, 1, Bytes.gib(1), Bytes.gib(1)));
        assertThrows(IllegalArgumentException.class, () -> spec(0));
        assertThrows(IllegalArgumentException.class, () -> spec(Double.NaN));
        assertThrows(
                SlotFailedException.class,
                () ->
                        new ProcessSlots(folder, threads)
                                .start(
                                        new SlotSpec(
                                                "test-1",
                                                SlotKind.MICROVM,
                                                1,
                                                Bytes.gib(1),
                                                Bytes.gib(1)),
                                        new SlotProgram(List.of("x"), Map.of(), List.of())));
    }

    @Test
    void linkInPlaceOfItsFolderIsRefused() throws Exception {
        Files.createSymbolicLink(folder.resolve("test-1"), Path.of("/tmp"));
        assertThrows(SlotFailedException.class, () -> run(1, "/bin/cat"));
    }
}
