package hearth.workers.risk.model;

import java.util.Arrays;

/**
 * The blocks that a function's walk has entered, each for the return address it was entered with. A
 * table that is never cleared: an entry counts only with the stamp of its function.
 */
final class VisitedBlocks {
    private static final int BITS = 11;
    private static final int STAMP_LIMIT = 1 << 24;
    private static final int MAX_PROBES = 8;

    private final long[] seen = new long[1 << BITS];
    private int stamp;

    /** Forgets all: another function begins. */
    void begin() {
        stamp++;
        if (stamp == STAMP_LIMIT) {
            Arrays.fill(seen, 0);
            stamp = 1;
        }
    }

    /** Marks a block; false when that was done before, or when there is no room for it. */
    boolean enter(int block, int returnAddress) {
        long key = (long) stamp << 40 ^ (long) returnAddress << 20 ^ block;
        int home = (int) ((key * 0x9E3779B97F4A7C15L) >>> (64 - BITS));
        for (int probe = 0; probe < MAX_PROBES; probe++) {
            int slot = home + probe & (1 << BITS) - 1;
            long held = seen[slot];
            if (held == key) {
                return false;
            }
            if (held >>> 40 != stamp) {
                seen[slot] = key;
                return true;
            }
        }
        return false;
    }
}
