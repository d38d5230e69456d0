package hearth.workers.risk.model;

import static hearth.workers.risk.model.AbstractStack.entry;
import static hearth.workers.risk.model.AbstractStack.taint;
import static hearth.workers.risk.model.AbstractStack.value;

import java.util.Arrays;

/**
 * A function's memory: the words at the low, known addresses, where compilers put what they hash,
 * and as one thing all that lies at addresses of which nothing is known.
 */
final class Memory {
    private static final int WORDS = 64;
    private static final int WORD = 32;

    /** Where compilers keep the address of free memory. */
    static final int FREE_POINTER = 0x40;

    /** That address. */
    static final long FREE = entry(Taint.FREE_MEMORY, -1);

    /** Of a constant, the high half. */
    private static final long CONSTANT = entry(Taint.CONST, 0);

    private final long[] words = new long[WORDS];
    private int heapTaint;
    private int heapSlot;

    void clear() {
        Arrays.fill(words, 0);
        heapTaint = 0;
        heapSlot = -1;
    }

    /** Something of this origin goes to an unknown place. */
    void taintHeap(int taint) {
        heapTaint |= taint;
    }

    long load(long address) {
        if (address == (CONSTANT | FREE_POINTER)) {
            return FREE;
        }
        return isWord(address)
                ? words[value(address) / WORD]
                : entry(heapTaint & ~Taint.CONST, heapSlot);
    }

    void store(long address, long stored) {
        if (isWord(address)) {
            words[value(address) / WORD] = stored;
        } else if ((taint(address) & Taint.FREE_MEMORY) != 0) {
            int hidden = Taint.CONST | Taint.BIG | Taint.BOOL | Taint.FREE_MEMORY;
            heapTaint |= taint(stored) & ~hidden;
            if ((taint(stored) & Taint.STORED) != 0) {
                heapSlot = value(stored);
            }
        }
    }

    /** What hashing a part of it gives: the slot of a mapping or an array, or a hash of data. */
    long hash(long address, long length) {
        boolean known = isWord(address) && taint(length) == Taint.CONST;
        int word = value(address) / WORD;
        if (known && value(length) == 2 * WORD && word + 1 < WORDS) {
            return mappingSlot(taint(words[word]), words[word + 1]);
        }
        if (known && value(length) == WORD) {
            return entry(Taint.HASH | Taint.ARRAY, base(words[word]));
        }
        int kept = Taint.ARGUMENT | Taint.TIME | Taint.CALLER;
        return entry(Taint.HASH | (heapTaint & kept), -1);
    }

    private static long mappingSlot(int key, long of) {
        int taint = Taint.HASH;
        if ((taint(of) & Taint.HASH) != 0) {
            taint |= Taint.NESTED | (taint(of) & (Taint.KEY_CALLER | Taint.KEY_ARGUMENT));
        }
        taint |= (key & Taint.CALLER) != 0 ? Taint.KEY_CALLER : 0;
        taint |= (key & Taint.ARGUMENT) != 0 ? Taint.KEY_ARGUMENT : 0;
        return entry(taint, base(of));
    }

    private static int base(long of) {
        return (taint(of) & (Taint.HASH | Taint.CONST)) != 0 ? value(of) : -1;
    }

    /** A small constant that is the address of a word. */
    private static boolean isWord(long address) {
        return (address & ~(long) (WORDS * WORD - WORD)) == CONSTANT;
    }
}
