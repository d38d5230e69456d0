package hearth.workers.risk.model;

import java.nio.ByteBuffer;
import java.util.Arrays;

/**
 * The constants that are features of their own: function selectors and the first eight bytes of
 * 32-byte words. They belong to a model; each is looked up once per push, so both are hashed.
 */
public final class FeatureTables {
    private static final int EMPTY = -1;

    private final int[] selectors;
    private final long[] words;
    private final int[] selectorSlots;
    private final int[] wordSlots;

    /** Keeps the order given: the index in it is the feature's. */
    public FeatureTables(int[] selectors, long[] words) {
        this.selectors = selectors.clone();
        this.words = words.clone();
        selectorSlots = slots(selectors.length);
        for (int i = 0; i < selectors.length; i++) {
            put(selectorSlots, hash(selectors[i]), i);
        }
        wordSlots = slots(words.length);
        for (int i = 0; i < words.length; i++) {
            put(wordSlots, hash(words[i]), i);
        }
    }

    int selectors() {
        return selectors.length;
    }

    int words() {
        return words.length;
    }

    int selector(int index) {
        return selectors[index];
    }

    long word(int index) {
        return words[index];
    }

    /** Index of a selector, or -1. */
    int findSelector(int selector) {
        int mask = selectorSlots.length - 1;
        for (int at = hash(selector) & mask; ; at = at + 1 & mask) {
            int index = selectorSlots[at];
            if (index == EMPTY || selectors[index] == selector) {
                return index;
            }
        }
    }

    /** Index of a word by its first eight bytes, or -1. */
    int findWord(long word) {
        int mask = wordSlots.length - 1;
        for (int at = hash(word) & mask; ; at = at + 1 & mask) {
            int index = wordSlots[at];
            if (index == EMPTY || words[index] == word) {
                return index;
            }
        }
    }

    void write(ByteBuffer to) {
        to.putInt(selectors.length);
        for (int selector : selectors) {
            to.putInt(selector);
        }
        to.putInt(words.length);
        for (long word : words) {
            to.putLong(word);
        }
    }

    static FeatureTables read(ByteBuffer from) {
        var selectors = new int[ModelFormat.count(from, Integer.BYTES)];
        Arrays.setAll(selectors, _ -> from.getInt());
        var words = new long[ModelFormat.count(from, Long.BYTES)];
        Arrays.setAll(words, _ -> from.getLong());
        return new FeatureTables(selectors, words);
    }

    private static int[] slots(int entries) {
        var slots = new int[Integer.highestOneBit(Math.max(4, entries)) * 8];
        Arrays.fill(slots, EMPTY);
        return slots;
    }

    private static void put(int[] slots, int hash, int index) {
        int at = hash & slots.length - 1;
        while (slots[at] != EMPTY) {
            at = at + 1 & slots.length - 1;
        }
        slots[at] = index;
    }

    private static int hash(long key) {
        return (int) ((key * 0x9E3779B97F4A7C15L) >>> 40);
    }
}
