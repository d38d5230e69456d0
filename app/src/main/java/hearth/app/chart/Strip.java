package hearth.app.chart;

/**
 * A curve as the pixel columns that it crosses: how high it stands in each, and from where to where
 * it goes there.
 */
final class Strip {
    private final int first;
    private final double wide;
    private final double[] low;
    private final double[] high;

    private Strip(int first, double wide, double[] low, double[] high) {
        this.first = first;
        this.wide = wide;
        this.low = low;
        this.high = high;
    }

    /**
     * Of samples without a gap between them, straight from each to the next.
     *
     * @param wide width of a column
     */
    static Strip of(Samples samples, int from, int to, Scale scale, double wide) {
        int first = (int) Math.floor(scale.x(samples.at(from)) / wide);
        int end = Math.max(first + 1, (int) Math.ceil(scale.x(samples.at(to - 1)) / wide));
        double[] low = new double[end - first];
        double[] high = new double[end - first];
        int next = from;
        double left = scale.y(samples.value(from));
        for (int column = first; column < end; column++) {
            double least = left;
            double most = left;
            while (next < to && scale.x(samples.at(next)) <= (column + 1) * wide) {
                double y = scale.y(samples.value(next));
                least = Math.min(least, y);
                most = Math.max(most, y);
                next++;
            }
            double right = at(samples, from, to, next, (column + 1) * wide, scale);
            low[column - first] = Math.min(least, right);
            high[column - first] = Math.max(most, right);
            left = right;
        }
        return new Strip(first, wide, low, high);
    }

    /** Where the curve is at an edge between two columns. */
    private static double at(Samples samples, int from, int to, int next, double x, Scale scale) {
        int before = Math.max(from, Math.min(next, to) - 1);
        double y = scale.y(samples.value(before));
        if (next >= to || next == from) {
            return y;
        }
        double began = scale.x(samples.at(before));
        double apart = scale.x(samples.at(next)) - began;
        double share = apart <= 0 ? 1 : (x - began) / apart;
        return y + share * (scale.y(samples.value(next)) - y);
    }

    /** Where a column begins. */
    double left(int index) {
        return (first + index) * wide;
    }

    /** How many columns. */
    int size() {
        return low.length;
    }

    /** The middle of the curve in a column, in pixels from the top. */
    double middle(int index) {
        return (low[index] + high[index]) / 2;
    }

    /**
     * Half of what a line covers of a column, in pixels: the steeper, the more, but never beyond
     * its peaks by more than half of its width.
     */
    double half(int index, double width) {
        double rise = high[index] - low[index];
        double slope = rise / wide;
        return Math.min(width * Math.sqrt(1 + slope * slope), rise + width) / 2;
    }
}
