package hearth.monitors.power;

import hearth.kernel.Quality;
import hearth.kernel.Reading;
import hearth.kernel.Watts;
import hearth.monitors.power.PowerReading.Covers;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.function.Supplier;
import java.util.regex.Pattern;

/**
 * The chip of an Apple computer as powermetrics tells it: processor, graphics and neural engine
 * together. Its manual calls the figures estimated, so they are marked as such.
 */
public final class MacPower extends ProgramPower {
    /** What powermetrics is asked: one sample over a second. */
    public static final List<String> QUESTION =
            List.of("--samplers", "cpu_power,gpu_power", "-i", "1000", "-n", "1");

    private static final Pattern COMBINED = line("Combined Power \\(CPU \\+ GPU \\+ ANE\\)");

    /** Older systems tell no sum. Graphics may come twice; the first counts. */
    private static final List<Pattern> PARTS =
            List.of(line("CPU Power"), line("GPU Power"), line("ANE Power"));

    /**
     * @param present whether this machine has the program
     * @param program asks it {@link #QUESTION}; empty when it refuses
     */
    public MacPower(boolean present, Supplier<Optional<String>> program, InstantSource time) {
        super(present, program, time);
    }

    private static Pattern line(String name) {
        return Pattern.compile("(?m)^" + name + ": (\\d{1,7}) mW\\s*$");
    }

    /** Each question starts a program that takes a second. */
    @Override
    public Duration pace() {
        return Duration.ofSeconds(10);
    }

    @Override
    List<PowerReading> readings(String answer, Instant now) {
        return List.of(chip(watts(answer, now)));
    }

    @Override
    List<PowerReading> silent(Instant now) {
        return List.of(
                chip(
                        Reading.missing(
                                now, "powermetrics answers only to an agent that runs as root")));
    }

    private static PowerReading chip(Reading<Watts> watts) {
        return new PowerReading(
                "powermetrics",
                "Apple chip",
                Covers.PROCESSOR,
                watts,
                "the chip alone: a lower bound");
    }

    private static Reading<Watts> watts(String answer, Instant now) {
        var milliwatts = first(COMBINED, answer);
        if (milliwatts.isEmpty()) {
            double sum = 0;
            for (var part : PARTS) {
                var one = first(part, answer);
                if (one.isEmpty() && part == PARTS.getFirst()) {
                    return Reading.missing(now, "powermetrics told no power");
                }
                sum += one.orElse(0);
            }
            milliwatts = OptionalDouble.of(sum);
        }
        return new Reading.Measured<>(
                new Watts(milliwatts.getAsDouble() / 1e3), now, Quality.ESTIMATE);
    }

    private static OptionalDouble first(Pattern line, String answer) {
        var match = line.matcher(answer);
        return match.find()
                ? OptionalDouble.of(Double.parseDouble(match.group(1)))
                : OptionalDouble.empty();
    }
}
