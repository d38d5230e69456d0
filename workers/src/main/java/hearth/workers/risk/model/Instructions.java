package hearth.workers.risk.model;

/**
 * Where each instruction of a code begins. That is only known from the one before, which makes the
 * processor wait; so four readers start at four places at once. A reader that began inside of
 * pushed bytes soon falls into step, because most bytes are instructions of one byte: where the one
 * before it finds its trace, the rest of it is right.
 */
final class Instructions {
    private static final int READERS = 4;

    /** Shorter codes are read by one. */
    private static final int LEAST = 256;

    private static final byte[] SIZES = sizes();

    private int[] starts = new int[1 << 14];
    private int[] readStarts = new int[1 << 14];
    private final int[] froms = new int[READERS + 1];
    private final int[] counts = new int[READERS];
    private final int[] ends = new int[READERS];
    private int count;
    private int end;

    /** How many there are. */
    int count() {
        return count;
    }

    /** Where each begins, relative to the code's offset; longer than there are. */
    int[] starts() {
        return starts;
    }

    /** Bytes that are pushed, those that the code's end cuts off included. */
    int constantBytes() {
        return end - count;
    }

    /** Reads the bytes from an offset, so many. */
    void read(byte[] code, int offset, int length) {
        if (starts.length < length) {
            starts = new int[length];
            readStarts = new int[length];
        }
        count = 0;
        end = 0;
        if (length < LEAST) {
            goOn(code, offset, length);
            return;
        }
        for (int reader = 0; reader <= READERS; reader++) {
            froms[reader] = (int) ((long) length * reader / READERS);
        }
        readAtOnce(code, offset);
        for (int reader = 0; reader < READERS; reader++) {
            join(code, offset, reader);
        }
    }

    private void readAtOnce(byte[] code, int offset) {
        byte[] sizes = SIZES;
        int[] at = readStarts;
        int fromB = froms[1];
        int fromC = froms[2];
        int fromD = froms[3];
        int length = froms[4];
        int a = 0;
        int b = fromB;
        int c = fromC;
        int d = fromD;
        int steps = 0;
        // all four differences are negative as long as none is through
        while ((a - fromB & b - fromC & c - fromD & d - length) < 0) {
            at[steps] = a;
            at[fromB + steps] = b;
            at[fromC + steps] = c;
            at[fromD + steps] = d;
            a += sizes[code[offset + a] & 0xff];
            b += sizes[code[offset + b] & 0xff];
            c += sizes[code[offset + c] & 0xff];
            d += sizes[code[offset + d] & 0xff];
            steps++;
        }
        finish(code, offset, 0, a, steps);
        finish(code, offset, 1, b, steps);
        finish(code, offset, 2, c, steps);
        finish(code, offset, 3, d, steps);
    }

    /** What is left of a reader's part when another one was through. */
    private void finish(byte[] code, int offset, int reader, int position, int steps) {
        int at = position;
        int to = froms[reader] + steps;
        while (at < froms[reader + 1]) {
            readStarts[to++] = at;
            at += SIZES[code[offset + at] & 0xff];
        }
        counts[reader] = to - froms[reader];
        ends[reader] = at;
    }

    /** Goes on until the reader's trace is met, and takes over the rest of it. */
    private void join(byte[] code, int offset, int reader) {
        int from = froms[reader];
        int to = from + counts[reader];
        int limit = froms[reader + 1];
        while (from < to && readStarts[from] != end && end < limit) {
            if (readStarts[from] < end) {
                from++;
            } else {
                goOn(code, offset, end + 1);
            }
        }
        if (from < to && readStarts[from] == end) {
            int length = to - from;
            System.arraycopy(readStarts, from, starts, count, length);
            count += length;
            end = ends[reader];
        } else {
            goOn(code, offset, limit);
        }
    }

    /** One after the other, as long as they begin before a limit. */
    private void goOn(byte[] code, int offset, int limit) {
        int at = end;
        int to = count;
        while (at < limit) {
            starts[to++] = at;
            at += SIZES[code[offset + at] & 0xff];
        }
        count = to;
        end = at;
    }

    private static byte[] sizes() {
        var sizes = new byte[256];
        for (int op = 0; op < sizes.length; op++) {
            boolean pushes = op >= Op.PUSH1 && op <= Op.PUSH32;
            sizes[op] = (byte) (pushes ? op - Op.PUSH1 + 2 : 1);
        }
        return sizes;
    }
}
