package hearth.network.score;

/**
 * A share in parts per million, 0..1,000,000. Settlements must agree to the last bit: no floats.
 */
public record Ppm(int value) {
    /** One whole. */
    public static final int ONE = 1_000_000;

    public Ppm {
        if (value < 0 || value > ONE) {
            throw new IllegalArgumentException("ppm: " + value);
        }
    }

    /** part / whole, rounded down, at most one; zero of zero is zero. */
    public static Ppm of(long part, long whole) {
        if (part < 0 || whole < 0) {
            throw new IllegalArgumentException(part + " of " + whole);
        }
        if (whole == 0) {
            return new Ppm(0);
        }
        return new Ppm((int) Math.min(ONE, Math.multiplyExact(part, (long) ONE) / whole));
    }

    /** (this − zero) / width, cut to 0..1: how far a share has come on a ramp. */
    public Ppm ramp(int zero, int width) {
        return value <= zero ? new Ppm(0) : of(value - zero, width);
    }

    /** As a fraction, for showing only. */
    public double fraction() {
        return value / (double) ONE;
    }
}
