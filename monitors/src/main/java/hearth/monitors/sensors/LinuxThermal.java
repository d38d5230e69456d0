package hearth.monitors.sensors;

import hearth.kernel.Celsius;
import hearth.kernel.Reading;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;

/**
 * Temperatures and fans from hwmon and the thermal zones, throttling from the processor's counters
 * or a Raspberry Pi's firmware. Some drivers ask the part itself, so any of these may be slow.
 */
final class LinuxThermal {
    private static final double COLDEST = -60;
    private static final double HOTTEST = 200;

    private static final String[] FIRMWARE = {
        "supply voltage too low", "clock capped", "throttled", "too hot: soft limit"
    };

    private final Roots roots;
    private final InstantSource time;
    private final Supplier<Optional<String>> firmware;
    private long throttleEvents = -1;

    /**
     * @param firmware asks a Raspberry Pi's firmware, answers like {@code throttled=0x50005}
     */
    LinuxThermal(Roots roots, InstantSource time, Supplier<Optional<String>> firmware) {
        this.roots = roots;
        this.time = time;
        this.firmware = firmware;
    }

    Reading<List<Temperature>> temperatures() {
        var found = new ArrayList<Temperature>();
        var names = new HashSet<String>();
        for (var chip : Roots.children(roots.sys().resolve("class/hwmon"))) {
            var driver = Roots.text(chip.resolve("name")).orElse(Roots.name(chip));
            for (var file : Roots.children(chip)) {
                var name = Roots.name(file);
                if (name.startsWith("temp") && name.endsWith("_input")) {
                    found.add(ofChip(chip, driver, name.substring(0, name.length() - 6), names));
                }
            }
        }
        if (found.isEmpty()) {
            for (var zone : Roots.children(roots.sys().resolve("class/thermal"))) {
                if (Roots.name(zone).startsWith("thermal_zone")) {
                    var type = Roots.text(zone.resolve("type")).orElse(Roots.name(zone));
                    found.add(
                            new Temperature(
                                    unique(type, names),
                                    part(type),
                                    celsius(zone.resolve("temp")),
                                    Reading.missing(time.instant(), "not told by the driver")));
                }
            }
        }
        return found.isEmpty()
                ? Reading.missing(time.instant(), "no temperature sensor")
                : Reading.counted(List.copyOf(found), time.instant());
    }

    private Temperature ofChip(Path chip, String driver, String sensor, Set<String> names) {
        var name = Roots.text(chip.resolve(sensor + "_label")).orElse("");
        var limit = celsius(chip.resolve(sensor + "_crit"));
        if (limit instanceof Reading.Missing<Celsius>) {
            limit = celsius(chip.resolve(sensor + "_max"));
        }
        return new Temperature(
                unique((driver + " " + name).strip(), names),
                part(driver),
                celsius(chip.resolve(sensor + "_input")),
                limit instanceof Reading.Missing<Celsius>
                        ? Reading.missing(time.instant(), "not told by the driver")
                        : limit);
    }

    /** Two equal drives have equal names: the second becomes "nvme Composite 2". */
    private static String unique(String name, Set<String> taken) {
        var free = name;
        for (int i = 2; !taken.add(free); i++) {
            free = name + " " + i;
        }
        return free;
    }

    private Reading<Celsius> celsius(Path file) {
        var now = time.instant();
        var milli = Roots.number(file);
        if (milli.isEmpty()) {
            return Reading.missing(now, "the sensor does not answer");
        }
        double degrees = milli.get() / 1000.0;
        if (milli.get() == 0 || degrees < COLDEST || degrees > HOTTEST) {
            return Reading.missing(now, "the sensor gives no sensible value");
        }
        return Reading.counted(new Celsius(degrees), now);
    }

