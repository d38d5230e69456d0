package hearth.workers.risk.model;

import java.util.Arrays;
import java.util.HexFormat;

/**
 * Turns a code into integer features: shares of instructions, constants it contains, and facts
 * about its functions. One linear sweep and one bounded walk. Not safe for several threads: it
 * keeps its buffers.
 */
public final class RiskFeatures {
    static final int OPCODES = 256;

    private static final int SHARE = 65_536;

    /** Instructions of which more matters than how often they occur. */
    private static final byte[] TELLING = telling();

    /** Longer codes than chains allow are read to here, so that a walk's keys stay unique. */
    private static final int MAX_ANALYSED = 1 << 18;

    private final FeatureTables tables;
    private final FactSink sink = new FactSink();
    private final FunctionWalk walk = new FunctionWalk();
    private final TokenFacts tokenFacts = new TokenFacts(sink);
    private final MoneyFacts moneyFacts = new MoneyFacts(sink);
    private final Instructions instructions = new Instructions();
    private final CodeFamily family = new CodeFamily();
    private final int[] values;
    private final int[] counts = new int[OPCODES];
    private final int[] oddCounts = new int[OPCODES];
    private long[] jumpTargets = new long[512];
    private int[] marks = new int[1 << 13];
    private long familyKey;
    private int texts;
    private int addresses;

    /** For the constants of one model. */
    public RiskFeatures(FeatureTables tables) {
        this.tables = tables;
        values = new int[count(tables)];
    }

    /** How many features there are. */
    public static int count(FeatureTables tables) {
        return OPCODES + tables.selectors() + tables.words() + CodeFact.values().length;
    }

    /** A name for people who train or read a model. */
    public static String name(FeatureTables tables, int feature) {
        int rest = feature;
        if (rest < OPCODES) {
            return "instruction " + HexFormat.of().toHexDigits((byte) rest);
        }
        rest -= OPCODES;
        if (rest < tables.selectors()) {
            return "selector " + HexFormat.of().toHexDigits(tables.selector(rest));
        }
        rest -= tables.selectors();
        if (rest < tables.words()) {
            return "word " + HexFormat.of().toHexDigits(tables.word(rest));
        }
        return CodeFact.at(rest - tables.words()).name();
    }

    /** Reads a code; the array is reused by the next call. */
    public int[] extract(byte[] code, int offset, int length) {
        int end = Math.min(instructionsEnd(code, offset, length), MAX_ANALYSED);
        prepare(end);
        sweep(code, offset, end);
        walk.walk(code, offset, end, jumpTargets);
        sink.clear();
        tokenFacts.collect(walk);
        moneyFacts.collect(walk);
        sink.set(CodeFact.BYTES, length);
        sink.set(CodeFact.INSTRUCTIONS, instructions.count());
        sink.set(CodeFact.METADATA_BYTES, length - end);
        sink.set(CodeFact.TEXT_CONSTANTS, texts);
        sink.set(CodeFact.ADDRESS_CONSTANTS, addresses);
        sink.set(
                CodeFact.CONSTANT_SHARE,
                (int) ((long) instructions.constantBytes() * SHARE / Math.max(1, end)));
        sink.set(CodeFact.FUNCTIONS, walk.count() - 1);
        sink.set(CodeFact.WALK_STEPS, walk.totalSteps());
        sink.set(
                CodeFact.WALK_SHARE,
                (int) (walk.totalSteps() * 256L / Math.max(1, instructions.count())));
        sink.copyTo(values, OPCODES + tables.selectors() + tables.words());
        int total = Math.max(1, instructions.count());
        for (int i = 0; i < OPCODES; i++) {
            values[i] = (int) ((long) counts[i] * SHARE / total);
        }
        return values;
    }

    /** The family key of the code read last. */
    public long family() {
        return familyKey;
    }

    /** Where a feature of the code read last shows first, or -1. */
    int offset(int feature, byte[] code, int offset, int length) {
        int facts = OPCODES + tables.selectors() + tables.words();
        if (feature >= facts) {
            return sink.offset(CodeFact.at(feature - facts));
        }
        int end = instructionsEnd(code, offset, length);
        for (int at = 0; at < end; at++) {
            int op = code[offset + at] & 0xff;
            int size = op >= Op.PUSH1 && op <= Op.PUSH32 ? op - Op.PUSH1 + 1 : 0;
            boolean here =
                    feature < OPCODES
                            ? op == feature
                            : constantFeature(code, offset, at, op, end) == feature;
            if (here) {
                return at;
            }
            at += size;
        }
        return -1;
    }

