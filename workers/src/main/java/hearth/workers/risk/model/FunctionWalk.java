package hearth.workers.risk.model;

import java.util.Arrays;

/**
 * Follows the paths of each public function over an abstract stack and notes what it does. Not a
 * proof: loops are seen once, unknown jumps end a path, and a budget of steps bounds the time, so
 * that the same code gives the same facts in the same time everywhere.
 */
final class FunctionWalk {
    static final int MAX_FUNCTIONS = 256;
    static final int FUNCTION_STEPS = 2_000;
    static final int CONTRACT_STEPS = 16_000;

    private static final long CONSTANT = AbstractStack.entry(Taint.CONST, 0);
    private static final long ADDRESS = AbstractStack.entry(Taint.ADDRESS, 0);
    private static final long NO_SUM =
            ~AbstractStack.entry(Taint.CONST | Taint.BIG | Taint.ADD | Taint.SUB | Taint.MUL, 0);
    private static final long TRUTH = AbstractStack.entry(Taint.BOOL | Taint.IS_ZERO, 0);
    private static final int MAX_PATHS = 512;
    private static final int SEEN_BITS = 11;
    private static final int STAMP_LIMIT = 1 << 24;
    private static final int MAX_PROBES = 8;

    private final AbstractStack stack = new AbstractStack();
    private final InstructionEffects effects = new InstructionEffects(stack);
    private final FunctionFacts[] functions = new FunctionFacts[MAX_FUNCTIONS];
    private final int[] pathStart = new int[MAX_PATHS];
    private final int[] pathDepth = new int[MAX_PATHS];
    private final long[] pathEntries = new long[MAX_PATHS * AbstractStack.DEPTH];
    private final long[] seen = new long[1 << SEEN_BITS];
    private int paths;
    private int count;
    private int stamp;
    private int totalSteps;
    private int stepsLeft;
    private byte[] code = {};
    private int base;
    private int end;
    private long[] jumpTargets = {};

    FunctionWalk() {
        Arrays.setAll(functions, _ -> new FunctionFacts());
    }

    /**
     * Walks a code.
     *
     * @param from offset of its first byte
     * @param to offset after its last instruction
     * @param targets bit set of the JUMPDEST offsets, relative to {@code from}
     */
    void walk(byte[] bytes, int from, int to, long[] targets) {
        code = bytes;
        base = from;
        end = to - from;
        jumpTargets = targets;
        count = 0;
        totalSteps = 0;
        effects.beginContract();
        functions[count++].begin(0, 0);
        stack.size = 0;
        explore(functions[0]);
        // what a transfer depends on comes first: the budget may end before the last function
        for (int i = 1; i < count; i++) {
            if (isTokenCore(functions[i].selector)) {
                enter(functions[i]);
            }
        }
        for (int i = 1; i < count && totalSteps < CONTRACT_STEPS; i++) {
            if (!isTokenCore(functions[i].selector)) {
                enter(functions[i]);
            }
        }
    }

    private static boolean isTokenCore(int selector) {
        return switch (selector) {
            case TokenFacts.TRANSFER,
                    TokenFacts.TRANSFER_FROM,
                    TokenFacts.BALANCE_OF,
                    TokenFacts.TOTAL_SUPPLY ->
                    true;
            default -> false;
        };
    }

    private void enter(FunctionFacts function) {
        stack.load(function.start, 0, function.startDepth);
        explore(function);
    }

    /** The dispatcher with the fallback function, then each public function. */
    FunctionFacts function(int index) {
        return functions[index];
    }

    int count() {
        return count;
    }

    int totalSteps() {
        return totalSteps;
    }

    /** Slots that were compared with the caller. */
    long ownerSlots() {
        return effects.ownerSlots();
    }

    /** Offset where a trait was first seen in this code, or -1. */
    int firstOffset(long trait) {
        return effects.firstOffset(trait);
    }

