package hearth.monitors.sensors;

import hearth.kernel.Bytes;
import hearth.kernel.BytesPerSecond;
import hearth.kernel.Ratio;
import hearth.kernel.Reading;

import org.jspecify.annotations.Nullable;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.LongSupplier;
import java.util.regex.Pattern;

/** Transfers of drives from /proc/diskstats and of network interfaces from /proc/net/dev. */
final class LinuxTransfers implements AutoCloseable {
    /** The kernel counts sectors of this size whatever the drive's own are. */
    private static final int SECTOR = 512;

    private static final Pattern NOT_A_DRIVE =
            Pattern.compile("(loop|ram|zram|dm-|md|sr|fd|nbd)\\d.*|.*boot\\d|.*rpmb");

    private final Roots roots;
    private final InstantSource time;
    private final LongSupplier nanos;
    private final Map<String, Drive> drives = new HashMap<>();
    private final Map<String, Link> links = new HashMap<>();
    private @Nullable ProcFile diskstats;
    private @Nullable ProcFile dev;

    /** A drive with its counters at the last reading. */
    private static final class Drive {
        final DiskUse.Kind kind;
        final Reading<String> model;
        final Reading<Bytes> size;
        final boolean shown;
        long at;
        final long[] counters = new long[5];

        Drive(DiskUse.Kind kind, Reading<String> model, Reading<Bytes> size, boolean shown) {
            this.kind = kind;
            this.model = model;
            this.size = size;
            this.shown = shown;
        }
    }

    /** An interface with its counters at the last reading. */
    private static final class Link {
        final boolean shown;
        Reading<Long> speed;
        boolean up;
        long speedAt;
        long at;
        long in;
        long out;

        Link(boolean shown, Reading<Long> speed) {
            this.shown = shown;
            this.speed = speed;
        }
    }

    LinuxTransfers(Roots roots, InstantSource time, LongSupplier nanos) {
        this.roots = roots;
        this.time = time;
        this.nanos = nanos;
    }

    Reading<List<DiskUse>> disks() {
        try {
            if (diskstats == null) {
                diskstats = new ProcFile(roots.proc().resolve("diskstats"), 8 << 10);
            }
            return disks(diskstats.read());
        } catch (IOException e) {
            return Reading.missing(time.instant(), "/proc/diskstats cannot be read");
        }
    }

    private Reading<List<DiskUse>> disks(ProcFile.Text text) {
        long now = nanos.getAsLong();
        boolean first = false;
        var found = new ArrayList<DiskUse>();
        for (; !text.atEnd(); text.nextLine()) {
            text.skipWord();
            text.skipWord();
            var name = text.word(' ');
            var drive = drives.computeIfAbsent(name, this::drive);
            if (!drive.shown) {
                continue;
            }
            long reads = text.number();
            text.number();
            long readSectors = text.number();
            text.number();
            long writes = text.number();
            text.number();
            long writeSectors = text.number();
            text.number();
            text.number();
            long busyMillis = text.number();
            long[] counters = {reads, readSectors, writes, writeSectors, busyMillis};
            double seconds = (now - drive.at) / 1e9;
            if (drive.at == 0 || seconds <= 0 || wentBack(drive.counters, counters)) {
                first = true;
            } else {
                found.add(use(name, drive, counters, seconds));
            }
            drive.at = now;
            System.arraycopy(counters, 0, drive.counters, 0, counters.length);
        }
        if (found.isEmpty()) {
            return Reading.missing(
                    time.instant(),
                    first ? "first reading, rates follow with the next" : "no drive found");
        }
        return Reading.counted(List.copyOf(found), time.instant());
    }

    private DiskUse use(String name, Drive drive, long[] counters, double seconds) {
        Reading<Ratio> busy =
                counters[4] < 0
                        ? Reading.missing(time.instant(), "the kernel does not count it")
                        : Reading.counted(
                                Ratio.of((counters[4] - drive.counters[4]) / 1e3, seconds),
                                time.instant());
        return new DiskUse(
                name,
                drive.kind,
                drive.model,
                drive.size,
                new BytesPerSecond((counters[1] - drive.counters[1]) * SECTOR / seconds),
                new BytesPerSecond((counters[3] - drive.counters[3]) * SECTOR / seconds),
                (counters[0] - drive.counters[0]) / seconds,
                (counters[2] - drive.counters[2]) / seconds,
                busy);
    }

    /** A counter that went back was reset: a drive taken out and put in again. */
    private static boolean wentBack(long[] before, long[] now) {
        for (int i = 0; i < before.length; i++) {
            if (now[i] < before[i]) {
                return true;
            }
        }
        return false;
    }

