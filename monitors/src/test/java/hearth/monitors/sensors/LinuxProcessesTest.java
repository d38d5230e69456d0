package hearth.monitors.sensors;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import hearth.kernel.Commands;
import hearth.kernel.Reading;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;

/** On this machine's own /proc and processes of its own. */
@EnabledOnOs(OS.LINUX)
final class LinuxProcessesTest {
    private static final int PAGE = 4096;

    @TempDir Path folder;

    private static LinuxProcesses processes() {
        return new LinuxProcesses(
                Roots.of(Path.of("/")), InstantSource.system(), System::nanoTime, PAGE);
    }

    private Process family() throws IOException {
        var command = List.of("/bin/sh", "-c", "sleep 600 & echo; wait");
        var parent = Commands.prepare(command, folder, Map.of()).start();
        parent.getInputStream().read(); // its child is there
        return parent;
    }

    private static void end(Process parent) throws InterruptedException {
        parent.descendants().forEach(ProcessHandle::destroyForcibly);
        parent.destroyForcibly().waitFor();
    }

    private static long openStats(Process of) throws IOException {
        long open = 0;
        var stat = Path.of("/proc", Long.toString(of.pid()), "stat");
        try (var files = Files.list(Path.of("/proc/self/fd"))) {
            for (var file : files.toList()) {
                try {
                    open += Files.readSymbolicLink(file).equals(stat) ? 1 : 0;
                } catch (NoSuchFileException e) {
                    // Somebody else's, closed meanwhile.
                }
            }
        }
        return open;
    }

    @Test
    void aFamilyIsReadFromOneOpenFileEachUntilItEnds() throws Exception {
        var parent = family();
        try (var processes = processes()) {
            processes.list();
            for (int second = 0; second < 5; second++) {
                assertEquals(2, processes.use(parent.pid()).measured().orElseThrow().processes());
            }
            assertEquals(1, openStats(parent));
            end(parent);
            assertTrue(
                    processes.use(parent.pid()) instanceof Reading.Missing<?>(_, var reason)
                            && reason.contains("ended"));
        } finally {
            end(parent);
        }
    }

    @Test
    void whomNobodyAsksForAnyMoreIsNotKeptOpen() throws Exception {
        var parent = family();
        try (var processes = processes()) {
            processes.list();
            processes.use(parent.pid());
            processes.list();
            assertEquals(1, openStats(parent), "asked for since the listing before");
            processes.list();
            assertEquals(0, openStats(parent));
        } finally {
            end(parent);
        }
    }
}
