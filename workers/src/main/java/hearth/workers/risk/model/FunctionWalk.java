package hearth.workers.risk.model;

import java.util.Arrays;

/**
 * Follows the paths of each public function over an abstract stack and notes what it does. Not a
 * proof: loops are seen once, unknown jumps end a path, and a budget of steps bounds the time, so
 * that the same code gives the same facts in the same time everywhere.
 */
final class FunctionWalk {
    static final int MAX_FUNCTIONS = 256;
    static final int FUNCTION_STEPS = 1_500;
    static final int CONTRACT_STEPS = 10_000;

    private static final long CONSTANT = AbstractStack.entry(Taint.CONST, 0);
    private static final long ADDRESS = AbstractStack.entry(Taint.ADDRESS, 0);
    private static final long NO_SUM =
            ~AbstractStack.entry(Taint.CONST | Taint.BIG | Taint.ADD | Taint.SUB | Taint.MUL, 0);
    private static final long TRUTH = AbstractStack.entry(Taint.BOOL | Taint.IS_ZERO, 0);

    /** Where compilers keep the address of free memory. */
    private static final int FREE_POINTER = 0x40;

    private static final long FREE_MEMORY = AbstractStack.entry(Taint.FREE_MEMORY, -1);

    /** How deep a return address is looked for. */
    private static final int LABEL_DEPTH = 12;

    private final AbstractStack stack = new AbstractStack();
    private final InstructionEffects effects = new InstructionEffects(stack);
    private final FunctionFacts[] functions = new FunctionFacts[MAX_FUNCTIONS];
    private final WalkedCode code = new WalkedCode();
    private final WaitingPaths paths = new WaitingPaths();
    private final VisitedBlocks visited = new VisitedBlocks();
    private int count;
    private int totalSteps;
    private int stepsLeft;

    FunctionWalk() {
        Arrays.setAll(functions, _ -> new FunctionFacts());
    }

