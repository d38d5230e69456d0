package hearth.app.chart;

/** The last samples of a live value, oldest forgotten first. For one thread. */
public final class Trail {
    private final long[] times;
    private final double[] values;
    private int start;
    private int size;

    /**
     * @param capacity how many to keep
     */
    public Trail(int capacity) {
        times = new long[capacity];
        values = new double[capacity];
    }

    /** Adds one, NaN for a gap; one not later than the last is not taken. */
    public void add(long time, double value) {
        if (size > 0 && time <= times[(start + size - 1) % times.length]) {
            return;
        }
        if (size == times.length) {
            start = (start + 1) % times.length;
            size--;
        }
        int at = (start + size) % times.length;
        times[at] = time;
        values[at] = value;
        size++;
    }

    /** Puts older samples, such as from history, before those it has. */
    public void before(Samples older) {
        Samples own = since(Long.MIN_VALUE);
        long first = own.size() == 0 ? Long.MAX_VALUE : own.at(0);
        start = 0;
        size = 0;
        for (int i = 0; i < older.size() && older.at(i) < first; i++) {
            add(older.at(i), older.value(i));
        }
        for (int i = 0; i < own.size(); i++) {
            add(own.at(i), own.value(i));
        }
    }

    /** A copy of those from a time on. */
    public Samples since(long from) {
        int first = 0;
        while (first < size && times[(start + first) % times.length] < from) {
            first++;
        }
        long[] when = new long[size - first];
        double[] what = new double[size - first];
        for (int i = 0; i < when.length; i++) {
            int at = (start + first + i) % times.length;
            when[i] = times[at];
            what[i] = values[at];
        }
        return Samples.of(when, what);
    }
}