    static Temperature.Part part(String driver) {
        var name = driver.toLowerCase(Locale.ROOT);
        if (name.contains("cpu")
                || name.startsWith("coretemp")
                || name.startsWith("k10temp")
                || name.startsWith("zenpower")
                || name.startsWith("x86_pkg")) {
            return Temperature.Part.CPU;
        }
        if (name.startsWith("nvme") || name.startsWith("drivetemp")) {
            return Temperature.Part.DISK;
        }
        if (name.contains("gpu") || name.startsWith("nouveau") || name.startsWith("radeon")) {
            return Temperature.Part.GPU;
        }
        if (name.startsWith("jc42") || name.startsWith("spd5118")) {
            return Temperature.Part.MEMORY;
        }
        if (name.contains("wifi") || name.startsWith("iwl") || name.contains("phy")) {
            return Temperature.Part.NETWORK;
        }
        if (name.startsWith("acpi")
                || name.startsWith("nct")
                || name.startsWith("it8")
                || name.startsWith("pch")
                || name.startsWith("asus")
                || name.startsWith("rp1")) {
            return Temperature.Part.BOARD;
        }
        return Temperature.Part.OTHER;
    }

    Reading<List<Fan>> fans() {
        var found = new ArrayList<Fan>();
        var names = new HashSet<String>();
        for (var chip : Roots.children(roots.sys().resolve("class/hwmon"))) {
            var driver = Roots.text(chip.resolve("name")).orElse(Roots.name(chip));
            for (var file : Roots.children(chip)) {
                var name = Roots.name(file);
                if (name.startsWith("fan") && name.endsWith("_input")) {
                    var fan = name.substring(0, name.length() - 6);
                    var label = Roots.text(chip.resolve(fan + "_label")).orElse(driver);
                    found.add(new Fan(unique(label, names), turns(file)));
                }
            }
        }
        return found.isEmpty()
                ? Reading.missing(time.instant(), "no fan sensor")
                : Reading.counted(List.copyOf(found), time.instant());
    }

    private Reading<Integer> turns(Path file) {
        return Roots.number(file)
                .filter(turns -> turns >= 0 && turns < 100_000)
                .map(turns -> Reading.counted(turns.intValue(), time.instant()))
                .orElseGet(() -> Reading.missing(time.instant(), "the sensor does not answer"));
    }

    Reading<Throttling> throttling() {
        var pi = firmwareBits();
        if (pi.isPresent()) {
            return Reading.counted(ofFirmware(pi.get()), time.instant());
        }
        long events = 0;
        boolean counted = false;
        for (var cpu : Roots.children(roots.sys().resolve("devices/system/cpu"))) {
            for (var file : List.of("core_throttle_count", "package_throttle_count")) {
                var count = Roots.number(cpu.resolve("thermal_throttle").resolve(file));
                if (count.isPresent()) {
                    counted = true;
                    events += count.get();
                }
            }
        }
        if (!counted) {
            return Reading.missing(time.instant(), "the processor does not count throttling");
        }
        boolean now = throttleEvents >= 0 && events > throttleEvents;
        throttleEvents = events;
        return Reading.counted(
                new Throttling(
                        now,
                        now ? List.of("processor too hot") : List.of(),
                        events > 0 ? List.of("processor too hot") : List.of()),
                time.instant());
    }

    private Optional<Long> firmwareBits() {
        for (var place :
                List.of("soc/soc:firmware", "soc@107c000000/soc@107c000000:firmware", "soc")) {
            var file =
                    roots.sys().resolve("devices/platform").resolve(place).resolve("get_throttled");
            if (Files.exists(file)) {
                return Roots.text(file).flatMap(LinuxThermal::bits);
            }
        }
        return firmware.get().flatMap(LinuxThermal::bits);
    }

    /** Reads {@code throttled=0x50005}, {@code 0x50005} or {@code 50005}: always hexadecimal. */
    static Optional<Long> bits(String answer) {
        var text = answer.strip().replaceFirst("^throttled=", "").replaceFirst("^0x", "");
        try {
            return Optional.of(Long.parseLong(text, 16));
        } catch (NumberFormatException e) {
            return Optional.empty();
        }
    }

    static Throttling ofFirmware(long bits) {
        var now = new ArrayList<String>();
        var ever = new ArrayList<String>();
        for (int bit = 0; bit < FIRMWARE.length; bit++) {
            if ((bits >>> bit & 1) == 1) {
                now.add(FIRMWARE[bit]);
            }
            if ((bits >>> (bit + 16) & 1) == 1) {
                ever.add(FIRMWARE[bit]);
            }
        }
        return new Throttling(!now.isEmpty(), now, ever);
    }
}
