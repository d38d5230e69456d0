package hearth.workers.risk.model;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;
import java.util.Arrays;

/**
 * The instructions of a code: which bytes begin one, what they do in their order, how often each
 * occurs. Bytes are looked at eight at once, as bits of a word of 64. Where an instruction begins
 * is only known from the pushes before it, so the way from push to push is what takes time, and
 * four readers go it at once, each its part of the code. One that began inside of pushed bytes soon
 * falls into step, because most bytes are instructions of one byte: so it gets a run-up, and only
 * where it turns out to be out of step all the same is its part read again.
 */
final class Instructions {
    private static final VarHandle WORDS =
            MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.LITTLE_ENDIAN);

    private static final int READERS = 4;

    /** The words that a reader reads before its part. */
    private static final int RUN_UP = 1;

    /** Added to a number of pushed bytes, it reaches 32 from four bytes on. */
    private static final int MANY = 28;

    private static final long HIGH_BITS = 0x8080808080808080L;

    /** For each choice of eight bytes, all ones where one is chosen. */
    private static final long[] CHOICES = choices();

    private final Reader[] readers = {new Reader(), new Reader(), new Reader(), new Reader()};
    private final int[] counts = new int[256];
    private final int[][] tallies = new int[4][256];
    private byte[] operations = new byte[0];
    private long[] pushes = new long[0];
    private long[] begins = new long[0];
    private long[] targets = new long[0];
    private int count;
    private int end;

    /** Goes from push to push through a part of a code. */
    private final class Reader {
        private int[] constants = new int[0];
        private int constantCount;

        /** Where the push read last ends. */
        private int reach;

        /** Where it began to read its part, which is where the one before has to end. */
        private int begun;

        /** Gets ready to read from a word on. */
        void begin(byte[] code, int length, int from) {
            int most = length / 5 + 2; // the shortest push that tells takes five bytes
            if (constants.length < most) {
                constants = new int[most];
            }
            reach = 0;
            for (int word = Math.max(0, from - RUN_UP); word < from; word++) {
                read(code, word);
            }
            constantCount = 0;
            begun = Math.max(reach, from << 6);
        }

        /** Takes over what another one read of the words behind, or reads them itself. */
        void join(Reader other, byte[] code, int from, int to) {
            if (Math.max(reach, from << 6) != other.begun) {
                for (int word = from; word < to; word++) {
                    read(code, word);
                }
                return;
            }
            System.arraycopy(other.constants, 0, constants, constantCount, other.constantCount);
            constantCount += other.constantCount;
            reach = other.reach;
        }

        /** Finds the beginnings among 64 bytes. */
        void read(byte[] code, int word) {
            int[] to = constants;
            int telling = constantCount;
            int base = word << 6;
            int ends = reach - base;
            long pushed = ends > 0 ? (1L << ends) - 1 : 0;
            long left = pushes[word] & ~pushed;
            while (left != 0) {
                int at = Long.numberOfTrailingZeros(left);
                int size = code[base + at] - (Op.PUSH1 - 1);
                to[telling] = base + at;
                telling += (size + MANY) >>> 5; // 1 from four bytes on
                ends = at + 1 + size;
                if (ends >= Long.SIZE) {
                    pushed |= -2L << at;
                    break;
                }
                long beyond = -1L << ends;
                pushed |= (-2L << at) & ~beyond;
                left &= beyond;
            }
            begins[word] = ~pushed;
            constantCount = telling;
            reach = base + ends;
        }
    }

    /** How many there are. */
    int count() {
        return count;
    }

    /** What each does, one byte each; longer than there are. */
    byte[] operations() {
        return operations;
    }

    /** How often each occurs. */
    int[] counts() {
        return counts;
    }

    /** How many {@link #constants} there are. */
    int constantCount() {
        return readers[0].constantCount;
    }

    /** Where four bytes or more are pushed, ascending; longer than there are. */
    int[] constants() {
        return readers[0].constants;
    }

    /** A bit for each byte of the code that may be jumped to. */
    long[] targets() {
        return targets;
    }

    /** Bytes that are pushed, those that the code's end cuts off included. */
    int constantBytes() {
        return end - count;
    }

    /**
     * Reads a code.
     *
     * @param code from its first byte on, with 64 zeros or more behind it
     * @param length of the code
     */
    void read(byte[] code, int length) {
        int words = (length >> 6) + 1;
        if (pushes.length < words) {
            pushes = new long[words];
            begins = new long[words];
            targets = new long[words];
            operations = new byte[(words << 6) + Long.BYTES];
        }
        classify(code, words);
        follow(code, length, words);
        begins[words - 1] &= (1L << length) - 1;
        gather(code, words);
        tally();
    }

    /** Which bytes would push and which would be jumped to, if they began an instruction. */
    private void classify(byte[] code, int words) {
        for (int word = 0; word < words; word++) {
            long pushing = 0;
            long target = 0;
            for (int i = 0; i < Long.SIZE; i += Long.BYTES) {
                long eight = (long) WORDS.get(code, (word << 6) + i);
                // the upper three bits are 011: a difference carries into the highest bit
                long other = (eight >>> 1 & 0x7070707070707070L) ^ 0x3030303030303030L;
                pushing |= bits(~(other + 0x7070707070707070L)) << i;
                long differs = eight ^ 0x5b5b5b5b5b5b5b5bL;
                target |= bits(~(((differs & ~HIGH_BITS) + ~HIGH_BITS) | differs)) << i;
            }
            pushes[word] = pushing;
            targets[word] = target;
        }
    }

    /** The highest bits of eight bytes, as eight bits. */
    private static long bits(long bytes) {
        return ((bytes & HIGH_BITS) * 0x0002040810204081L) >>> 56;
    }

    private void follow(byte[] code, int length, int words) {
        int part = words / READERS;
        var a = readers[0];
        var b = readers[1];
        var c = readers[2];
        var d = readers[3];
        for (int i = 0; i < READERS; i++) {
            readers[i].begin(code, length, i * part);
        }
        for (int word = 0; word < part; word++) {
            a.read(code, word);
            b.read(code, part + word);
            c.read(code, 2 * part + word);
            d.read(code, 3 * part + word);
        }
        for (int word = READERS * part; word < words; word++) {
            d.read(code, word);
        }
        for (int i = 1; i < READERS; i++) {
            int to = i + 1 < READERS ? (i + 1) * part : words;
            a.join(readers[i], code, i * part, to);
        }
        end = Math.max(length, a.reach);
    }

    /** Puts what the instructions do one behind the other. */
    private void gather(byte[] code, int words) {
        byte[] to = operations;
        int gathered = 0;
        for (int word = 0; word < words; word++) {
            long begun = begins[word];
            targets[word] &= begun;
            for (int i = 0; i < Long.SIZE; i += Long.BYTES) {
                int eight = (int) (begun >>> i) & 0xff;
                long bytes = (long) WORDS.get(code, (word << 6) + i);
                WORDS.set(to, gathered, Long.compress(bytes, CHOICES[eight]));
                gathered += Integer.bitCount(eight);
            }
        }
        count = gathered;
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

    private static long[] choices() {
        var choices = new long[256];
        for (int chosen = 0; chosen < choices.length; chosen++) {
            for (int i = 0; i < Long.BYTES; i++) {
                choices[chosen] |= ((chosen >> i & 1) * 0xffL) << (Byte.SIZE * i);
            }
        }
        return choices;
    }
}
