package hearth.monitors.power;

import hearth.kernel.Quality;
import hearth.kernel.Reading;
import hearth.kernel.Watts;
import hearth.monitors.power.PowerReading.Covers;

import java.io.IOException;
import java.nio.file.DirectoryIteratorException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * What a battery gives while it discharges: the machine's power behind its battery. On the mains it
 * says nothing about the machine.
 */
public final class BatteryPower implements PowerSource {
    private final Path supplies;
    private final InstantSource time;

    /**
     * @param supplies /sys/class/power_supply or a recorded tree
     */
    public BatteryPower(Path supplies, InstantSource time) {
        this.supplies = supplies;
        this.time = time;
    }

    /** The chip behind it renews its figure every few seconds. */
    @Override
    public Duration pace() {
        return Duration.ofSeconds(5);
    }

    @Override
    public List<PowerReading> read() {
        var now = time.instant();
        double watts = 0;
        int batteries = 0;
        int discharging = 0;
        String problem = "";
        for (var folder : folders()) {
            // A mouse's or a phone's battery has scope "Device".
            if (!text(folder, "type").filter("Battery"::equals).isPresent()
                    || text(folder, "scope").filter("Device"::equals).isPresent()) {
                continue;
            }
            batteries++;
            if (text(folder, "status").filter("Discharging"::equals).isPresent()) {
                var power = power(folder);
                if (power.isPresent()) {
                    discharging++;
                    watts += power.get();
                } else {
                    problem = "the battery does not tell its current";
                }
            }
        }
        if (batteries == 0) {
            return List.of();
        }
        return List.of(
                new PowerReading(
                        "battery",
                        "battery",
                        Covers.MACHINE,
                        reading(now, watts, discharging, problem),
                        "behind the power supply: a lower bound"));
    }

    private static Reading<Watts> reading(
            Instant now, double watts, int discharging, String problem) {
        if (!problem.isEmpty()) {
            return Reading.missing(now, problem);
        }
        return discharging == 0
                ? Reading.missing(now, "on the mains: the battery tells watts when it discharges")
                : new Reading.Measured<>(new Watts(watts), now, Quality.BOARD);
    }

    private static Optional<Double> power(Path folder) {
        var microwatts = number(folder, "power_now");
        if (microwatts.isPresent()) {
            return microwatts.map(value -> Math.abs(value) / 1e6);
        }
        var microamperes = number(folder, "current_now");
        var microvolts = number(folder, "voltage_now");
        // Some drivers give a negative current while discharging.
        return microamperes.flatMap(
                current -> microvolts.map(voltage -> Math.abs(current) / 1e6 * voltage / 1e6));
    }

    private List<Path> folders() {
        var found = new ArrayList<Path>();
        try (var stream = Files.newDirectoryStream(supplies)) {
            stream.forEach(found::add);
        } catch (IOException | DirectoryIteratorException e) {
            return List.of();
        }
        return found;
    }

    private static Optional<String> text(Path folder, String file) {
        try {
            return Optional.of(Files.readString(folder.resolve(file)).strip());
        } catch (IOException e) {
            return Optional.empty();
        }
    }

    private static Optional<Double> number(Path folder, String file) {
        return text(folder, file)
                .flatMap(text -> {
                    try {
                        return Optional.of((double) Long.parseLong(text));
                    } catch (NumberFormatException e) {
                        return Optional.empty();
                    }
                });
    }

    @Override
    public void close() {}
}
