package hearth.monitors.rules;

import java.util.Arrays;

/** Bytes of the last hour, by minutes. For one thread. */
public final class BytesInAnHour {
    private static final int MINUTES = 60;

    private final double[] minutes = new double[MINUTES];
    private long minute = -1;
    private long last = -1;

    /**
     * Takes a rate in.
     *
     * @param second of a clock that nobody sets
     * @param bytesPerSecond since the second told before
     */
    public void add(long second, double bytesPerSecond) {
        long now = Math.floorDiv(second, 60);
        // What was not seen is not known: at most five seconds are taken for one rate.
        long seconds = last < 0 ? 1 : Math.clamp(second - last, 0, 5);
        last = second;
        if (minute < 0 || now - minute >= MINUTES) {
            Arrays.fill(minutes, 0);
        } else {
            for (long passed = minute + 1; passed <= now; passed++) {
                minutes[(int) Math.floorMod(passed, (long) MINUTES)] = 0;
            }
        }
        minute = now;
        minutes[(int) Math.floorMod(now, (long) MINUTES)] += bytesPerSecond * seconds;
    }

    /** Their sum, between 59 and 60 minutes back. */
    public double total() {
        double sum = 0;
        for (double one : minutes) {
            sum += one;
        }
        return sum;
    }
}
