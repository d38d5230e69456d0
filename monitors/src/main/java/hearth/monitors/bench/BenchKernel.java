package hearth.monitors.bench;

/** Work whose speed is measured; each thread gets its own worker. */
public interface BenchKernel {
    /** Short name, such as cpu.sha256 or contract-risk. */
    String id();

    /** What is counted, per second: "B/s", "events/s", "contracts/s". */
    String unit();

    /**
     * Whether it is measured with one thread as well; its lines are then called {@code id.all} and
     * {@code id.one}.
     */
    default boolean alsoAlone() {
        return false;
    }

    /** A worker for one thread, ready to start; dear preparation belongs here. */
    Worker worker();

    /** One thread's work. */
    @FunctionalInterface
    interface Worker {
        /** Does a small piece, at most some milliseconds, and tells how many units it was. */
        long step();
    }
}
