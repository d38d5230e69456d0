package hearth.monitors.bench;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * How the newest figure of a measure stands to the earlier ones of the same machine, conditions and
 * kind of run. Only reports that could be trusted count.
 */
public final class Trend {
    /** A change smaller than this is never called one. */
    public static final double NOTICEABLE = 0.10;

    private static final int LEAST_EARLIER = 2;

    /**
     * One earlier figure.
     *
     * @param spread half the distance between slowest and fastest run, as part of the value
     */
    public record Past(Instant at, double value, double spread) {}

    /**
     * What is to be said of the newest figure.
     *
     * @param change better (+) or worse (-) than the baseline, as part of it
     * @param baseline median of the earlier figures, before any regression
     * @param since the oldest of them
     * @param slowerSince the first of those that are clearly worse; empty when none is
     */
    public record Finding(
            double change, double baseline, Instant since, Optional<Instant> slowerSince) {}

    private Trend() {}

    /**
     * Looks at the figures of one measure.
     *
     * @param figures oldest first, the newest last
     * @param lessIsBetter for times
     * @return empty when there are fewer than two earlier figures
     */
    public static Optional<Finding> of(List<Past> figures, boolean lessIsBetter) {
        int newest = figures.size() - 1;
        if (newest < LEAST_EARLIER) {
            return Optional.empty();
        }
        for (int onset = LEAST_EARLIER; onset <= newest; onset++) {
            double baseline = median(figures.subList(0, onset));
            double noise = Math.max(NOTICEABLE, 2 * noise(figures.subList(0, onset)));
            var after = figures.subList(onset, figures.size());
            if (after.stream()
                    .allMatch(past ->
                            change(past, baseline, lessIsBetter)
                                    < -Math.max(noise, past.spread()))) {
                return Optional.of(
                        new Finding(
                                change(figures.getLast(), baseline, lessIsBetter),
                                baseline,
                                figures.getFirst().at(),
                                Optional.of(figures.get(onset).at())));
            }
        }
        double baseline = median(figures.subList(0, newest));
        return Optional.of(
                new Finding(
                        change(figures.getLast(), baseline, lessIsBetter),
                        baseline,
                        figures.getFirst().at(),
                        Optional.empty()));
    }

    private static double change(Past past, double baseline, boolean lessIsBetter) {
        if (baseline <= 0 || past.value() <= 0) {
            return 0;
        }
        return lessIsBetter ? baseline / past.value() - 1 : past.value() / baseline - 1;
    }

    private static double median(List<Past> figures) {
        return BenchLine.Figure.of(
                        BenchLine.Rule.MEDIAN, "", figures.stream().map(Past::value).toList())
                .median();
    }

    /** What the machine itself varies by: the usual distance of a figure from the median. */
    private static double noise(List<Past> figures) {
        double middle = median(figures);
        if (middle <= 0) {
            return 0;
        }
        var distances = new ArrayList<Double>();
        figures.forEach(past -> distances.add(Math.abs(past.value() - middle) / middle));
        return BenchLine.Figure.of(BenchLine.Rule.MEDIAN, "", distances).median();
    }
}
