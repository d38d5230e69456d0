package hearth.kernel;

/** A transfer rate in bytes per second, not negative. */
public record BytesPerSecond(double value) implements Comparable<BytesPerSecond> {
    public BytesPerSecond {
        if (!Double.isFinite(value) || value < 0) {
            throw new IllegalArgumentException("bytespersecond: " + value);
        }
    }

    @Override
    public int compareTo(BytesPerSecond other) {
        return Double.compare(value, other.value);
    }
}
