package hearth.monitors.bench;

import hearth.kernel.Ratio;
import hearth.kernel.Reading;

import java.time.Duration;
import java.time.Instant;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * Everything that one run of the benchmark found.
 *
 * @param at when it began
 * @param mode quick, full, sustained or network
 * @param busyBefore load of the machine just before, by other programs
 * @param busyDuring what other programs took meanwhile, over the whole run
 * @param busyAfter the same just after
 * @param conditions what the figures depend on, in words: name to value, in order
 * @param curve the seconds under load; empty when there was none
 */
public record BenchReport(
        Instant at,
        Duration took,
        String mode,
        int threads,
        Reading<Ratio> busyBefore,
        Reading<Ratio> busyDuring,
        Reading<Ratio> busyAfter,
        Map<String, String> conditions,
        List<BenchLine> lines,
        List<LoadPoint> curve) {
    /** Above this load by others the figures say more about those. */
    public static final double TOO_BUSY = 0.15;

    public BenchReport {
        lines = List.copyOf(lines);
        curve = List.copyOf(curve);
        conditions = Collections.unmodifiableMap(new LinkedHashMap<>(conditions));
    }

    /** Whether the machine was idle enough for the figures to mean something. */
    public boolean trustworthy() {
        return busy() <= TOO_BUSY;
    }

    /** The highest of the loads before, meanwhile and after; 0 where none is known. */
    public double busy() {
        return Stream.of(busyBefore, busyDuring, busyAfter)
                .flatMap(load -> load.measured().stream())
                .mapToDouble(Ratio::value)
                .max()
                .orElse(0);
    }

    /** A line by its id, if it was part of the run. */
    public Optional<BenchLine> line(String id) {
        return lines.stream().filter(line -> line.id().equals(id)).findFirst();
    }
}
