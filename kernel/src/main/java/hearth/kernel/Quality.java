package hearth.kernel;

/** How a value was obtained; only {@link #WALL} watts are what the bill counts. */
public enum Quality {
    /** Measured at the socket. */
    WALL,
    /** On the DC side, behind the adapter: a lower bound. */
    INLINE,
    /** Inside the case: a lower bound. */
    BOARD,
    /** Counted by a chip or program. */
    COUNTER,
    /** From a model, or not yet settled. */
    ESTIMATE
}
