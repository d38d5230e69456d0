package hearth.workers.risk.model;

import static hearth.workers.risk.model.AbstractStack.entry;
import static hearth.workers.risk.model.AbstractStack.taint;
import static hearth.workers.risk.model.AbstractStack.value;

/** What a function reads from the contract's storage, and what it writes there. */
final class Storage {
    private final Notes notes;

    Storage(Notes notes) {
        this.notes = notes;
    }

    /** The value at a slot. */
    long read(long at) {
        int taint = taint(at);
        int slot = value(at);
        if ((taint & Taint.HASH) != 0) {
            notes.function().readMaps |= FunctionFacts.slotBit(slot);
            int key = Taint.KEY_CALLER | Taint.KEY_ARGUMENT | Taint.NESTED | Taint.ARRAY;
            return entry(Taint.MAPPED | (taint & key), slot);
        }
        if ((taint & Taint.CONST) != 0) {
            notes.function().readScalars |= FunctionFacts.slotBit(slot);
            return entry(Taint.SCALAR, slot);
        }
        return entry(Taint.SCALAR | (taint & Taint.ARGUMENT), -1);
    }

    void write(long at, long written, int position) {
        int taint = taint(written);
        notes.note(Trait.WRITES, position);
        notes.noteIf(taint, Taint.CALLER, Trait.STORES_CALLER, position);
        notes.noteIf(taint, Taint.SENT, Trait.STORES_SENT, position);
        notes.noteIf(taint, Taint.TIME, Trait.STORES_TIME, position);
        if ((taint(at) & Taint.HASH) != 0) {
            writeMap(taint(at), FunctionFacts.slotBit(value(at)), taint, position);
            return;
        }
        int slot = (taint(at) & Taint.CONST) != 0 ? value(at) : -1;
        notes.function().writtenScalars |= FunctionFacts.slotBit(slot);
        if ((taint & Taint.SCALAR) != 0 && (taint & Taint.ADD) != 0) {
            notes.note(Trait.RAISES_SCALAR, position);
        }
    }

    private void writeMap(int at, long slot, int written, int position) {
        var function = notes.function();
        function.writtenMaps |= slot;
        notes.noteIf(at, Taint.ARRAY, Trait.STORES_LIST, position);
        int change = written & (Taint.ADD | Taint.SUB);
        if ((written & Taint.MAPPED) != 0 && change == Taint.ADD) {
            notes.note(Trait.RAISES_MAP, position);
            function.raisedMaps |= slot;
        } else if ((written & Taint.MAPPED) != 0 && (change & Taint.SUB) != 0) {
            notes.note(Trait.LOWERS_MAP, position);
            function.loweredMaps |= slot;
            if ((at & Taint.KEY_ARGUMENT) != 0) {
                function.loweredForArgument |= slot;
            }
        } else {
            notes.note(Trait.SETS_MAP, position);
            function.setMaps |= slot;
            if ((written & Taint.BOOL) != 0 || Taint.exact(written)) {
                notes.note(Trait.SETS_MAP_BOOL, position);
                function.setBoolMaps |= slot;
            }
        }
    }
}
