package hearth.monitors.power;

import hearth.kernel.Reading;
import hearth.kernel.Watts;
import hearth.monitors.power.PowerReading.Covers;

import org.jspecify.annotations.Nullable;

import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.charset.StandardCharsets;
import java.nio.file.DirectoryIteratorException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.function.LongSupplier;

/**
 * Energy counters of Intel and AMD processors (RAPL). They cover the processor, on some machines
 * the memory, never the whole machine: a lower bound.
 */
public final class RaplPower implements PowerSource {
    /** What is said when the counters are there but not for this user. */
    public static final String DENIED =
            "the processor's energy counters need a permission: let group hearth read energy_uj in"
                    + " /sys/class/powercap (docs/monitors.md)";

    private static final double IMPLAUSIBLE_WATTS = 5000;

    private final Path powercap;
    private final InstantSource time;
    private final LongSupplier nanos;
    private @Nullable List<Zone> zones;

    /** One counter; {@code file} is null where this user may not read it. */
    private static final class Zone {
        final String source;
        final String name;
        final Covers covers;
        final long range;
        final @Nullable RandomAccessFile file;
        long at;
        long microjoules;

        Zone(
                String source,
                String name,
                Covers covers,
                long range,
                @Nullable RandomAccessFile file) {
            this.source = source;
            this.name = name;
            this.covers = covers;
            this.range = range;
            this.file = file;
        }
    }

    /**
     * @param powercap /sys/class/powercap or a recorded tree
     * @param nanos a clock that never jumps, in nanoseconds
     */
    public RaplPower(Path powercap, InstantSource time, LongSupplier nanos) {
        this.powercap = powercap;
        this.time = time;
        this.nanos = nanos;
    }

    @Override
    public Duration pace() {
        return Duration.ofSeconds(1);
    }

    @Override
    public List<PowerReading> read() {
        if (zones == null) {
            zones = open();
        }
        var readings = new ArrayList<PowerReading>();
        for (var zone : zones) {
            var note = zone.covers == Covers.PROCESSOR ? "lower bound: the processor alone" : "";
            readings.add(new PowerReading(zone.source, zone.name, zone.covers, watts(zone), note));
        }
        return readings;
    }

    private Reading<Watts> watts(Zone zone) {
        var instant = time.instant();
        if (zone.file == null) {
            return Reading.missing(instant, DENIED);
        }
        try {
            long microjoules = number(zone.file);
            long now = nanos.getAsLong();
            long energy = microjoules - zone.microjoules;
            double seconds = (now - zone.at) / 1e9;
            boolean first = zone.at == 0;
            zone.at = now;
            zone.microjoules = microjoules;
            if (first || seconds <= 0) {
                return Reading.missing(instant, "first reading, watts follow with the next");
            }
            if (energy < 0) {
                // The counter went once round.
                energy += zone.range;
            }
            double watts = energy / 1e6 / seconds;
            return watts < 0 || watts > IMPLAUSIBLE_WATTS
                    ? Reading.missing(instant, "the energy counter was reset")
                    : Reading.counted(new Watts(watts), instant);
        } catch (IOException e) {
            return Reading.missing(instant, "the energy counter cannot be read");
        }
    }

    private List<Zone> open() {
        var found = new ArrayList<Zone>();
        for (var folder : children(powercap)) {
            var id = String.valueOf(folder.getFileName());
            // intel-rapl-mmio counts the same package a second time.
            if (id.matches("intel-rapl:\\d+(:\\d+)?")) {
                found.add(zone(folder, id));
            }
        }
        return found;
    }

    private static Zone zone(Path folder, String id) {
        var name = text(folder.resolve("name"), id);
        boolean inner = id.indexOf(':') != id.lastIndexOf(':');
        var covers =
                inner
                        ? Covers.PART
                        : switch (name) {
                            case "psys" -> Covers.MACHINE;
                            default -> name.startsWith("package") ? Covers.PROCESSOR : Covers.PART;
                        };
        var socket = id.replace("intel-rapl:", "").replaceFirst(":.*", "");
        var source = "rapl." + (inner ? name + "-" + socket : name);
        var readable =
                switch (name) {
                    case "psys" -> "platform";
                    case "dram" -> "memory";
                    case "core" -> "processor cores";
                    case "uncore" -> "graphics in the processor";
                    default -> name.startsWith("package") ? "CPU package" : name;
                };
        long range;
        try {
            range = Long.parseLong(text(folder.resolve("max_energy_range_uj"), "0"));
        } catch (NumberFormatException e) {
            range = 0;
        }
        RandomAccessFile file = null;
        try {
            file = new RandomAccessFile(folder.resolve("energy_uj").toFile(), "r");
        } catch (IOException e) {
            // Readable by root only since CVE-2020-8694: the reading says how to allow it.
        }
        return new Zone(source, readable, covers, range, file);
    }

    private static List<Path> children(Path folder) {
        var found = new ArrayList<Path>();
        try (var stream = Files.newDirectoryStream(folder)) {
            stream.forEach(found::add);
        } catch (IOException | DirectoryIteratorException e) {
            return List.of();
        }
        found.sort(Comparator.comparing(Path::toString));
        return found;
    }

    private static String text(Path file, String otherwise) {
        try {
            return Files.readString(file).strip();
        } catch (IOException e) {
            return otherwise;
        }
    }

    private static long number(RandomAccessFile file) throws IOException {
        var buffer = new byte[32];
        file.seek(0);
        int length = file.read(buffer);
        try {
            return Long.parseLong(
                    new String(buffer, 0, Math.max(0, length), StandardCharsets.US_ASCII).strip());
        } catch (NumberFormatException e) {
            throw new IOException("not a counter", e);
        }
    }

    @Override
    public void close() {
        if (zones != null) {
            for (var zone : zones) {
                if (zone.file != null) {
                    try {
                        zone.file.close();
                    } catch (IOException e) {
                        // Read only: nothing is lost.
                    }
                }
            }
        }
    }
}
