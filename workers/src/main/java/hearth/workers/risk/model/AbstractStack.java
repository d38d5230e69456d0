package hearth.workers.risk.model;

/**
 * The top of the machine's stack; what lies below is unknown. An entry is one word, so that moving
 * it is cheap: a taint in the high half, a value in the low one.
 */
final class AbstractStack {
    static final int DEPTH = 64;

    /** An entry of which nothing is known. */
    static final long UNKNOWN = entry(0, -1);

    private static final int DROPPED = 16;

    final long[] entries = new long[DEPTH];
    int size;

    static long entry(int taint, int value) {
        return (long) taint << 32 | (value & 0xffffffffL);
    }

    static int taint(long entry) {
        return (int) (entry >>> 32);
    }

    static int value(long entry) {
        return (int) entry;
    }

    void push(int taint, int value) {
        push(entry(taint, value));
    }

    void push(long entry) {
        if (size == DEPTH) {
            System.arraycopy(entries, DROPPED, entries, 0, DEPTH - DROPPED);
            size -= DROPPED;
        }
        entries[size++] = entry;
    }

    long pop() {
        return size > 0 ? entries[--size] : UNKNOWN;
    }

    void drop(int count) {
        size = Math.max(0, size - count);
    }

    void duplicate(int depth) {
        int from = size - depth;
        push(from >= 0 ? entries[from] : UNKNOWN);
    }

    void swap(int depth) {
        int low = size - 1 - depth;
        if (low < 0) {
            low = deepen(-low);
        }
        int top = size - 1;
        if (low < 0 || top < 0) {
            return;
        }
        long held = entries[low];
        entries[low] = entries[top];
        entries[top] = held;
    }

    private int deepen(int missing) {
        int room = Math.min(missing, DEPTH - size);
        System.arraycopy(entries, 0, entries, room, size);
        for (int i = 0; i < room; i++) {
            entries[i] = UNKNOWN;
        }
        size += room;
        return room - missing;
    }

    void save(long[] to, int at) {
        System.arraycopy(entries, 0, to, at, size);
    }

    void load(long[] from, int at, int count) {
        System.arraycopy(from, at, entries, 0, count);
        size = count;
    }
}
