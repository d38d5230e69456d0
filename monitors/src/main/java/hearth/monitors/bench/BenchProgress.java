package hearth.monitors.bench;

/** Follows a running benchmark. Called on its thread; returns at once. */
public interface BenchProgress {
    /** A part begins. */
    void begins(String id, int part, int parts);

    /** A part ended, with its figure or the reason why there is none. */
    void ended(BenchLine line, int part, int parts);

    /**
     * A second of the load has passed, or of the rest before it.
     *
     * @param seconds since the load began; negative before it
     * @param of how many seconds
     * @param rate units of work in that second
     */
    default void loaded(long seconds, long of, double rate) {}

    /** Whether the user wants no more of it; asked every few milliseconds. */
    boolean cancelled();

    /** Follows nothing. */
    static BenchProgress none() {
        return new BenchProgress() {
            @Override
            public void begins(String id, int part, int parts) {}

            @Override
            public void ended(BenchLine line, int part, int parts) {}

            @Override
            public boolean cancelled() {
                return false;
            }
        };
    }
}
