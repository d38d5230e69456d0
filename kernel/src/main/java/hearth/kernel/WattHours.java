package hearth.kernel;

/** Electrical energy in watt-hours. */
public record WattHours(double value) implements Comparable<WattHours> {
    public WattHours {
        if (!Double.isFinite(value)) {
            throw new IllegalArgumentException("watthours: " + value);
        }
    }

    @Override
    public int compareTo(WattHours other) {
        return Double.compare(value, other.value);
    }
}
