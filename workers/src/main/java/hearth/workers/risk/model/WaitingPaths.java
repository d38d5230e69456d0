package hearth.workers.risk.model;

/** Where a walk goes on later, each place with the stack it is reached with; last in, first out. */
final class WaitingPaths {
    private static final int MOST = 512;

    private final int[] starts = new int[MOST];
    private final int[] depths = new int[MOST];
    private final long[] entries = new long[MOST * AbstractStack.DEPTH];
    private int count;

    void clear() {
        count = 0;
    }

    boolean isEmpty() {
        return count == 0;
    }

    /** Keeps one; one too many is dropped. */
    void add(int start, AbstractStack stack) {
        if (count < MOST) {
            starts[count] = start;
            depths[count] = stack.size;
            stack.save(entries, count * AbstractStack.DEPTH);
            count++;
        }
    }

    /** Restores the stack of the newest and gives where it starts. */
    int take(AbstractStack stack) {
        count--;
        stack.load(entries, count * AbstractStack.DEPTH, depths[count]);
        return starts[count];
    }
}
