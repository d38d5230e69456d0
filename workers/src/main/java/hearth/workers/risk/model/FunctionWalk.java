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
    static final int CONTRACT_STEPS = 7_000;

    private static final long CONSTANT = AbstractStack.entry(Taint.CONST, 0);

    /** How deep a return address is looked for. */
    private static final int LABEL_DEPTH = 12;

    private final AbstractStack stack = new AbstractStack();
    private final Notes notes = new Notes();
    private final InstructionEffects effects = new InstructionEffects(stack, notes);
    private final FunctionFacts[] functions = new FunctionFacts[MAX_FUNCTIONS];
    private final WalkedCode code;
    private final JumpTargets targets;
    private final WaitingPaths paths = new WaitingPaths();
    private final VisitedBlocks visited = new VisitedBlocks();
    private int count;
    private int totalSteps;
    private int stepsLeft;

    /** A walk over what these hold when it begins. */
    FunctionWalk(WalkedCode code, JumpTargets targets) {
        this.code = code;
        this.targets = targets;
        Arrays.setAll(functions, _ -> new FunctionFacts());
    }

    /** Walks the code that was read. */
    void walk() {
        visited.reserve(targets.count());
        count = 0;
        totalSteps = 0;
        notes.beginContract();
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
        return notes.ownerSlots();
    }

    /** Offset where a trait was first seen in this code, or -1. */
    int firstOffset(long trait) {
        return notes.firstOffset(trait);
    }

    private void explore(FunctionFacts function) {
        visited.begin();
        effects.beginFunction(function);
        paths.clear();
        stepsLeft = FUNCTION_STEPS;
        int at = 0;
        if (targets.contains(function.entry)) {
            unseen(function.entry);
            at = function.entry;
        }
        while (true) {
            run(at);
            if (paths.isEmpty() || stepsLeft <= 0) {
                break;
            }
            at = paths.take(stack);
        }
        if (function.has(Trait.LOOPS) && function.has(Trait.PAYS)) {
            notes.note(Trait.PAYS_IN_LOOP, function.entry);
        }
        function.steps = FUNCTION_STEPS - Math.max(0, stepsLeft);
        totalSteps += function.steps;
    }

    /**
     * Follows one path to its end. The frequent instructions are done here, on local variables; the
     * others, and the rare cases of these, go through {@link #step}. Every jump is done in one
     * place: written out in several, what they share is fetched ahead of each instruction.
     *
     * @param start the byte of the code to begin with
     */
    private void run(int start) {
        byte[] bytes = code.bytes();
        long[] entries = stack.entries;
        int end = targets.end();
        int size = stack.size;
        int left = stepsLeft;
        int at = start;
        while (left > 0 && Integer.compareUnsigned(at, end) < 0) {
            left--;
            int op = bytes[at] & 0xff;
            long target = AbstractStack.UNKNOWN;
            switch (op) {
                case Op.JUMPDEST -> {
                    at++;
                    continue;
                }
                case Op.POP -> {
                    if (size > 0) {
                        size--;
                        at++;
                        continue;
                    }
                }
                case Op.PUSH1 -> {
                    if (size < AbstractStack.DEPTH) {
                        int value = bytes[at + 1] & 0xff;
                        int next = bytes[at + 2];
                        if (next == Op.MLOAD && value == Memory.FREE_POINTER) {
                            entries[size++] = Memory.FREE;
                            at += 3;
                            left--;
                            continue;
                        }
                        if (value != 1 || next != Op.PUSH1) {
                            entries[size++] = CONSTANT | value;
                            at += 2;
                            continue;
                        }
                    }
                }
                case Op.PUSH2 -> {
                    if (size < AbstractStack.DEPTH) {
                        int value = (bytes[at + 1] & 0xff) << 8 | (bytes[at + 2] & 0xff);
                        int next = bytes[at + 3];
                        if (next == Op.JUMP || (next == Op.JUMPI && size > 0)) {
                            target = CONSTANT | value;
                            op = next;
                            at += 3;
                            left--;
                        } else {
                            entries[size++] = CONSTANT | value;
                            at += 3;
                            continue;
                        }
                    }
                }
                case Op.AND, Op.ADD, Op.SUB -> {
                    if (size > 1) {
                        size--;
                        long top = entries[size];
                        long below = entries[size - 1];
                        entries[size - 1] =
                                op == Op.AND
                                        ? Arithmetic.mask(op, top, below)
                                        : Arithmetic.combine(op, top, below);
                        at++;
                        continue;
                    }
                }
                case Op.ISZERO -> {
                    if (size > 0) {
                        entries[size - 1] = Arithmetic.isZero(entries[size - 1]);
                        at++;
                        continue;
                    }
                }
                case Op.JUMP, Op.JUMPI -> {
                    target = size > 0 ? entries[--size] : AbstractStack.UNKNOWN;
                }
                default -> {
                    if (op >= Op.DUP1 && op <= Op.SWAP16) {
                        if (op < Op.SWAP1) {
                            int from = size - (op - Op.DUP1 + 1);
                            if (from >= 0 && size < AbstractStack.DEPTH) {
                                entries[size++] = entries[from];
                                at++;
                                continue;
                            }
                        } else {
                            int low = size - 1 - (op - Op.SWAP1 + 1);
                            if (low >= 0) {
                                long held = entries[low];
                                entries[low] = entries[size - 1];
                                entries[size - 1] = held;
                                at++;
                                continue;
                            }
                        }
                    }
                }
            }
            stack.size = size;
            if (op == Op.JUMP || op == Op.JUMPI) {
                at = jump(op, target, at);
            } else {
                stepsLeft = left;
                at = step(op, at);
                left = stepsLeft;
            }
            size = stack.size;
        }
        stack.size = size;
        stepsLeft = left;
    }

    /** Runs one instruction that is no jump; gives where to go on, or -1 at the end. */
    private int step(int op, int at) {
        if (op < Op.PUSH1 || op > Op.SWAP16) {
            return effects.apply(op, at) ? at + 1 : -1;
        }
        if (op < Op.DUP1) {
            return push(op, at);
        }
        if (op < Op.SWAP1) {
            stack.duplicate(op - Op.DUP1 + 1);
        } else {
            stack.swap(op - Op.SWAP1 + 1);
        }
        return at + 1;
    }

    private int push(int op, int at) {
        if (op == Op.PUSH1 && code.cutsAddressByShift(at) && cutsValue()) {
            // an address cut to its 20 bytes stays what it is
            stepsLeft -= 5;
            return at + 9;
        }
        if (op == Op.PUSH20 && code.cutsAddressByConstant(at) && cutsValue()) {
            stepsLeft--;
            return at + 22;
        }
        int size = op - Op.PUSH1 + 1;
        pushConstant(at, size);
        return at + 1 + size;
    }

    private static boolean isConstant(long entry) {
        return (entry & CONSTANT) != 0;
    }

    /** Whether what is cut is no constant. */
    private boolean cutsValue() {
        return stack.size > 0 && !isConstant(stack.entries[stack.size - 1]);
    }

    private void pushConstant(int at, int size) {
        int value = code.pushed(at, Math.min(size, Integer.BYTES));
        if (size <= 4) {
            stack.push(Taint.CONST, value);
        } else {
            boolean address = size == 20 && value != -1;
            stack.push(Taint.CONST | Taint.BIG | (address ? Taint.ADDRESS : 0), value);
        }
    }

    /** Gives where to go on, or -1 when the path ends; the other way of a branch waits. */
    private int jump(int op, long to, int at) {
        int target = AbstractStack.value(to);
        boolean followed = isConstant(to) && targets.contains(target);
        int onward = -1;
        if (op == Op.JUMPI) {
            long asked = stack.pop();
            int condition = AbstractStack.taint(asked);
            int value = AbstractStack.value(asked);
            if ((condition & Taint.SELECTOR_IS) != 0) {
                if (followed && count < MAX_FUNCTIONS) {
                    addFunction(value, target);
                }
                return at + 1;
            }
            notes.condition(condition, value, at);
            onward = code.refuses(at + 1) ? -1 : at + 1;
            followed = followed && !code.refuses(target + 1);
        }
        if (!followed) {
            return onward;
        }
        if (!unseen(target)) {
            loop(target, at);
            return onward;
        }
        if (onward < 0) {
            return target + 1;
        }
        paths.add(target + 1, stack);
        return onward;
    }

    /** Notes a jump back to where the walk has been. */
    private void loop(int target, int at) {
        if (target <= at) {
            notes.note(Trait.LOOPS, at);
        }
    }

    private void addFunction(int selector, int entry) {
        var added = functions[count++];
        added.begin(selector, entry);
        int kept = Math.min(stack.size, FunctionFacts.START_DEPTH);
        System.arraycopy(stack.entries, stack.size - kept, added.start, 0, kept);
        added.startDepth = kept;
    }

    /** Enters a block for the return address that lies nearest on the stack; false when again. */
    private boolean unseen(int target) {
        int returnAddress = 0;
        long[] entries = stack.entries;
        int lowest = Math.max(0, stack.size - LABEL_DEPTH);
        for (int i = stack.size - 1; i >= lowest; i--) {
            long constant = entries[i] - CONSTANT;
            if (constant >>> Integer.SIZE == 0
                    && constant > 3
                    && targets.contains((int) constant)) {
                returnAddress = (int) constant;
                break;
            }
        }
        return visited.enter(targets.number(target), returnAddress);
    }
}
