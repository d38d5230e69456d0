package hearth.monitors.power.model;

import java.time.Instant;
import java.util.Locale;

/**
 * Fits idle and per-load watts to pairs of load and watts by least squares, keeping sums only. Safe
 * for one thread.
 */
public final class Calibration {
    /** Fewer pairs, or loads all alike, would fit anything. */
    private static final int FEWEST = 60;

    private static final double NARROWEST = 0.3;

    private int count;
    private double sumLoad;
    private double sumWatts;
    private double sumLoadLoad;
    private double sumLoadWatts;
    private double sumWattsWatts;
    private double lowest = 1;
    private double highest;

    /** How a fit ended. */
    public sealed interface Outcome {
        record Fitted(PowerModel model) implements Outcome {}

        /** It would not be honest; one sentence says why and what to do. */
        record Refused(String reason) implements Outcome {}
    }

    /**
     * One pair.
     *
     * @param load share of all threads, 0 to 1
     */
    public void add(double load, double watts) {
        count++;
        sumLoad += load;
        sumWatts += watts;
        sumLoadLoad += load * load;
        sumLoadWatts += load * watts;
        sumWattsWatts += watts * watts;
        lowest = Math.min(lowest, load);
        highest = Math.max(highest, load);
    }

    public int count() {
        return count;
    }

    /**
     * The fit so far.
     *
     * @param meter the name of the meter that it was fitted against
     */
    public Outcome fit(String meter, Instant at) {
        if (count < FEWEST) {
            return new Outcome.Refused(
                    "Only " + count + " pairs of load and watts came; at least 60 are needed.");
        }
        if (highest - lowest < NARROWEST) {
            return new Outcome.Refused(
                    String.format(
                            Locale.ROOT,
                            "The load stayed between %.0f and %.0f %%; let the machine be idle and"
                                    + " then work during the measurement.",
                            lowest * 100,
                            highest * 100));
        }
        double denominator = count * sumLoadLoad - sumLoad * sumLoad;
        double slope = (count * sumLoadWatts - sumLoad * sumWatts) / denominator;
        double idle = (sumWatts - slope * sumLoad) / count;
        if (slope < 0 || idle < 0) {
            return new Outcome.Refused(
                    "The watts do not grow with the load: does the meter feed this machine alone?");
        }
        double squares =
                sumWattsWatts
                        - 2 * (idle * sumWatts + slope * sumLoadWatts)
                        + count * idle * idle
                        + 2 * idle * slope * sumLoad
                        + slope * slope * sumLoadLoad;
        double error = Math.sqrt(Math.max(0, squares) / (count - 2));
        return new Outcome.Fitted(
                new PowerModel(
                        idle,
                        idle + slope,
                        error,
                        "fitted against " + meter + " from " + count + " seconds",
                        true,
                        at));
    }
}
