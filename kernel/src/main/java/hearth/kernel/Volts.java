package hearth.kernel;

/** Electrical tension in volts. */
public record Volts(double value) implements Comparable<Volts> {
    public Volts {
        if (!Double.isFinite(value)) {
            throw new IllegalArgumentException("volts: " + value);
        }
    }

    @Override
    public int compareTo(Volts other) {
        return Double.compare(value, other.value);
    }
}
