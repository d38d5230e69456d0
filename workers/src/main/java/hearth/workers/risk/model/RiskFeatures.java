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

    /** Longer codes than chains allow are read to here, so that a walk's keys stay unique. */
    private static final int MAX_ANALYSED = 1 << 18;

    private final FeatureTables tables;
    private final FactSink sink = new FactSink();
    private final WalkedCode walked = new WalkedCode();
    private final Instructions instructions = new Instructions();
    private final JumpTargets jumpTargets = new JumpTargets();
    private final FunctionWalk walk = new FunctionWalk(walked, jumpTargets);
    private final TokenFacts tokenFacts = new TokenFacts(sink, walk);
    private final MoneyFacts moneyFacts = new MoneyFacts(sink);
    private final CodeFamily family = new CodeFamily();
    private final int[] values;
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
        walked.read(code, offset, end);
        sweep(end);
        walk.walk();
        sink.clear();
        tokenFacts.collect();
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
        int[] counts = instructions.counts();
        int total = Math.max(1, instructions.count());
        for (int i = 0; i < OPCODES; i++) {
            if (counts[i] != 0) { // a division is dear, and most instructions do not occur
                values[i] = (int) ((long) counts[i] * SHARE / total);
            }
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

    private void sweep(int end) {
        Arrays.fill(values, 0);
        texts = 0;
        addresses = 0;
        byte[] code = walked.bytes();
        instructions.read(code, end);
        jumpTargets.read(instructions.targets(), end);
        int[] constants = instructions.constants();
        for (int i = 0; i < instructions.constantCount(); i++) {
            constant(code, 0, constants[i], code[constants[i]], end);
        }
        familyKey = family.key(instructions.operations(), instructions.count());
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
