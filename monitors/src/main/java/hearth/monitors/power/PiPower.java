package hearth.monitors.power;

import hearth.kernel.Quality;
import hearth.kernel.Reading;
import hearth.kernel.Watts;
import hearth.monitors.power.PowerReading.Covers;

import java.time.Duration;
import java.time.InstantSource;
import java.util.HashMap;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.function.Supplier;
import java.util.regex.Pattern;

/**
 * A Raspberry Pi 5's power chip: the sum of its rails. What draws from 5 V directly (USB, HAT, fan)
 * and the losses before it are not in it.
 */
public final class PiPower implements PowerSource {
    private static final Pattern RAIL =
            Pattern.compile("\\s*(\\w+)_([AV])\\s+(?:current|volt)\\(\\d+\\)=([-0-9.]+)[AV]\\s*");

    /** The board has twelve rails with both figures; with fewer the sum would look too good. */
    private static final int RAILS = 12;

    private final boolean present;
    private final Supplier<Optional<String>> firmware;
    private final InstantSource time;

    /**
     * @param present whether this machine has such a firmware
     * @param firmware asks it for {@code pmic_read_adc}
     */
    public PiPower(boolean present, Supplier<Optional<String>> firmware, InstantSource time) {
        this.present = present;
        this.firmware = firmware;
        this.time = time;
    }

    /** Each question starts a program. */
    @Override
    public Duration pace() {
        return Duration.ofSeconds(5);
    }

    @Override
    public List<PowerReading> read() {
        if (!present) {
            return List.of();
        }
        var now = time.instant();
        var answer = firmware.get();
        Reading<Watts> watts;
        if (answer.isEmpty()) {
            watts = Reading.missing(now, "the firmware does not answer; join group video");
        } else {
            var sum = sum(answer.get());
            watts =
                    sum.isPresent()
                            ? new Reading.Measured<>(
                                    new Watts(sum.getAsDouble()), now, Quality.BOARD)
                            : Reading.missing(now, "only a Raspberry Pi 5 measures its rails");
        }
        return List.of(
                new PowerReading(
                        "board",
                        "board rails",
                        Covers.MACHINE,
                        watts,
                        "lower bound: without USB, fan and supply losses"));
    }

    /** Volts times amperes over the rails that have both; empty when the board has fewer. */
    static OptionalDouble sum(String answer) {
        var amperes = new HashMap<String, Double>();
        var volts = new HashMap<String, Double>();
        for (var line : answer.split("\n", -1)) {
            var match = RAIL.matcher(line);
            if (match.matches()) {
                try {
                    double value = Double.parseDouble(match.group(3));
                    ("A".equals(match.group(2)) ? amperes : volts).put(match.group(1), value);
                } catch (NumberFormatException e) {
                    return OptionalDouble.empty();
                }
            }
        }
        amperes.keySet().retainAll(volts.keySet());
        if (amperes.size() < RAILS) {
            return OptionalDouble.empty();
        }
        double sum = 0;
        for (var rail : amperes.entrySet()) {
            sum += rail.getValue() * volts.getOrDefault(rail.getKey(), 0.0);
        }
        return OptionalDouble.of(sum);
    }

    @Override
    public void close() {}
}
