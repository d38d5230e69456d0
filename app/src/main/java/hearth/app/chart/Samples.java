package hearth.app.chart;

import java.util.Arrays;
import java.util.function.DoubleUnaryOperator;

/** Values over time, oldest first; NaN is a gap. Immutable. */
public final class Samples {
    /** Nothing measured. */
    public static final Samples NONE = new Samples(new long[0], new double[0]);

    private final long[] times;
    private final double[] values;

    private Samples(long[] times, double[] values) {
        this.times = times;
        this.values = values;
    }

    /** Copies times in milliseconds since 1970, rising, and their values. */
    public static Samples of(long[] times, double[] values) {
        if (times.length != values.length) {
            throw new IllegalArgumentException(times.length + " times, " + values.length);
        }
        return new Samples(times.clone(), values.clone());
    }

    /** How many. */
    public int size() {
        return times.length;
    }

    /** Time of one. */
    public long at(int index) {
        return times[index];
    }

    /** Value of one. */
    public double value(int index) {
        return values[index];
    }

    /** The last value, NaN when there is none. */
    public double last() {
        return values.length == 0 ? Double.NaN : values[values.length - 1];
    }

    /** The largest value, NaN when there is none. */
    public double max() {
        return Arrays.stream(values).filter(Double::isFinite).max().orElse(Double.NaN);
    }

    /** The smallest value, NaN when there is none. */
    public double min() {
        return Arrays.stream(values).filter(Double::isFinite).min().orElse(Double.NaN);
    }

    /**
     * Whether a curve over the whole width looks the same: it has moved by less than a pixel, and
     * its highest and lowest value are those of before.
     */
    boolean looksLike(Samples before, double pixels) {
        int last = size() - 1;
        int lastBefore = before.size() - 1;
        if (last < 1 || lastBefore < 1) {
            return size() == before.size() && Arrays.equals(values, before.values);
        }
        double pixel = (at(last) - at(0)) / Math.max(1, pixels);
        return Math.abs(at(0) - before.at(0)) < pixel
                && Math.abs(at(last) - before.at(lastBefore)) < pixel
                && Double.compare(max(), before.max()) == 0
                && Double.compare(min(), before.min()) == 0;
    }

    /** The same times with changed values. */
    public Samples map(DoubleUnaryOperator change) {
        return new Samples(times, Arrays.stream(values).map(change).toArray());
    }

    /** Index of the sample nearest to a time, -1 when there is none. */
    public int nearest(long time) {
        if (times.length == 0) {
            return -1;
        }
        int found = Arrays.binarySearch(times, time);
        if (found >= 0) {
            return found;
        }
        int after = Math.min(-found - 1, times.length - 1);
        int before = Math.max(0, after - 1);
        return time - times[before] <= times[after] - time ? before : after;
    }
}
