package hearth.workers.risk.model;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;
import java.util.Arrays;

/**
 * The instructions of a code: which they are, where each begins, how often each occurs. Where one
 * begins is only known from the one before, which makes the processor wait; so four readers start
 * at four places at once. A reader that began inside of pushed bytes soon falls into step, because
 * most bytes are instructions of one byte: so each gets a run-up, and only where it turns out to be
 * out of step all the same is its part read again.
 */
final class Instructions {
    private static final int READERS = 4;

    /** Shorter codes are read by one. */
    private static final int LEAST = 256;

    private static final int RUN_UP = 64;

    private static final VarHandle WORDS =
            MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.LITTLE_ENDIAN);

    /** Bytes of each instruction. */
    private static final byte[] SIZES = sizes();

    /** 1 for those of which more matters than how often they occur. */
    private static final byte[] TELLING = telling();

    private byte[] operations = new byte[1 << 14];
    private int[] all = new int[1 << 14];
    private int[] marks = new int[1 << 14];
    private final int[] counts = new int[256];
    private final int[][] tallies = new int[4][256];
    private final int[] froms = new int[READERS + 1];
    private final int[] begins = new int[READERS];
    private final int[] ends = new int[READERS];
    private final int[] read = new int[READERS];
    private int count;
    private int markCount;
    private int end;

    /** How many there are. */
    int count() {
        return count;
    }

    /**
     * Each instruction in one number, see {@link #operation} and {@link #position}; behind the last
     * a STOP where it ends. Longer than there are.
     */
    int[] all() {
        return all;
    }

    /** What an instruction does, without what it pushes. */
    static int operation(int instruction) {
        return instruction & 0xff;
    }

    /** Where it begins. */
    static int position(int instruction) {
        return instruction >>> 8;
    }

    private static int instruction(int position, byte operation) {
        return position << 8 | (operation & 0xff);
    }

    /** What each does, one byte each; longer than there are. */
    byte[] operations() {
        return operations;
    }

    /** How often each occurs. */
    int[] counts() {
        return counts;
    }

    /** How many {@link #marks} there are. */
    int markCount() {
        return markCount;
    }

    /**
     * Which of the instructions, by their number, are jump targets or push 4, 20 or 32 bytes;
     * longer than there are.
     */
    int[] marks() {
        return marks;
    }

    /** Bytes that are pushed, those that the code's end cuts off included. */
    int constantBytes() {
        return end - count;
    }

    /** Reads a code from the start of an array, so many bytes. */
    void read(byte[] code, int length) {
        if (all.length <= length) {
            operations = new byte[length + 1];
            all = new int[length + 1];
            marks = new int[length + 1];
        }
        for (int reader = 1; reader <= READERS; reader++) {
            froms[reader] = length < LEAST ? length : (int) ((long) length * reader / READERS);
        }
        for (int reader = 1; reader < READERS; reader++) {
            begins[reader] = length < LEAST ? length : begin(code, froms[reader]);
        }
        readAtOnce(code);
        join(code);
        for (int i = 0; i < count; i++) {
            operations[i] = (byte) all[i];
        }
        tally();
        mark();
    }

    /** Where a part probably begins: the first instruction after a run-up. */
    private static int begin(byte[] code, int from) {
        int at = from - RUN_UP;
        while (at < from) {
            at += SIZES[code[at] & 0xff];
        }
        return at;
    }

    private void readAtOnce(byte[] code) {
        int[] to = all;
        int fromB = froms[1];
        int fromC = froms[2];
        int fromD = froms[3];
        int length = froms[4];
        int a = 0;
        int b = begins[1];
        int c = begins[2];
        int d = begins[3];
        int steps = 0;
        // all four differences are negative as long as none is through
        while ((a - fromB & b - fromC & c - fromD & d - length) < 0) {
            byte opA = code[a];
            byte opB = code[b];
            byte opC = code[c];
            byte opD = code[d];
            to[steps] = instruction(a, opA);
            to[fromB + steps] = instruction(b, opB);
            to[fromC + steps] = instruction(c, opC);
            to[fromD + steps] = instruction(d, opD);
            a += SIZES[opA & 0xff];
            b += SIZES[opB & 0xff];
            c += SIZES[opC & 0xff];
            d += SIZES[opD & 0xff];
            steps++;
        }
        finish(code, 0, a, steps);
        finish(code, 1, b, steps);
        finish(code, 2, c, steps);
        finish(code, 3, d, steps);
    }

    /** What is left of a reader's part when another one was through. */
    private void finish(byte[] code, int reader, int position, int steps) {
        int at = position;
        int to = froms[reader] + steps;
        while (at < froms[reader + 1]) {
            byte op = code[at];
            all[to++] = instruction(at, op);
            at += SIZES[op & 0xff];
        }
        ends[reader] = at;
        read[reader] = to - froms[reader];
    }

    /** Puts the parts one behind the other; one that began out of step is read again. */
    private void join(byte[] code) {
        count = read[0];
        end = ends[0];
        for (int reader = 1; reader < READERS; reader++) {
            if (begins[reader] != end) {
                finish(code, reader, end, 0);
            }
            System.arraycopy(all, froms[reader], all, count, read[reader]);
            count += read[reader];
            end = ends[reader];
        }
        all[count] = instruction(end, (byte) Op.STOP);
    }

    /** In four tables, since the same instruction often follows itself. */
    private void tally() {
        for (int[] part : tallies) {
            Arrays.fill(part, 0);
        }
        int[] a = tallies[0];
        int[] b = tallies[1];
        int[] c = tallies[2];
        int[] d = tallies[3];
        byte[] names = operations;
        int i = 0;
        for (; i + Long.BYTES <= count; i += Long.BYTES) {
            long eight = (long) WORDS.get(names, i);
            a[(int) eight & 0xff]++;
            b[(int) (eight >>> 8) & 0xff]++;
            c[(int) (eight >>> 16) & 0xff]++;
            d[(int) (eight >>> 24) & 0xff]++;
            a[(int) (eight >>> 32) & 0xff]++;
            b[(int) (eight >>> 40) & 0xff]++;
            c[(int) (eight >>> 48) & 0xff]++;
            d[(int) (eight >>> 56)]++;
        }
        for (; i < count; i++) {
            a[names[i] & 0xff]++;
        }
        for (int op = 0; op < counts.length; op++) {
            counts[op] = a[op] + b[op] + c[op] + d[op];
        }
    }

    private void mark() {
        byte[] names = operations;
        int[] to = marks;
        int telling = 0;
        for (int i = 0; i < count; i++) {
            to[telling] = i;
            telling += TELLING[names[i] & 0xff];
        }
        markCount = telling;
    }

    private static byte[] sizes() {
        var sizes = new byte[256];
        for (int op = 0; op < sizes.length; op++) {
            boolean pushes = op >= Op.PUSH1 && op <= Op.PUSH32;
            sizes[op] = (byte) (pushes ? op - Op.PUSH1 + 2 : 1);
        }
        return sizes;
    }

    private static byte[] telling() {
        var telling = new byte[256];
        for (int op : new int[] {Op.JUMPDEST, Op.PUSH4, Op.PUSH20, Op.PUSH32}) {
            telling[op] = 1;
        }
        return telling;
    }
}
