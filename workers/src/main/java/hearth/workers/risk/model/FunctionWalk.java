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

    /** How much of the stack an instruction needs that only moves values; 0 for all others. */
    private static final byte[] DEPTHS = depths();

    private static final int MAX_PATHS = 512;
    private static final int SEEN_BITS = 11;
    private static final int STAMP_LIMIT = 1 << 24;
    private static final int MAX_PROBES = 8;

    private final AbstractStack stack = new AbstractStack();
    private final InstructionEffects effects = new InstructionEffects(stack);
    private final FunctionFacts[] functions = new FunctionFacts[MAX_FUNCTIONS];
    private final int[] pathStart = new int[MAX_PATHS];
    private final int[] pathDepth = new int[MAX_PATHS];
    private final int[] pathTaints = new int[MAX_PATHS * AbstractStack.DEPTH];
    private final int[] pathValues = new int[MAX_PATHS * AbstractStack.DEPTH];
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
        stack.load(function.startTaints, function.startValues, 0, function.startDepth);
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
            stack.load(pathTaints, pathValues, paths * AbstractStack.DEPTH, pathDepth[paths]);
        }
        if (function.has(Trait.LOOPS) && function.has(Trait.PAYS)) {
            effects.note(Trait.PAYS_IN_LOOP, function.entry);
        }
        function.steps = FUNCTION_STEPS - Math.max(0, stepsLeft);
        totalSteps += function.steps;
    }

    /**
     * Follows one path to its end. Two of three instructions only move values, so those are done
     * here on local variables.
     */
    private void run(int start) {
        byte[] bytes = code;
        int[] taints = stack.taints;
        int[] values = stack.values;
        int size = stack.size;
        int position = start;
        int left = stepsLeft;
        while (position >= 0 && position < end && left > 0) {
            left--;
            int op = bytes[base + position] & 0xff;
            int depth = DEPTHS[op];
            if (depth > 0 && size > depth && size < AbstractStack.DEPTH) {
                if (op >= Op.SWAP1) {
                    int low = size - 1 - depth;
                    int taint = taints[low];
                    int value = values[low];
                    taints[low] = taints[size - 1];
                    values[low] = values[size - 1];
                    taints[size - 1] = taint;
                    values[size - 1] = value;
                } else if (op >= Op.DUP1) {
                    taints[size] = taints[size - depth];
                    values[size] = values[size - depth];
                    size++;
                } else if (op == Op.POP) {
                    size--;
                }
                position++;
            } else if (op <= Op.PUSH2 && op >= Op.PUSH1 && size < AbstractStack.DEPTH) {
                int next = position + 1;
                int value = next < end ? bytes[base + next] & 0xff : 0;
                if (op == Op.PUSH2) {
                    next++;
                    value = next < end ? (value << 8) | (bytes[base + next] & 0xff) : value;
                }
                taints[size] = Taint.CONST;
                values[size++] = value;
                position = next + 1;
            } else {
                stack.size = size;
                position = step(op, position);
                size = stack.size;
            }
        }
        stack.size = size;
        stepsLeft = left;
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
        if (op == Op.JUMP) {
            return jump(position);
        }
        if (op == Op.JUMPI) {
            branch(position);
            return position + 1;
        }
        return effects.apply(op, position) ? position + 1 : -1;
    }

    private static byte[] depths() {
        var depths = new byte[256];
        for (int i = 0; i < 16; i++) {
            depths[Op.DUP1 + i] = (byte) (i + 1);
            depths[Op.SWAP1 + i] = (byte) (i + 1);
        }
        depths[Op.POP] = 1;
        depths[Op.JUMPDEST] = 1;
        return depths;
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
                stack.save(pathTaints, pathValues, paths * AbstractStack.DEPTH);
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
        System.arraycopy(stack.taints, stack.size - kept, added.startTaints, 0, kept);
        System.arraycopy(stack.values, stack.size - kept, added.startValues, 0, kept);
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
            if (stack.taints[i] == Taint.CONST
                    && stack.values[i] > 3
                    && isTarget(stack.values[i])) {
                returnAddress = stack.values[i];
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
