package hearth.bench.training;

import hearth.workers.risk.model.Calibration;

import java.util.function.IntPredicate;

/**
 * Fits the line that turns out-of-fold sums into log odds, as if there were as many positives as
 * negatives, so that 5,000 basis points mean "as likely one as the other" before any prior.
 */
final class Platt {
    private static final double SCALE = 1 << 20;
    private static final int STEPS = 200;
    private static final int EVEN = 5_000;

    private Platt() {}

    static Calibration fit(
            long[] scores,
            IntPredicate positive,
            IntPredicate negative,
            double falseAlarms,
            double missed) {
        double[] line = line(scores, positive, negative);
        int slope = (int) StrictMath.rint(line[0] * SCALE);
        int shift = (int) StrictMath.rint(line[1] * SCALE);
        var open = new Calibration(slope, shift, 10_000, 0);
        long[] points = new long[scores.length];
        for (int i = 0; i < points.length; i++) {
            points[i] = open.score(scores[i]);
        }
        int finding = (int) Ranking.reachedBy(points, negative, falseAlarms);
        int none = Math.min(EVEN, (int) Ranking.reachedBy(points, positive, 1 - missed));
        return new Calibration(
                slope, shift, Math.min(10_000, Math.max(finding, none)), Math.min(none, finding));
    }

    private static double[] line(long[] scores, IntPredicate positive, IntPredicate negative) {
        double yes = 0;
        double no = 0;
        for (int i = 0; i < scores.length; i++) {
            yes += positive.test(i) ? 1 : 0;
            no += negative.test(i) ? 1 : 0;
        }
        double slope = 0;
        double shift = 0;
        for (int step = 0; step < STEPS; step++) {
            double[] sums = new double[5];
            for (int i = 0; i < scores.length; i++) {
                boolean is = positive.test(i);
                if (is || negative.test(i)) {
                    add(sums, scores[i] / SCALE, slope, shift, is, is ? 1 / yes : 1 / no);
                }
            }
            sums[2] += 1e-9;
            sums[4] += 1e-9;
            double determinant = sums[2] * sums[4] - sums[3] * sums[3];
            slope -= bounded((sums[4] * sums[0] - sums[3] * sums[1]) / determinant);
            shift -= bounded((sums[2] * sums[1] - sums[3] * sums[0]) / determinant);
        }
        return new double[] {Math.max(slope, 0.01), shift};
    }

    /** Newton's steps overshoot on classes that hardly overlap. */
    private static double bounded(double step) {
        return Math.clamp(step, -0.25, 0.25);
    }

    private static void add(
            double[] sums, double x, double slope, double shift, boolean is, double weight) {
        double share = 1 / (1 + StrictMath.exp(-(slope * x + shift)));
        double error = weight * (share - (is ? 1 : 0));
        double curve = weight * share * (1 - share);
        sums[0] += error * x;
        sums[1] += error;
        sums[2] += curve * x * x;
        sums[3] += curve * x;
        sums[4] += curve;
    }
}
