package hearth.monitors.bench;

import hearth.kernel.Ratio;
import hearth.kernel.Reading;

import java.util.List;

/**
 * One result.
 *
 * @param id such as cpu.sha256.all or disk.write
 * @param unit of the figure
 * @param figure what was measured, or why not
 * @param others share of the whole processor that other programs took meanwhile
 */
public record BenchLine(String id, String unit, Reading<Figure> figure, Reading<Ratio> others) {
    /** Which of the runs is the result. */
    public enum Rule {
        /** The middle one. */
        MEDIAN,
        /** The best one, as STREAM does. */
        BEST
    }

    /** A line that nobody watched the processor for. */
    public BenchLine(String id, String unit, Reading<Figure> figure) {
        this(id, unit, figure, Reading.missing(figure.at(), "not looked at"));
    }

    /** Whether less is better: a time. */
    public static boolean lessIsBetter(String unit) {
        return unit.equals("ns") || unit.equals("°C") || unit.equals("W");
    }

    /**
     * A measured speed.
     *
     * @param rule which run counts
     * @param median of the runs
     * @param best of the runs
     * @param spread half the distance between the slowest and the fastest run, as part of the
     *     median
     * @param runs each run's speed in order
     */
    public record Figure(Rule rule, double median, double best, double spread, List<Double> runs) {
        public Figure {
            runs = List.copyOf(runs);
            if (!Double.isFinite(median) || !Double.isFinite(best) || runs.isEmpty()) {
                throw new IllegalArgumentException("runs: " + runs);
            }
        }

        /** The figure of these runs; {@code unit} says which end is the better one. */
        public static Figure of(Rule rule, String unit, List<Double> runs) {
            var sorted = runs.stream().sorted().toList();
            if (sorted.isEmpty()) {
                throw new IllegalArgumentException("no run");
            }
            int middle = sorted.size() / 2;
            double median =
                    sorted.size() % 2 == 1
                            ? sorted.get(middle)
                            : (sorted.get(middle - 1) + sorted.get(middle)) / 2;
            double spread = median > 0 ? (sorted.getLast() - sorted.getFirst()) / 2 / median : 0;
            double best = lessIsBetter(unit) ? sorted.getFirst() : sorted.getLast();
            return new Figure(rule, median, best, spread, runs);
        }

        /** The result. */
        public double value() {
            return switch (rule) {
                case MEDIAN -> median;
                case BEST -> best;
            };
        }
    }
}
