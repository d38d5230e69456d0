package hearth.workers.risk.model;

/**
 * Where a code may be jumped to. The targets are numbered in the order of the code; the number of
 * one is found by counting bits, so that the whole table stays near the processor.
 */
final class JumpTargets {
    private long[] bits = new long[1];

    /** How many targets lie before each word of bits. */
    private int[] before = new int[512];

    private int end;
    private int count;

    /**
     * Takes the targets of a code.
     *
     * @param targets a bit for each byte that is one; kept, not copied
     * @param length bytes of the code
     */
    void read(long[] targets, int length) {
        int words = (length >> 6) + 1;
        if (before.length < words) {
            before = new int[words];
        }
        int sum = 0;
        for (int word = 0; word < words; word++) {
            before[word] = sum;
            sum += Long.bitCount(targets[word]);
        }
        bits = targets;
        end = length;
        count = sum;
    }

    /** The length of the code. */
    int end() {
        return end;
    }

    int count() {
        return count;
    }

    boolean contains(int offset) {
        return Integer.compareUnsigned(offset, end) < 0 && (bits[offset >> 6] >>> offset & 1) != 0;
    }

    /** The number of a target. */
    int number(int offset) {
        return before[offset >> 6] + Long.bitCount(bits[offset >> 6] & (1L << offset) - 1);
    }
}
