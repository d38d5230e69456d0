package hearth.monitors.sensors;

import hearth.kernel.Bytes;
import hearth.kernel.Reading;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Space of the mounted file systems that are on a drive of this machine. */
final class Mounts {
    /** What a network or a program serves may never answer: not asked. */
    private static final Set<String> LOCAL =
            Set.of(
                    "ext2",
                    "ext3",
                    "ext4",
                    "xfs",
                    "btrfs",
                    "f2fs",
                    "vfat",
                    "exfat",
                    "ntfs",
                    "ntfs3",
                    "zfs",
                    "bcachefs",
                    "jfs",
                    "reiserfs");

    /** Asks the system for a file system's total and free bytes; blocks. */
    @FunctionalInterface
    interface SpaceProbe {
        long[] totalAndFree(Path path) throws IOException;
    }

    static final SpaceProbe SYSTEM =
            path -> {
                var store = Files.getFileStore(path);
                return new long[] {store.getTotalSpace(), store.getUsableSpace()};
            };

    private record Mount(String device, String path, String type) {}

    private final Path table;
    private final SpaceProbe probe;
    private final InstantSource time;

    Mounts(Path table, SpaceProbe probe, InstantSource time) {
        this.table = table;
        this.probe = probe;
        this.time = time;
    }

    Reading<List<MountSpace>> read() {
        var found = new ArrayList<MountSpace>();
        try {
            for (var mount : byDevice().values()) {
                long[] space = probe.totalAndFree(Path.of(mount.path()));
                if (space[0] > 0) {
                    found.add(
                            new MountSpace(
                                    mount.path(),
                                    mount.device(),
                                    mount.type(),
                                    new Bytes(space[0]),
                                    new Bytes(Math.clamp(space[1], 0, space[0]))));
                }
            }
        } catch (IOException e) {
            if (found.isEmpty()) {
                return Reading.missing(time.instant(), "the mounted drives cannot be asked");
            }
        }
        return found.isEmpty()
                ? Reading.missing(time.instant(), "no mounted drive found")
                : Reading.counted(List.copyOf(found), time.instant());
    }

    /** A device mounted twice (bind mounts, subvolumes) counts once, at its shortest path. */
    private Map<String, Mount> byDevice() throws IOException {
        var mounts = new LinkedHashMap<String, Mount>();
        for (var line : Files.readAllLines(table)) {
            var fields = line.split(" ", -1);
            if (fields.length < 3 || !LOCAL.contains(fields[2])) {
                continue;
            }
            var device = fields[0];
            if (!device.startsWith("/dev/") && !"zfs".equals(fields[2])) {
                continue;
            }
            var path = unescape(fields[1]);
            mounts.merge(
                    device,
                    new Mount(device, path, fields[2]),
                    (old, other) -> old.path().length() <= other.path().length() ? old : other);
        }
        return mounts;
    }

    /** The kernel writes white space and backslashes of a path as octal numbers. */
    static String unescape(String path) {
        return path.replace("\\040", " ")
                .replace("\\011", "\t")
                .replace("\\012", "\n")
                .replace("\\134", "\\");
    }
}