    /**
     * Walks a code.
     *
     * @param offset of its first byte
     * @param length bytes up to the end of its instructions
     * @param targets bit set of the JUMPDEST offsets, relative to the first byte
     */
    void walk(byte[] bytes, int offset, int length, long[] targets) {
        code.read(bytes, offset, length, targets);
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
        visited.begin();
        effects.beginFunction(function);
        paths.clear();
        stepsLeft = FUNCTION_STEPS;
        int position = function.entry;
        unseen(position);
        while (true) {
            run(position);
            if (paths.isEmpty() || stepsLeft <= 0) {
                break;
            }
            position = paths.take(stack);
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
        byte[] bytes = code.bytes();
        int end = code.end();
        long[] entries = stack.entries;
        int size = stack.size;
        int position = start;
        int left = stepsLeft;
        while (left > 0 && Integer.compareUnsigned(position, end) < 0) {
            left--;
            int op = bytes[position] & 0xff;
            switch (op) {
                case Op.JUMPDEST -> {
                    position++;
                    continue;
                }
                case Op.POP -> {
                    if (size > 0) {
                        size--;
                        position++;
                        while (bytes[position] == Op.POP && size > 0) {
                            size--;
                            position++;
                            left--;
                        }
                        continue;
                    }
                }
                case Op.PUSH20 -> {
                    if (size > 0
                            && code.cutsAddressByConstant(position)
                            && !isConstant(entries[size - 1])) {
                        position += 22;
                        left--;
                        continue;
                    }
                }
                case Op.PUSH1 -> {
                    if (size > 0
                            && code.cutsAddressByShift(position)
                            && !isConstant(entries[size - 1])) {
                        // an address cut to its 20 bytes stays what it is
                        position += 9;
                        left -= 5;
                        continue;
                    }
                    if (size < AbstractStack.DEPTH
                            && bytes[position + 2] == Op.MLOAD
                            && bytes[position + 1] == FREE_POINTER) {
                        entries[size++] = FREE_MEMORY;
                        position += 3;
                        left--;
                        continue;
                    }
                    if (size < AbstractStack.DEPTH) {
                        entries[size++] = CONSTANT | (bytes[position + 1] & 0xff);
                        position += 2;
                        continue;
                    }
                }
                case Op.PUSH2 -> {
                    if (size < AbstractStack.DEPTH) {
                        int value =
                                (bytes[position + 1] & 0xff) << 8 | (bytes[position + 2] & 0xff);
                        position += 3;
                        int next = bytes[position];
                        if (next == Op.JUMP) {
                            stack.size = size;
                            position = jump(true, value, position);
                            left--;
                        } else if (next == Op.JUMPI && size > 0) {
                            stack.size = size - 1;
                            position = branch(true, value, entries[size - 1], position);
                            size = stack.size;
                            left--;
                        } else {
                            entries[size++] = CONSTANT | value;
                        }
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
                    stack.pop();
                    position = jump((stack.taint & Taint.CONST) != 0, stack.value, position);
                    size = stack.size;
                    continue;
                }
                case Op.JUMPI -> {
                    stack.size = size;
                    stack.pop();
                    boolean known = (stack.taint & Taint.CONST) != 0;
                    int target = stack.value;
                    stack.pop();
                    long condition = AbstractStack.entry(stack.taint, stack.value);
                    position = branch(known, target, condition, position);
                    size = stack.size;
                    continue;
                }
                default -> {
                    if (op >= Op.DUP1 && op <= Op.SWAP16) {
                        if (op < Op.SWAP1) {
                            int from = size - (op - Op.DUP1 + 1);
                            if (from >= 0 && size < AbstractStack.DEPTH) {
                                entries[size++] = entries[from];
                                position++;
                                continue;
                            }
                        } else {
                            int low = size - 1 - (op - Op.SWAP1 + 1);
                            if (low >= 0) {
                                long held = entries[low];
                                entries[low] = entries[size - 1];
                                entries[size - 1] = held;
                                position++;
                                continue;
                            }
                        }
                    }
                }
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
        int read = Math.min(size, 4);
        int value = 0;
        for (int i = 0; i < read; i++) {
            value = (value << 8) | (code.bytes()[at + i] & 0xff);
        }
        if (size <= 4) {
            stack.push(Taint.CONST, value);
        } else {
            boolean address = size == 20 && value != -1;
            stack.push(Taint.CONST | Taint.BIG | (address ? Taint.ADDRESS : 0), value);
        }
    }

    private int jump(boolean known, int target, int position) {
        if (!known || !code.isTarget(target)) {
            return -1;
        }
        if (unseen(target)) {
            return target + 1;
        }
        if (target <= position) {
            effects.note(Trait.LOOPS, position);
        }
        return -1;
    }

    /** Gives where to go on; the other way waits, unless it only refuses. */
    private int branch(boolean constant, int target, long asked, int position) {
        int condition = AbstractStack.taint(asked);
        int value = (int) asked;
        boolean known = constant && code.isTarget(target);
        if ((condition & Taint.SELECTOR_IS) != 0) {
            if (known && count < MAX_FUNCTIONS) {
                addFunction(value, target);
            }
            return position + 1;
        }
        effects.condition(condition, value, position);
        boolean refuses = code.refuses(position + 1);
        if (known && !code.refuses(target + 1)) {
            if (unseen(target)) {
                if (refuses) {
                    return target + 1;
                }
                paths.add(target + 1, stack);
            } else if (target <= position) {
                effects.note(Trait.LOOPS, position);
            }
        }
        return refuses ? -1 : position + 1;
    }

    private void addFunction(int selector, int entry) {
        var added = functions[count++];
        added.begin(selector, entry);
        int kept = Math.min(stack.size, FunctionFacts.START_DEPTH);
        System.arraycopy(stack.entries, stack.size - kept, added.start, 0, kept);
        added.startDepth = kept;
    }

    /** Enters a block for the return address that lies nearest on the stack; false when again. */
    private boolean unseen(int block) {
        int returnAddress = 0;
        long[] entries = stack.entries;
        int end = code.end();
        for (int i = stack.size - 1; i >= Math.max(0, stack.size - LABEL_DEPTH); i--) {
            long constant = entries[i] - CONSTANT;
            if (constant > 3 && constant < end && code.isTarget((int) constant)) {
                returnAddress = (int) constant;
                break;
            }
        }
        return visited.enter(block, returnAddress);
    }
}
