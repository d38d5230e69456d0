package hearth.kernel;

/** A frequency in hertz, not negative. */
public record Hertz(double value) implements Comparable<Hertz> {
    public Hertz {
        if (!Double.isFinite(value) || value < 0) {
            throw new IllegalArgumentException("hertz: " + value);
        }
    }

    @Override
    public int compareTo(Hertz other) {
        return Double.compare(value, other.value);
    }
}
