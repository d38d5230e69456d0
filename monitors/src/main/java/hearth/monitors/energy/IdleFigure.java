package hearth.monitors.energy;

/**
 * What a machine draws while it does nothing, and how that is known.
 *
 * @param milliwatts 0 or more
 * @param origin how it is known
 */
public record IdleFigure(long milliwatts, Origin origin) {
    /** How idle watts are known. */
    public enum Origin {
        /** The operator said so. */
        SET,
        /** Learned: the lowest tenth of the readings taken while the processor was hardly busy. */
        LEARNED,
        /** The machine was never seen idle: the lowest readings there are, an upper bound. */
        LOWEST_SEEN,
        /** No reading yet. */
        UNKNOWN
    }

    /** Before the first reading. */
    public static final IdleFigure UNKNOWN = new IdleFigure(0, Origin.UNKNOWN);

    public IdleFigure {
        if (milliwatts < 0) {
            throw new IllegalArgumentException("idle below 0: " + milliwatts);
        }
    }

    /** One clause about its origin, for people. */
    public String words() {
        return switch (origin) {
            case SET -> "set by you";
            case LEARNED -> "learned from quiet minutes";
            case LOWEST_SEEN -> "an upper bound: the machine was never seen idle";
            case UNKNOWN -> "not known yet";
        };
    }
}
