package hearth.workers.risk.model;

/** What the walk has noticed: of the function that it is in, and where it saw each trait first. */
final class Notes {
    private final int[] firstOffsets = new int[Long.SIZE];
    private FunctionFacts function = new FunctionFacts();
    private long seenTraits;
    private long ownerSlots;

    void beginContract() {
        seenTraits = 0;
        ownerSlots = 0;
    }

    void beginFunction(FunctionFacts next) {
        function = next;
    }

    /** The function that the walk is in. */
    FunctionFacts function() {
        return function;
    }

    /** The function does this, seen at an offset. */
    void note(long trait, int position) {
        function.traits |= trait;
        if ((seenTraits & trait) == 0) {
            seenTraits |= trait;
            firstOffsets[Long.numberOfTrailingZeros(trait)] = position;
        }
    }

    /** A note when any of the bits of a taint is there. */
    void noteIf(int taint, int wanted, long trait, int position) {
        if ((taint & wanted) != 0) {
            note(trait, position);
        }
    }

    /** Offset where a trait was first seen in this code, or -1. */
    int firstOffset(long trait) {
        return (seenTraits & trait) == 0
                ? -1
                : firstOffsets[Long.numberOfTrailingZeros(seenTraits & trait)];
    }

    /** A slot that was compared with the caller. */
    void ownerSlot(int slot) {
        ownerSlots |= FunctionFacts.slotBit(slot);
    }

    long ownerSlots() {
        return ownerSlots;
    }

    /** What a branch depends on. */
    void condition(int taint, int slot, int position) {
        if ((taint & Taint.OWNER) != 0) {
            note(Trait.OWNER_CHECK, position);
            noteIf(taint, Taint.FIXED_OWNER, Trait.FIXED_OWNER_CHECK, position);
        } else if ((taint & Taint.CALLER) != 0 && (taint & Taint.ORIGIN) != 0) {
            note(Trait.ORIGIN_CHECK, position);
        }
        if ((taint & ~Taint.BOOL) == (Taint.SENT | Taint.IS_ZERO)) {
            note(Trait.REFUSES_ETHER, position);
        }
        if ((taint & Taint.KEY_CALLER) != 0 && (taint & Taint.MAPPED) != 0) {
            note(Trait.CALLER_LIST_CHECK, position);
        }
        if ((taint & Taint.SCALAR) != 0) {
            function.conditionScalars |= FunctionFacts.slotBit(slot);
        }
        if ((taint & Taint.MAPPED) != 0) {
            function.conditionMaps |= FunctionFacts.slotBit(slot);
        }
    }
}
