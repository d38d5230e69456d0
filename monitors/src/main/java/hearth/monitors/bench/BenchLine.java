package hearth.monitors.bench;

import hearth.kernel.Reading;

import java.util.List;

/**
 * One result.
 *
 * @param id such as cpu.sha256.all or disk.write
 * @param unit of the figure
 * @param figure what was measured, or why not
 */
public record BenchLine(String id, String unit, Reading<Figure> figure) {
    /**
     * A measured speed.
     *
     * @param median of the runs
     * @param spread half the distance between the slowest and the fastest run, as part of the
     *     median
     * @param runs each run's speed in order
     */
    public record Figure(double median, double spread, List<Double> runs) {
        public Figure {
            runs = List.copyOf(runs);
        }

        static Figure of(List<Double> runs) {
            var sorted = runs.stream().sorted().toList();
            double median =
                    sorted.size() % 2 == 1
                            ? sorted.get(sorted.size() / 2)
                            : (sorted.get(sorted.size() / 2 - 1) + sorted.get(sorted.size() / 2))
                                    / 2;
            double spread = median > 0 ? (sorted.getLast() - sorted.getFirst()) / 2 / median : 0;
            return new Figure(median, spread, runs);
        }
    }
}
