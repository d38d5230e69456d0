package hearth.monitors.history;

/**
 * How finely a series is kept: {@code step} near zero, growing to {@code relative} times the value.
 *
 * <p>A stored value differs from the measured one by at most about half of {@code step + relative ×
 * |value|}, and zero stays zero. The scale is monotone, so a mean stays between its minimum and its
 * maximum.
 *
 * @param step width of a stored step near zero, in the unit of the series
 * @param relative width of a stored step far from zero, as part of the value
 */
public record Precision(double step, double relative) {
    /** A part of one, such as a load: steps of 0.1 %, 1.1 % wide at full load. */
    public static final Precision SHARE = new Precision(0.001, 0.01);

    /** An amount of memory or disk in bytes: 1 MiB, then 0.1 %. */
    public static final Precision AMOUNT = new Precision(1 << 20, 0.001);

    /** Anything that flows, per second: 0.1, then 1 %. */
    public static final Precision RATE = new Precision(0.1, 0.01);

    /** Bytes per second: 100, then 1 %. */
    public static final Precision BYTE_RATE = new Precision(100, 0.01);

    /** Watts: 20 mW, then 0.4 %. */
    public static final Precision POWER = new Precision(0.02, 0.004);

    /** Degrees Celsius: 0.1, then 0.1 %. */
    public static final Precision TEMPERATURE = new Precision(0.1, 0.001);

    /** Hertz: 1 MHz, then 0.4 %. */
    public static final Precision FREQUENCY = new Precision(1e6, 0.004);

    public Precision {
        if (!(step > 0) || !Double.isFinite(step) || !(relative > 0) || !(relative < 1)) {
            throw new IllegalArgumentException("precision: " + step + ", " + relative);
        }
    }

    /** The usual precision for a series of that name. */
    public static Precision of(String series) {
        if (series.startsWith("power.")) {
            return POWER;
        }
        if (series.startsWith("temperature.")) {
            return TEMPERATURE;
        }
        if (series.startsWith("memory.") || series.startsWith("swap.")) {
            return AMOUNT;
        }
        if (series.endsWith(".frequency")) {
            return FREQUENCY;
        }
        if (series.endsWith(".read")
                || series.endsWith(".write")
                || series.endsWith(".in")
                || series.endsWith(".out")) {
            return BYTE_RATE;
        }
        if (series.endsWith(".rate") || series.endsWith(".iops") || series.startsWith("fan.")) {
            return RATE;
        }
        if (series.endsWith(".rss") || series.endsWith(".bytes") || series.endsWith(".free")) {
            return AMOUNT;
        }
        return SHARE;
    }

    int code(double value) {
        double magnitude = Math.log1p(Math.abs(value) * relative / step) / relative;
        int code = (int) Math.min(Math.rint(magnitude), Integer.MAX_VALUE >> 2);
        return value < 0 ? -code : code;
    }

    double value(int code) {
        double magnitude = Math.expm1(Math.abs(code) * relative) * step / relative;
        return code < 0 ? -magnitude : magnitude;
    }
}
