package hearth.kernel;

/** An amount of data in bytes, not negative. */
public record Bytes(long value) implements Comparable<Bytes> {
    /** One gibibyte. */
    public static final long GIB = 1L << 30;

    public Bytes {
        if (value < 0) {
            throw new IllegalArgumentException("bytes: " + value);
        }
    }

    /** Whole gibibytes. */
    public static Bytes gib(long gib) {
        return new Bytes(Math.multiplyExact(gib, GIB));
    }

    @Override
    public int compareTo(Bytes other) {
        return Long.compare(value, other.value);
    }
}
