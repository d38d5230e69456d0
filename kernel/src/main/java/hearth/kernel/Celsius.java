package hearth.kernel;

/** A temperature in degrees Celsius. */
public record Celsius(double value) implements Comparable<Celsius> {
    public Celsius {
        if (!Double.isFinite(value) || value < -273.15) {
            throw new IllegalArgumentException("celsius: " + value);
        }
    }

    @Override
    public int compareTo(Celsius other) {
        return Double.compare(value, other.value);
    }
}