    private void explore(FunctionFacts function) {
        nextStamp();
        effects.beginFunction(function);
        paths = 0;
        stepsLeft = FUNCTION_STEPS;
        int position = function.entry;
        unseen(position);
        while (true) {
            run(position);
            if (paths == 0 || stepsLeft <= 0) {
                break;
            }
            paths--;
            position = pathStart[paths];
            stack.load(pathEntries, paths * AbstractStack.DEPTH, pathDepth[paths]);
        }
        if (function.has(Trait.LOOPS) && function.has(Trait.PAYS)) {
            effects.note(Trait.PAYS_IN_LOOP, function.entry);
        }
        function.steps = FUNCTION_STEPS - Math.max(0, stepsLeft);
        totalSteps += function.steps;
    }

    /**
     * Follows one path to its end. Two of three instructions only move values, so those are done
     * here on local variables; the others, and the rare cases of these, go through {@link #step}.
     */
    private void run(int start) {
        byte[] bytes = code;
        long[] entries = stack.entries;
        int size = stack.size;
        int position = start;
        int left = stepsLeft;
        while (position >= 0 && position < end && left > 0) {
            left--;
            int op = bytes[base + position] & 0xff;
            switch (op) {
                case Op.JUMPDEST -> {
                    position++;
                    continue;
                }
                case Op.POP -> {
                    if (size > 0) {
                        size--;
                        position++;
                        continue;
                    }
                }
                case Op.PUSH1 -> {
                    if (size < AbstractStack.DEPTH && position + 1 < end) {
                        entries[size++] = CONSTANT | (bytes[base + position + 1] & 0xff);
                        position += 2;
                        continue;
                    }
                }
                case Op.PUSH2 -> {
                    if (size < AbstractStack.DEPTH && position + 2 < end) {
                        int value =
                                (bytes[base + position + 1] & 0xff) << 8
                                        | (bytes[base + position + 2] & 0xff);
                        entries[size++] = CONSTANT | value;
                        position += 3;
                        continue;
                    }
                }
                case 0x80,
                        0x81,
                        0x82,
                        0x83,
                        0x84,
                        0x85,
                        0x86,
                        0x87,
                        0x88,
                        0x89,
                        0x8a,
                        0x8b,
                        0x8c,
                        0x8d,
                        0x8e,
                        0x8f -> {
                    int from = size - (op - Op.DUP1 + 1);
                    if (from >= 0 && size < AbstractStack.DEPTH) {
                        entries[size++] = entries[from];
                        position++;
                        continue;
                    }
                }
                case 0x90,
                        0x91,
                        0x92,
                        0x93,
                        0x94,
                        0x95,
                        0x96,
                        0x97,
                        0x98,
                        0x99,
                        0x9a,
                        0x9b,
                        0x9c,
                        0x9d,
                        0x9e,
                        0x9f -> {
                    int low = size - 1 - (op - Op.SWAP1 + 1);
                    if (low >= 0) {
                        long held = entries[low];
                        entries[low] = entries[size - 1];
                        entries[size - 1] = held;
                        position++;
                        continue;
                    }
                }
                case Op.AND -> {
                    // a mask leaves what it is laid on; two constants are the rare case
                    if (size > 1 && isMask(entries[size - 1]) && !isConstant(entries[size - 2])) {
                        size--;
                        position++;
                        continue;
                    }
                    if (size > 1 && isMask(entries[size - 2]) && !isConstant(entries[size - 1])) {
                        entries[size - 2] = entries[size - 1];
                        size--;
                        position++;
                        continue;
                    }
                }
                case Op.ISZERO -> {
                    if (size > 0 && !isConstant(entries[size - 1])) {
                        entries[size - 1] = (entries[size - 1] & NO_SUM) | TRUTH;
                        position++;
                        continue;
                    }
                }
                case Op.JUMP -> {
                    stack.size = size;
                    position = jump(position);
                    size = stack.size;
                    continue;
                }
                case Op.JUMPI -> {
                    stack.size = size;
                    branch(position++);
                    size = stack.size;
                    continue;
                }
                default -> {}
            }
            stack.size = size;
            position = step(op, position);
            size = stack.size;
        }
        stack.size = size;
        stepsLeft = left;
    }

    private static boolean isConstant(long entry) {
        return (entry & CONSTANT) != 0;
    }

