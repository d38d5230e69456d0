package hearth.monitors.sensors;

import hearth.kernel.BytesPerSecond;
import hearth.kernel.Ratio;
import hearth.kernel.Reading;

import org.jspecify.annotations.Nullable;

import oshi.hardware.HWDiskStore;
import oshi.hardware.HardwareAbstractionLayer;
import oshi.hardware.NetworkIF;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.LongSupplier;

/** What drives and links moved between two readings. One caller at a time. */
final class OshiTransfers {
    private static final String FIRST = "first reading, rates follow with the next";

    private final HardwareAbstractionLayer hardware;
    private final OshiTold told;
    private final LongSupplier nanos;
    private final Map<String, long[]> disksBefore = new HashMap<>();
    private final Map<String, long[]> linksBefore = new HashMap<>();
    private @Nullable List<HWDiskStore> disks;
    private @Nullable List<NetworkIF> links;

    OshiTransfers(HardwareAbstractionLayer hardware, OshiTold told, LongSupplier nanos) {
        this.hardware = hardware;
        this.told = told;
        this.nanos = nanos;
    }

    Reading<List<DiskUse>> disks() {
        if (disks == null) {
            disks = hardware.getDiskStores();
        }
        var found = new ArrayList<DiskUse>();
        for (var disk : disks) {
            if (!disk.updateAttributes()) {
                continue;
            }
            long[] counters = {
                nanos.getAsLong(),
                disk.getReads(),
                disk.getReadBytes(),
                disk.getWrites(),
                disk.getWriteBytes(),
                disk.getTransferTime()
            };
            var before = disksBefore.put(disk.getName(), counters);
            if (before != null && rising(before, counters)) {
                found.add(use(disk, before, counters));
            }
        }
        return found.isEmpty()
                ? told.missing(disks.isEmpty() ? "no drive found" : FIRST)
                : Reading.counted(List.copyOf(found), told.now());
    }

    private DiskUse use(HWDiskStore disk, long[] before, long[] after) {
        double seconds = (after[0] - before[0]) / 1e9;
        return new DiskUse(
                disk.getName(),
                DiskUse.Kind.UNKNOWN,
                told.named(disk.getModel(), "the drive names no model"),
                told.bytes(disk.getSize(), "the drive tells no size"),
                new BytesPerSecond((after[2] - before[2]) / seconds),
                new BytesPerSecond((after[4] - before[4]) / seconds),
                (after[1] - before[1]) / seconds,
                (after[3] - before[3]) / seconds,
                Reading.counted(Ratio.of((after[5] - before[5]) / 1e3, seconds), told.now()));
    }

    private static boolean rising(long[] before, long[] after) {
        for (int i = 0; i < before.length; i++) {
            if (after[i] < before[i]) {
                return false;
            }
        }
        return after[0] > before[0];
    }

    Reading<List<NetworkUse>> network() {
        if (links == null) {
            links = hardware.getNetworkIFs();
        }
        var found = new ArrayList<NetworkUse>();
        for (var link : links) {
            if (!link.updateAttributes()) {
                continue;
            }
            long[] counters = {nanos.getAsLong(), link.getBytesRecv(), link.getBytesSent()};
            var before = linksBefore.put(link.getName(), counters);
            if (before != null && rising(before, counters)) {
                double seconds = (counters[0] - before[0]) / 1e9;
                found.add(
                        new NetworkUse(
                                link.getName(),
                                new BytesPerSecond((counters[1] - before[1]) / seconds),
                                new BytesPerSecond((counters[2] - before[2]) / seconds),
                                told.speed(link.getSpeed()),
                                link.getIPv4addr().length + link.getIPv6addr().length > 0));
            }
        }
        return found.isEmpty()
                ? told.missing(links.isEmpty() ? "no network interface" : FIRST)
                : Reading.counted(List.copyOf(found), told.now());
    }
}
