package hearth.monitors.bench;

/** Follows a running benchmark. Called on its thread; returns at once. */
public interface BenchProgress {
    /** A part begins. */
    void begins(String id, int part, int parts);

    /** A part ended, with its figure or the reason why there is none. */
    void ended(BenchLine line, int part, int parts);

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
