package hearth.monitors.history;

import java.time.Duration;
import java.time.Instant;
import java.util.List;

/**
 * A stretch of one series, ready to draw. Time without a measurement has no point: where two points
 * are further apart than {@code step} there is a gap.
 *
 * @param name of the series
 * @param step the time that each point covers
 * @param points in order of time
 */
public record HistorySeries(String name, Duration step, List<Point> points) {
    public HistorySeries {
        points = List.copyOf(points);
    }

    /**
     * What was measured in one step.
     *
     * @param time the step's beginning
     * @param mean of what was measured; parts of a step without a measurement do not count
     */
    public record Point(Instant time, double min, double mean, double max) {}

    /** Whether nothing was measured between this point and the one before it. */
    public boolean gapBefore(int index) {
        return index > 0
                && Duration.between(points.get(index - 1).time(), points.get(index).time())
                                .compareTo(step)
                        > 0;
    }
}
