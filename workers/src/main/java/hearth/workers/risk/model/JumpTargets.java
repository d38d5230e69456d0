package hearth.workers.risk.model;

import java.util.Arrays;

/**
 * Where a code may be jumped to. The targets are numbered in the order of the code; the number of
 * one is found by counting bits, so that the whole table stays near the processor.
 */
final class JumpTargets {
    private long[] bits = new long[512];

    /** How many targets lie before each word of bits. */
    private int[] before = new int[512];

    private int[] instructions = new int[256];
    private int end;
    private int count;

    /** Begins a code of so many bytes. */
    void clear(int length) {
        int words = (length >> 6) + 1;
        if (bits.length < words) {
            bits = new long[words];
            before = new int[words];
        }
        Arrays.fill(bits, 0, words, 0);
        end = length;
        count = 0;
    }

    /** The next target, further back than the one before. */
    void add(int offset, int instruction) {
        if (count == instructions.length) {
            instructions = Arrays.copyOf(instructions, 2 * count);
        }
        bits[offset >> 6] |= 1L << offset;
        instructions[count++] = instruction;
    }

    /** All are there. */
    void finish() {
        int sum = 0;
        for (int word = 0; word <= end >> 6; word++) {
            before[word] = sum;
            sum += Long.bitCount(bits[word]);
        }
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

    /** Which instruction the target with a number is. */
    int instruction(int number) {
        return instructions[number];
    }
}