    private Drive drive(String name) {
        var now = time.instant();
        Path folder = roots.sys().resolve("block").resolve(name);
        boolean whole = Files.isDirectory(folder) && !NOT_A_DRIVE.matcher(name).matches();
        if (!whole) {
            return new Drive(
                    DiskUse.Kind.UNKNOWN,
                    Reading.missing(now, "not a drive"),
                    Reading.missing(now, "not a drive"),
                    false);
        }
        Reading<String> model =
                Roots.text(folder.resolve("device/model"))
                        .or(() -> Roots.text(folder.resolve("device/name")))
                        .map(text -> Reading.counted(text, now))
                        .orElseGet(() -> Reading.missing(now, "the drive names no model"));
        Reading<Bytes> size =
                Roots.number(folder.resolve("size"))
                        .filter(sectors -> sectors > 0)
                        .map(sectors -> Reading.counted(new Bytes(sectors * SECTOR), now))
                        .orElseGet(() -> Reading.missing(now, "the drive tells no size"));
        // An empty card reader is a drive of no size: not shown.
        boolean shown = size instanceof Reading.Measured<Bytes>;
        return new Drive(kind(name, folder), model, size, shown);
    }

    private static DiskUse.Kind kind(String name, Path folder) {
        if (name.startsWith("nvme")) {
            return DiskUse.Kind.NVME;
        }
        if (name.startsWith("mmcblk")) {
            return DiskUse.Kind.CARD;
        }
        if (name.startsWith("vd") || name.startsWith("xvd")) {
            return DiskUse.Kind.VIRTUAL;
        }
        return Roots.text(folder.resolve("queue/rotational"))
                .map(text -> "1".equals(text) ? DiskUse.Kind.HDD : DiskUse.Kind.SSD)
                .orElse(DiskUse.Kind.UNKNOWN);
    }

    Reading<List<NetworkUse>> network() {
        try {
            if (dev == null) {
                dev = new ProcFile(roots.proc().resolve("net/dev"), 4 << 10);
            }
            return network(dev.read());
        } catch (IOException e) {
            return Reading.missing(time.instant(), "/proc/net/dev cannot be read");
        }
    }

    private Reading<List<NetworkUse>> network(ProcFile.Text text) {
        long now = nanos.getAsLong();
        boolean first = false;
        var found = new ArrayList<NetworkUse>();
        text.nextLine();
        text.nextLine();
        for (; !text.atEnd(); text.nextLine()) {
            var name = text.word(':');
            if (name.isEmpty() || !text.skipPast(':')) {
                continue;
            }
            var link = links.computeIfAbsent(name, this::link);
            if (!link.shown) {
                continue;
            }
            long in = text.number();
            for (int i = 0; i < 7; i++) {
                text.number();
            }
            long out = text.number();
            double seconds = (now - link.at) / 1e9;
            if (link.at == 0 || seconds <= 0 || in < link.in || out < link.out) {
                first = true;
            } else {
                refreshSpeed(name, link, now);
                found.add(
                        new NetworkUse(
                                name,
                                new BytesPerSecond((in - link.in) / seconds),
                                new BytesPerSecond((out - link.out) / seconds),
                                link.speed,
                                link.up));
            }
            link.at = now;
            link.in = in;
            link.out = out;
        }
        if (found.isEmpty()) {
            return Reading.missing(
                    time.instant(),
                    first ? "first reading, rates follow with the next" : "no network interface");
        }
        return Reading.counted(List.copyOf(found), time.instant());
    }

    private Link link(String name) {
        // What has a device is an adapter; bridges, tunnels and the loop-back have none.
        Path folder = roots.sys().resolve("class/net").resolve(name);
        return new Link(
                Files.exists(folder.resolve("device")),
                Reading.missing(time.instant(), "not read yet"));
    }

    /** The driver may ask the adapter: every ten seconds is enough. */
    private void refreshSpeed(String name, Link link, long now) {
        if (link.speedAt != 0 && now - link.speedAt < 10_000_000_000L) {
            return;
        }
        link.speedAt = now;
        Path folder = roots.sys().resolve("class/net").resolve(name);
        link.up = Roots.text(folder.resolve("operstate")).filter("up"::equals).isPresent();
        link.speed =
                Roots.number(folder.resolve("speed"))
                        .filter(megabits -> megabits > 0)
                        .map(megabits -> Reading.counted(megabits * 1_000_000L, time.instant()))
                        .orElseGet(() ->
                                Reading.missing(time.instant(), "the driver tells no link speed"));
    }

    @Override
    public void close() {
        if (diskstats != null) {
            diskstats.close();
        }
        if (dev != null) {
            dev.close();
        }
    }
}
