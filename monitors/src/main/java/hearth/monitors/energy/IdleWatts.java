package hearth.monitors.energy;

import hearth.monitors.energy.IdleFigure.Origin;

import java.util.NavigableMap;
import java.util.TreeMap;

/**
 * Learns what a machine draws while it does nothing: the lowest tenth of the readings taken while
 * at most a twentieth of the processor was busy. Older readings fade, so that a new disk is learned
 * within days. For one thread.
 */
public final class IdleWatts {
    /** At most this share of the processor is busy in a quiet second. */
    public static final double QUIET_LOAD = 0.05;

    /** Seconds of quiet before what was learned counts. */
    private static final double ENOUGH = 120;

    /** When this many seconds were counted, all counts are halved. */
    private static final double FADES_AT = 4 * 86_400.0;

    private static final double QUANTILE = 0.10;

    /** A tenth of a watt: finer than any plug. */
    private static final long BIN_MILLIWATTS = 100;

    private final TreeMap<Long, Double> quiet = new TreeMap<>();
    private final TreeMap<Long, Double> all = new TreeMap<>();

    /** Takes one second in. {@code load} is the busy share of the processor, 0 to 1. */
    public void add(long milliwatts, double load) {
        count(all, milliwatts);
        if (load <= QUIET_LOAD) {
            count(quiet, milliwatts);
        }
    }

    private static void count(NavigableMap<Long, Double> counts, long milliwatts) {
        counts.merge(Math.floorDiv(milliwatts, BIN_MILLIWATTS), 1.0, Double::sum);
        if (total(counts) > FADES_AT) {
            counts.replaceAll((_, count) -> count / 2);
            counts.values().removeIf(count -> count < 0.5);
        }
    }

    /** What is known now. */
    public IdleFigure figure() {
        if (total(quiet) >= ENOUGH) {
            return new IdleFigure(quantile(quiet), Origin.LEARNED);
        }
        return all.isEmpty()
                ? IdleFigure.UNKNOWN
                : new IdleFigure(quantile(all), Origin.LOWEST_SEEN);
    }

    private static double total(NavigableMap<Long, Double> counts) {
        double sum = 0;
        for (double count : counts.values()) {
            sum += count;
        }
        return sum;
    }

    private static long quantile(NavigableMap<Long, Double> counts) {
        double until = total(counts) * QUANTILE;
        double sum = 0;
        for (var bin : counts.entrySet()) {
            sum += bin.getValue();
            if (sum >= until) {
                return bin.getKey() * BIN_MILLIWATTS + BIN_MILLIWATTS / 2;
            }
        }
        throw new IllegalStateException("no readings");
    }

    /** Counts by tenth of a watt, to be kept; quiet seconds only when {@code quietOnly}. */
    NavigableMap<Long, Double> counts(boolean quietOnly) {
        return quietOnly ? quiet : all;
    }

    /** Takes up what was kept. */
    void restore(boolean quietOnly, long bin, double count) {
        (quietOnly ? quiet : all).put(bin, count);
    }
}
