package hearth.monitors.bench;

import hearth.kernel.Ratio;
import hearth.kernel.Reading;

import java.time.Duration;
import java.time.Instant;
import java.util.List;

/**
 * Everything that one run of the benchmark found.
 *
 * @param at when it began
 * @param busyBefore load of the machine just before, by other programs
 * @param busyAfter the same just after
 */
public record BenchReport(
        Instant at,
        Duration took,
        int threads,
        Reading<Ratio> busyBefore,
        Reading<Ratio> busyAfter,
        List<BenchLine> lines) {
    /** Above this load by others the figures say more about those. */
    public static final double TOO_BUSY = 0.15;

    public BenchReport {
        lines = List.copyOf(lines);
    }

    /** Whether the machine was idle enough for the figures to mean something. */
    public boolean trustworthy() {
        return busy() <= TOO_BUSY;
    }

    /** The higher of the loads before and after; 0 where it is not known. */
    public double busy() {
        return Math.max(
                busyBefore.measured().map(Ratio::value).orElse(0.0),
                busyAfter.measured().map(Ratio::value).orElse(0.0));
    }

    /** A line by its id, if it was part of the run. */
    public java.util.Optional<BenchLine> line(String id) {
        return lines.stream().filter(line -> line.id().equals(id)).findFirst();
    }
}
