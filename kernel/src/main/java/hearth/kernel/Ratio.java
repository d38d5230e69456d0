package hearth.kernel;

/** A share, 0 to 1. */
public record Ratio(double value) implements Comparable<Ratio> {
    public Ratio {
        if (!Double.isFinite(value) || value < 0 || value > 1) {
            throw new IllegalArgumentException("ratio: " + value);
        }
    }

    /**
     * A share of a whole; clamped to 1, as counters are read a moment apart. Zero of nothing is 0.
     */
    public static Ratio of(double part, double whole) {
        return new Ratio(whole <= 0 ? 0 : Math.clamp(part / whole, 0, 1));
    }

    @Override
    public int compareTo(Ratio other) {
        return Double.compare(value, other.value);
    }
}
