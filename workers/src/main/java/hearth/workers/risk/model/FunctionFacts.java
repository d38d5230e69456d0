package hearth.workers.risk.model;

/**
 * What one public function was seen to do. Storage slots are sets of 64 bits: slots 0 to 47 have
 * their own bit, larger ones share 15, and the last bit stands for "not known".
 */
final class FunctionFacts {
    static final long UNKNOWN_SLOT = 1L << 63;
    private static final int OWN_BITS = 48;
    private static final int SHARED_BITS = 15;

    int selector;
    int entry;
    int arguments;
    int steps;
    long traits;
    long conditionScalars;
    long conditionMaps;
    long readScalars;
    long readMaps;
    long writtenScalars;
    long writtenMaps;
    long raisedMaps;
    long loweredMaps;
    long loweredForArgument;
    long setMaps;
    long setBoolMaps;
    final long[] start = new long[START_DEPTH];
    int startDepth;

    static final int START_DEPTH = 8;

    void begin(int newSelector, int newEntry) {
        selector = newSelector;
        entry = newEntry;
        arguments = 0;
        steps = 0;
        startDepth = 0;
        traits = 0;
        conditionScalars = 0;
        conditionMaps = 0;
        readScalars = 0;
        readMaps = 0;
        writtenScalars = 0;
        writtenMaps = 0;
        raisedMaps = 0;
        loweredMaps = 0;
        loweredForArgument = 0;
        setMaps = 0;
        setBoolMaps = 0;
    }

    boolean has(long trait) {
        return (traits & trait) != 0;
    }

    /** Only the owner gets through. */
    boolean ownerOnly() {
        return has(Trait.OWNER_CHECK | Trait.FIXED_OWNER_CHECK);
    }

    static long slotBit(int slot) {
        if (slot < 0) {
            return UNKNOWN_SLOT;
        }
        return slot < OWN_BITS
                ? 1L << slot
                : 1L << (OWN_BITS + ((slot * 0x9E3779B9) >>> 28) % SHARED_BITS);
    }
}
