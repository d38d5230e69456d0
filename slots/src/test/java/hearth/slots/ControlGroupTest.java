package hearth.slots;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import hearth.kernel.Bytes;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import java.nio.file.Files;
import java.nio.file.Path;

/** The files that are written, on a copy of what Linux shows. */
final class ControlGroupTest {
    @TempDir Path folder;

    private static final SlotSpec SPEC =
            new SlotSpec("s", SlotKind.PROCESS, 1.5, Bytes.gib(2), Bytes.gib(1));

    private Path self(String groups) throws Exception {
        var self = Files.createDirectories(folder.resolve("self"));
        Files.writeString(self.resolve("cgroup"), groups);
        return self;
    }

    private Path group(String path, String... controls) throws Exception {
        var group = Files.createDirectories(folder.resolve("cgroup").resolve(path));
        for (var control : controls) {
            Files.writeString(group.resolve(control), "");
        }
        return group;
    }

    @Test
    void versionTwoGetsQuotaAndMemory() throws Exception {
        group("", "cgroup.controllers");
        var own = group("user/agent/hearth-s", "cpu.max", "memory.max", "cgroup.procs");
        var confined =
                ControlGroup.confine(folder.resolve("cgroup"), self("0::/user/agent\n"), SPEC, 42);
        assertTrue(confined.limits().stream().allMatch(Enforcement::enforced));
        assertEquals("150000 100000", Files.readString(own.resolve("cpu.max")));
        assertEquals("2147483648", Files.readString(own.resolve("memory.max")));
        assertEquals("42", Files.readString(own.resolve("cgroup.procs")));
    }

    @Test
    void versionOneGetsThemInTheirHierarchies() throws Exception {
        var cpu = group("cpu/a/hearth-s", "cpu.cfs_quota_us", "cgroup.procs");
        group("memory/b/hearth-s", "cgroup.procs");
        var confined =
                ControlGroup.confine(
                        folder.resolve("cgroup"),
                        self("4:memory:/b\n1:cpu,cpuacct:/a\n"),
                        SPEC,
                        42);
        assertEquals("150000", Files.readString(cpu.resolve("cpu.cfs_quota_us")));
        assertEquals("cpu", confined.limits().getFirst().what());
        assertTrue(confined.limits().getFirst().enforced());
        // No memory control in this kernel: said, and no plain file made in its place.
        assertFalse(confined.limits().getLast().enforced());
        assertTrue(confined.limits().getLast().by().contains("no such control"));
        assertFalse(Files.exists(folder.resolve("cgroup/memory/b/hearth-s/memory.limit_in_bytes")));
    }

    @Test
    void systemWithoutGroupsIsSaid() throws Exception {
        var confined =
                ControlGroup.confine(folder.resolve("none"), folder.resolve("none"), SPEC, 42);
        assertEquals(2, confined.limits().size());
        assertTrue(confined.limits().stream().noneMatch(Enforcement::enforced));
    }
}