    private static boolean isMask(long entry) {
        return (entry & (CONSTANT | ADDRESS)) == CONSTANT;
    }

    /** Runs one instruction; gives where to go on, or -1 when the path ends. */
    private int step(int op, int position) {
        if (op >= Op.PUSH1 && op <= Op.PUSH32) {
            int size = op - Op.PUSH1 + 1;
            pushConstant(position + 1, size);
            return position + 1 + size;
        }
        if (op >= Op.DUP1 && op <= Op.DUP16) {
            stack.duplicate(op - Op.DUP1 + 1);
            return position + 1;
        }
        if (op >= Op.SWAP1 && op <= Op.SWAP16) {
            stack.swap(op - Op.SWAP1 + 1);
            return position + 1;
        }
        return effects.apply(op, position) ? position + 1 : -1;
    }

    private void pushConstant(int at, int size) {
        int read = Math.min(Math.min(size, 4), end - at);
        int value = 0;
        for (int i = 0; i < read; i++) {
            value = (value << 8) | (code[base + at + i] & 0xff);
        }
        if (size <= 4) {
            stack.push(Taint.CONST, value);
        } else {
            boolean address = size == 20 && value != -1;
            stack.push(Taint.CONST | Taint.BIG | (address ? Taint.ADDRESS : 0), value);
        }
    }

    private int jump(int position) {
        stack.pop();
        int target = stack.value;
        if ((stack.taint & Taint.CONST) == 0 || !isTarget(target)) {
            return -1;
        }
        if (unseen(target)) {
            return target;
        }
        if (target <= position) {
            effects.note(Trait.LOOPS, position);
        }
        return -1;
    }

    private void branch(int position) {
        stack.pop();
        int targetTaint = stack.taint;
        int target = stack.value;
        stack.pop();
        int condition = stack.taint;
        int value = stack.value;
        boolean known = (targetTaint & Taint.CONST) != 0 && isTarget(target);
        if ((condition & Taint.SELECTOR_IS) != 0) {
            if (known && count < MAX_FUNCTIONS) {
                addFunction(value, target);
            }
            return;
        }
        effects.condition(condition, value, position);
        if (!known) {
            return;
        }
        if (unseen(target)) {
            if (paths < MAX_PATHS) {
                pathStart[paths] = target;
                pathDepth[paths] = stack.size;
                stack.save(pathEntries, paths * AbstractStack.DEPTH);
                paths++;
            }
        } else if (target <= position) {
            effects.note(Trait.LOOPS, position);
        }
    }

    private void addFunction(int selector, int entry) {
        var added = functions[count++];
        added.begin(selector, entry);
        int kept = Math.min(stack.size, FunctionFacts.START_DEPTH);
        System.arraycopy(stack.entries, stack.size - kept, added.start, 0, kept);
        added.startDepth = kept;
    }

    private boolean isTarget(int target) {
        return target >= 0 && target < end && (jumpTargets[target >> 6] >>> (target & 63) & 1) != 0;
    }

    /**
     * Marks a block for the return address it was entered with; false when that was done before.
     */
    private boolean unseen(int target) {
        int returnAddress = 0;
        for (int i = stack.size - 1; i >= Math.max(0, stack.size - 12); i--) {
            long entry = stack.entries[i];
            int value = (int) entry;
            if (AbstractStack.taint(entry) == Taint.CONST && value > 3 && isTarget(value)) {
                returnAddress = value;
                break;
            }
        }
        long key = (long) stamp << 40 ^ (long) returnAddress << 20 ^ target;
        int home = (int) ((key * 0x9E3779B97F4A7C15L) >>> (64 - SEEN_BITS));
        for (int probe = 0; probe < MAX_PROBES; probe++) {
            int slot = home + probe & (1 << SEEN_BITS) - 1;
            long held = seen[slot];
            if (held == key) {
                return false;
            }
            if (held >>> 40 != stamp) {
                seen[slot] = key;
                return true;
            }
        }
        return false;
    }

    private void nextStamp() {
        stamp++;
        if (stamp == STAMP_LIMIT) {
            Arrays.fill(seen, 0);
            stamp = 1;
        }
    }
}
