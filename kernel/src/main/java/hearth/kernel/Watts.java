package hearth.kernel;

/** Electrical power in watts; negative means export. */
public record Watts(double value) implements Comparable<Watts> {
    public Watts {
        if (!Double.isFinite(value)) {
            throw new IllegalArgumentException("watts: " + value);
        }
    }

    /** The sum of both. */
    public Watts plus(Watts other) {
        return new Watts(value + other.value);
    }

    @Override
    public int compareTo(Watts other) {
        return Double.compare(value, other.value);
    }
}
