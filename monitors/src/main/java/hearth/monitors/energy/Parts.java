package hearth.monitors.energy;

/** The names of the parts that a machine's energy is kept by. */
public final class Parts {
    /** Idle energy that the owner bears. */
    public static final String IDLE = "idle";

    /** Above idle and no worker's, and what a meter's register counted while nobody looked. */
    public static final String OTHER = "other";

    private static final String WORKER = "worker:";

    private Parts() {}

    /** A worker's. */
    public static String worker(String name) {
        return WORKER + name;
    }

    /** The worker's name, or empty when the part is no worker's. */
    public static String workerOf(String part) {
        return part.startsWith(WORKER) ? part.substring(WORKER.length()) : "";
    }
}
