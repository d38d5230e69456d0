package hearth.workers.risk.model;

import java.util.Arrays;

/**
 * The blocks that a function's walk has entered, each for the return address it was entered with.
 * Never cleared: an entry counts only with the stamp of its function. Most blocks are entered with
 * one return address; further ones go to a table of their own.
 */
final class VisitedBlocks {
    private static final int BITS = 12;
    private static final int MASK = (1 << BITS) - 1;

    /** A block, a return address and a stamp go into one word; an address has 18 bits. */
    private static final int ADDRESS_BITS = 20;

    /** A block and a return address. */
    private static final int PLACE_BITS = 2 * ADDRESS_BITS;

    private static final long PLACE_MASK = (1L << PLACE_BITS) - 1;
    private static final int HASH_SHIFT = Long.SIZE - BITS;

    private static final int STAMP_LIMIT = 1 << 24;

    private final long[] further = new long[1 << BITS];
    private long[] first = new long[256];
    private long stamp;

    /** Room for blocks with numbers below this one. */
    void reserve(int blocks) {
        if (first.length < blocks) {
            first = new long[2 * blocks];
        }
    }

    /** Forgets all: another function begins. */
    void begin() {
        stamp++;
        if (stamp == STAMP_LIMIT) {
            Arrays.fill(first, 0);
            Arrays.fill(further, 0);
            stamp = 1;
        }
    }

    /**
     * Marks a block; false when that was done before. A function's steps bound how many there are,
     * to fewer than the table has room for.
     */
    boolean enter(int block, int returnAddress) {
        long entry = stamp << ADDRESS_BITS | returnAddress;
        long held = first[block];
        if (held == entry) {
            return false;
        }
        if (held >>> ADDRESS_BITS != stamp) {
            first[block] = entry;
            return true;
        }
        long key = stamp << PLACE_BITS | (long) block << ADDRESS_BITS | returnAddress;
        // the stamp is no part of the hash: where an entry goes depends on its function alone
        long hashed = (key & PLACE_MASK) * 0x9E3779B97F4A7C15L;
        for (int at = (int) (hashed >>> HASH_SHIFT); ; at = at + 1 & MASK) {
            if (further[at] == key) {
                return false;
            }
            if (further[at] >>> PLACE_BITS != stamp) {
                further[at] = key;
                return true;
            }
        }
    }
}