    private void prepare(int end) {
        int words = (end >> 6) + 1;
        if (jumpTargets.length < words) {
            jumpTargets = new long[words];
        }
        Arrays.fill(jumpTargets, 0, words, 0);
        Arrays.fill(counts, 0);
        Arrays.fill(oddCounts, 0);
        Arrays.fill(values, 0);
        texts = 0;
        addresses = 0;
    }

    private void sweep(byte[] code, int offset, int end) {
        instructions.read(code, offset, end);
        int telling = count(code, offset);
        for (int i = 0; i < telling; i++) {
            int at = marks[i];
            int op = code[offset + at] & 0xff;
            if (op == Op.JUMPDEST) {
                jumpTargets[at >> 6] |= 1L << at;
            } else {
                constant(code, offset, at, op, end);
            }
        }
        familyKey = family.key(instructions.count());
    }

    /**
     * Counts each instruction, in two tables, because the same one often follows itself; marks the
     * places of those of which more matters, and gives how many those are.
     */
    private int count(byte[] code, int offset) {
        int count = instructions.count();
        int[] starts = instructions.starts();
        byte[] operations = family.operations(count + 1);
        if (marks.length < count + 2) {
            marks = new int[count + 2];
        }
        int[] even = counts;
        int[] odd = oddCounts;
        int[] to = marks;
        byte[] tells = TELLING;
        int telling = 0;
        for (int i = 0; i < count; i += 2) {
            int at = starts[i];
            byte op = code[offset + at];
            operations[i] = op;
            even[op & 0xff]++;
            to[telling] = at;
            telling += tells[op & 0xff];
            if (i + 1 < count) {
                int next = starts[i + 1];
                byte second = code[offset + next];
                operations[i + 1] = second;
                odd[second & 0xff]++;
                to[telling] = next;
                telling += tells[second & 0xff];
            }
        }
        for (int op = 0; op < OPCODES; op++) {
            even[op] += odd[op];
        }
        return telling;
    }

    private static byte[] telling() {
        var telling = new byte[OPCODES];
        for (int op : new int[] {Op.JUMPDEST, Op.PUSH4, Op.PUSH20, Op.PUSH32}) {
            telling[op] = 1;
        }
        return telling;
    }

    private void constant(byte[] code, int offset, int at, int op, int end) {
        int feature = constantFeature(code, offset, at, op, end);
        if (feature >= 0) {
            values[feature] = 1;
        }
        if (op == Op.PUSH20 && at + 20 < end) {
            boolean mask = code[offset + at + 1] == -1 && code[offset + at + 2] == -1;
            addresses += mask ? 0 : 1;
        } else if (op == Op.PUSH32 && at + 8 < end) {
            int letters = 0;
            for (int i = 1; i <= 6; i++) {
                int letter = code[offset + at + i];
                letters += letter >= ' ' && letter < 127 ? 1 : 0;
            }
            texts += letters == 6 ? 1 : 0;
        }
    }

    private int constantFeature(byte[] code, int offset, int at, int op, int end) {
        if (op == Op.PUSH4 && at + 4 < end) {
            int index = tables.findSelector((int) read(code, offset + at + 1, Integer.BYTES));
            return index < 0 ? -1 : OPCODES + index;
        }
        if (op == Op.PUSH32 && at + 8 < end) {
            int index = tables.findWord(read(code, offset + at + 1, Long.BYTES));
            return index < 0 ? -1 : OPCODES + tables.selectors() + index;
        }
        return -1;
    }

    private static long read(byte[] code, int at, int size) {
        long value = 0;
        for (int i = 0; i < size; i++) {
            value = value << 8 | (code[at + i] & 0xff);
        }
        return value;
    }

    /**
     * Where the compiler's metadata begins, relative to the code; its length when there is none.
     */
    static int instructionsEnd(byte[] code, int offset, int length) {
        if (length < 4) {
            return length;
        }
        int last = offset + length;
        int size = (code[last - 2] & 0xff) << 8 | (code[last - 1] & 0xff);
        int start = length - 2 - size;
        if (size > 200 || start < 0) {
            return length;
        }
        int head = code[offset + start] & 0xff;
        return head >= 0xa1 && head <= 0xa4 ? start : length;
    }
}
