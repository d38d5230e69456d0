package hearth.monitors.energy;

import java.util.List;

/**
 * The watts of one second and whose they were; the parts always add up to the whole.
 *
 * @param machine the whole, milliwatts
 * @param idle what the machine draws doing nothing, milliwatts, whoever bears it
 * @param ownIdle the part of {@code idle} that is the owner's
 * @param other above idle and no worker's: everything else on this machine
 * @param workers the parts of the workers
 * @param confidence how far the split can be trusted
 * @param method how it was made, one sentence
 */
public record Split(
        long machine,
        long idle,
        long ownIdle,
        long other,
        List<Part> workers,
        Confidence confidence,
        String method) {
    /**
     * A worker's part.
     *
     * @param aboveIdle by its processor time, milliwatts
     * @param idleShare its share of the idle watts, milliwatts; 0 when the owner bears them
     */
    public record Part(String worker, long aboveIdle, long idleShare) {
        /** All of it, milliwatts. */
        public long milliwatts() {
            return aboveIdle + idleShare;
        }
    }

    /** How far a split can be trusted. */
    public enum Confidence {
        /** Idle is known and the watts were measured outside the case. */
        GOOD,
        /** One of both is weaker. */
        FAIR,
        /** Idle is not known, or the watts are an estimate. */
        POOR
    }

    public Split {
        workers = List.copyOf(workers);
        long sum = ownIdle + other;
        for (var part : workers) {
            sum += part.milliwatts();
        }
        if (sum != machine) {
            throw new IllegalArgumentException("parts of " + sum + " mW of " + machine + " mW");
        }
    }
}
