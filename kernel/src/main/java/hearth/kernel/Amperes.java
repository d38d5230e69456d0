package hearth.kernel;

/** Electrical current in amperes. */
public record Amperes(double value) implements Comparable<Amperes> {
    public Amperes {
        if (!Double.isFinite(value)) {
            throw new IllegalArgumentException("amperes: " + value);
        }
    }

    @Override
    public int compareTo(Amperes other) {
        return Double.compare(value, other.value);
    }
}
