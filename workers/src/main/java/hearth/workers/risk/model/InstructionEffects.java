package hearth.workers.risk.model;

import java.util.Arrays;

/** What each instruction does to the abstract stack, and what that says about the function. */
final class InstructionEffects {
    private static final int MEMORY_WORDS = 64;
    private static final int TRANSFER_TOPIC = 0xddf252ad;
    private static final int FIRST_WORD = Taint.FIRST_WORD | Taint.ARGUMENT;
    private static final int MAX_ARGUMENTS = 30;

    private final AbstractStack stack;
    private final int[] memoryTaints = new int[MEMORY_WORDS];
    private final int[] memoryValues = new int[MEMORY_WORDS];
    private final int[] firstOffsets = new int[Long.SIZE];
    private FunctionFacts function = new FunctionFacts();
    private int heapTaint;
    private int heapSlot;
    private long seenTraits;
    private long ownerSlots;
    private int leftTaint;
    private int leftValue;
    private int rightTaint;
    private int rightValue;

    InstructionEffects(AbstractStack stack) {
        this.stack = stack;
    }

    void beginContract() {
        seenTraits = 0;
        ownerSlots = 0;
    }

    void beginFunction(FunctionFacts next) {
        function = next;
        Arrays.fill(memoryTaints, 0);
        heapTaint = 0;
        heapSlot = -1;
    }

    long ownerSlots() {
        return ownerSlots;
    }

    int firstOffset(long trait) {
        return (seenTraits & trait) == 0
                ? -1
                : firstOffsets[Long.numberOfTrailingZeros(seenTraits & trait)];
    }

    void note(long trait, int position) {
        function.traits |= trait;
        if ((seenTraits & trait) == 0) {
            seenTraits |= trait;
            firstOffsets[Long.numberOfTrailingZeros(trait)] = position;
        }
    }

    /**
     * Runs one instruction that is no push, duplicate, swap or jump; false when it ends the path.
     */
    boolean apply(int op, int position) {
        switch (op) {
            case Op.JUMPDEST -> {}
            case Op.POP -> stack.drop(1);
            case Op.ADD, Op.SUB, Op.MUL, Op.DIV, Op.SDIV, Op.MOD, Op.SMOD, Op.EXP ->
                    arithmetic(op, position);
            case Op.ADDMOD, Op.MULMOD -> {
                arithmetic(op, position);
                stack.pop();
                stack.pop();
                stack.push(stack.taint, -1);
            }
            case Op.LT, Op.GT, Op.SLT, Op.SGT -> compare(position);
            case Op.EQ -> equal(position);
            case Op.ISZERO -> isZero();
            case Op.AND, Op.OR, Op.XOR -> mask(op);
            case Op.NOT -> {
                stack.pop();
                stack.push(stack.taint, ~stack.value);
            }
            case Op.BYTE, Op.SIGNEXTEND, Op.SHL, Op.SHR, Op.SAR -> shift(op);
            case Op.KECCAK256 -> hash();
            case Op.MLOAD -> load();
            case Op.MSTORE -> store();
            case Op.SLOAD, Op.TLOAD -> read();
            case Op.SSTORE, Op.TSTORE -> write(position);
            default -> {
                return environment(op, position);
            }
        }
        return true;
    }

    private boolean environment(int op, int position) {
        switch (op) {
            case Op.CALLER -> stack.push(Taint.CALLER, -1);
            case Op.CALLVALUE -> stack.push(Taint.SENT, -1);
            case Op.CALLDATALOAD -> argument();
            case Op.PUSH0 -> stack.push(Taint.CONST, 0);
            case Op.PC -> stack.push(Taint.CONST, position);
            case Op.CALLDATASIZE -> stack.push(Taint.SIZE, -1);
            case Op.TIMESTAMP, Op.NUMBER -> stack.push(Taint.TIME, -1);
            case Op.ADDRESS,
                    Op.CODESIZE,
                    Op.GASPRICE,
                    Op.RETURNDATASIZE,
                    Op.CHAINID,
                    Op.BASEFEE,
                    Op.MSIZE,
                    Op.GAS ->
                    stack.push(0, -1);
            case Op.SELFBALANCE -> stack.push(Taint.BALANCE, -1);
            case Op.BALANCE -> {
                stack.pop();
                stack.push(Taint.BALANCE, -1);
            }
            case Op.ORIGIN -> {
                note(Trait.USES_ORIGIN, position);
                stack.push(Taint.ORIGIN, -1);
            }
            case Op.EXTCODESIZE, Op.EXTCODEHASH -> {
                note(Trait.ASKS_CODE_SIZE, position);
                stack.pop();
                stack.push(0, -1);
            }
            case Op.BLOCKHASH -> {
                stack.pop();
                random(position);
            }
            case Op.COINBASE, Op.DIFFICULTY, Op.GASLIMIT -> random(position);
            case Op.MSTORE8 -> stack.drop(2);
            case Op.CODECOPY -> stack.drop(3);
            case Op.CALLDATACOPY -> {
                stack.drop(3);
                heapTaint |= Taint.ARGUMENT;
            }
            case Op.RETURNDATACOPY -> {
                stack.drop(3);
                heapTaint |= Taint.RETURNED;
            }
            case Op.EXTCODECOPY -> stack.drop(4);
            default -> {
                return outward(op, position);
            }
        }
        return true;
    }

    private boolean outward(int op, int position) {
        switch (op) {
            case Op.CALL, Op.CALLCODE -> call(position);
            case Op.DELEGATECALL, Op.STATICCALL -> {
                stack.drop(6);
                note(op == Op.DELEGATECALL ? Trait.DELEGATES : Trait.CALLS_OUT, position);
                returned();
            }
            case Op.CREATE, Op.CREATE2 -> {
                stack.drop(op == Op.CREATE ? 3 : 4);
                note(Trait.CREATES, position);
                stack.push(Taint.RETURNED, -1);
            }
            case Op.SELFDESTRUCT -> {
                note(Trait.DESTROYS, position);
                return false;
            }
            case Op.STOP, Op.RETURN -> {
                note(Trait.RETURNS, position);
                return false;
            }
            default -> {
                if (op < Op.LOG0 || op > Op.LOG4) {
                    return false;
                }
                log(op - Op.LOG0, position);
            }
        }
        return true;
    }

    /** What a branch depends on. */
    void condition(int taint, int slot, int position) {
        if ((taint & Taint.OWNER) != 0) {
            note(Trait.OWNER_CHECK, position);
            if ((taint & Taint.FIXED_OWNER) != 0) {
                note(Trait.FIXED_OWNER_CHECK, position);
            }
        } else if ((taint & Taint.CALLER) != 0 && (taint & Taint.ORIGIN) != 0) {
            note(Trait.ORIGIN_CHECK, position);
        }
        int sentIsZero = Taint.SENT | Taint.IS_ZERO;
        if ((taint & ~Taint.BOOL) == sentIsZero) {
            note(Trait.REFUSES_ETHER, position);
        }
        if ((taint & Taint.KEY_CALLER) != 0 && (taint & Taint.MAPPED) != 0) {
            note(Trait.CALLER_LIST_CHECK, position);
        }
        if ((taint & Taint.SCALAR) != 0) {
            function.conditionScalars |= FunctionFacts.slotBit(slot);
        }
        if ((taint & Taint.MAPPED) != 0) {
            function.conditionMaps |= FunctionFacts.slotBit(slot);
        }
    }

    private void popTwo() {
        stack.pop();
        leftTaint = stack.taint;
        leftValue = stack.value;
        stack.pop();
        rightTaint = stack.taint;
        rightValue = stack.value;
    }

    private int slot() {
        return Taint.slot(leftTaint, leftValue, rightTaint, rightValue);
    }

    private void arithmetic(int op, int position) {
        popTwo();
        int both = leftTaint | rightTaint;
        if ((leftTaint & rightTaint & Taint.CONST) != 0) {
            if (op == Op.EXP) {
                stack.push(Taint.CONST | Taint.BIG | Taint.POWER, -1);
            } else if ((both & Taint.BIG) == 0) {
                stack.push(Taint.CONST, fold(op));
            } else {
                stack.push(Taint.CONST | Taint.BIG | (both & Taint.POWER), -1);
            }
            return;
        }
        if (op == Op.MUL && (both & Taint.POWER) != 0) {
            // packing a field: what is packed stays what it is
            boolean left = (leftTaint & Taint.POWER) != 0;
            stack.push(
                    (left ? rightTaint : leftTaint) & ~Taint.CONST, left ? rightValue : leftValue);
            return;
        }
        int dropped =
                Taint.CONST
                        | Taint.BIG
                        | Taint.POWER
                        | Taint.BOOL
                        | Taint.SELECTOR_IS
                        | Taint.IS_ZERO
                        | Taint.ADDRESS
                        | Taint.OWNER;
        int taint = both & ~dropped;
        switch (op) {
            case Op.ADD -> taint |= Taint.ADD;
            case Op.SUB -> taint |= Taint.SUB;
            case Op.MUL -> taint |= Taint.MUL;
            case Op.DIV -> taint |= divide();
            case Op.MOD -> taint |= (taint & Taint.TIME) != 0 ? Taint.RANDOM : 0;
            default -> {}
        }
        if ((taint & Taint.SENT) != 0 && (op == Op.MUL || op == Op.DIV)) {
            note(Trait.SCALES_SENT, position);
        }
        stack.push(taint, slot());
    }

    private int divide() {
        if ((leftTaint & FIRST_WORD) == FIRST_WORD) {
            return Taint.SELECTOR;
        }
        boolean byStored =
                (rightTaint & (Taint.BIG | Taint.CONST)) == 0 && (rightTaint & Taint.STORED) != 0;
        boolean byNumber = Taint.exact(rightTaint) && rightValue > 1 && rightValue != 256;
        return byStored || byNumber ? Taint.MUL : 0;
    }

    private int fold(int op) {
        return switch (op) {
            case Op.ADD -> leftValue + rightValue;
            case Op.SUB -> leftValue - rightValue;
            case Op.MUL -> leftValue * rightValue;
            case Op.DIV -> rightValue == 0 ? 0 : leftValue / rightValue;
            default -> -1;
        };
    }

    private void compare(int position) {
        popTwo();
        int both = leftTaint | rightTaint;
        if ((both & Taint.SCALAR) != 0 && (both & Taint.ADD) != 0) {
            note(Trait.COMPARES_CAP, position);
        }
        pushComparison(position, 0);
    }

    private void equal(int position) {
        popTwo();
        if ((leftTaint & Taint.SELECTOR) != 0 && (rightTaint & Taint.CONST) != 0) {
            stack.push(Taint.SELECTOR_IS, rightValue);
            return;
        }
        if ((rightTaint & Taint.SELECTOR) != 0 && (leftTaint & Taint.CONST) != 0) {
            stack.push(Taint.SELECTOR_IS, leftValue);
            return;
        }
        int both = leftTaint | rightTaint;
        int owner = 0;
        if ((both & Taint.CALLER) != 0 && (leftTaint & rightTaint & Taint.CALLER) == 0) {
            boolean left = (leftTaint & Taint.CALLER) != 0;
            int other = left ? rightTaint : leftTaint;
            if ((other & Taint.STORED) == Taint.SCALAR) {
                owner = Taint.OWNER;
                ownerSlots |= FunctionFacts.slotBit(left ? rightValue : leftValue);
            } else if ((other & Taint.ADDRESS) != 0) {
                owner = Taint.OWNER | Taint.FIXED_OWNER;
            }
        }
        if ((both & Taint.HASH) != 0 && (both & Taint.STORED) == 0) {
            note(Trait.COMPARES_HASH, position);
        }
        pushComparison(position, owner);
    }

    private void pushComparison(int position, int owner) {
        int both = leftTaint | rightTaint;
        if ((both & Taint.SENT) != 0) {
            note(Trait.COMPARES_SENT, position);
            if ((both & Taint.CONST) != 0) {
                note(Trait.COMPARES_SENT_CONSTANT, position);
            }
            if ((both & Taint.BALANCE) != 0) {
                note(Trait.COMPARES_SENT_BALANCE, position);
            }
        }
        if ((both & Taint.TIME) != 0) {
            note(Trait.COMPARES_TIME, position);
        }
        stack.push(truth(both) | owner, slot());
    }

    private static int truth(int taint) {
        int dropped =
                Taint.CONST
                        | Taint.BIG
                        | Taint.ADD
                        | Taint.SUB
                        | Taint.MUL
                        | Taint.IS_ZERO
                        | Taint.ADDRESS
                        | Taint.POWER;
        return (taint & ~dropped) | Taint.BOOL;
    }

    private void isZero() {
        stack.pop();
        if (Taint.exact(stack.taint)) {
            stack.push(Taint.CONST, stack.value == 0 ? 1 : 0);
        } else {
            int kept = stack.taint & ~(Taint.CONST | Taint.BIG | Taint.ADD | Taint.SUB | Taint.MUL);
            stack.push(kept | Taint.BOOL | Taint.IS_ZERO, stack.value);
        }
    }

    private void mask(int op) {
        popTwo();
        int both = leftTaint | rightTaint;
        if ((leftTaint & rightTaint & Taint.CONST) != 0 && (both & Taint.BIG) == 0) {
            int folded =
                    switch (op) {
                        case Op.AND -> leftValue & rightValue;
                        case Op.OR -> leftValue | rightValue;
                        default -> leftValue ^ rightValue;
                    };
            stack.push(Taint.CONST, folded);
        } else if ((leftTaint & (Taint.CONST | Taint.ADDRESS)) == Taint.CONST) {
            stack.push(rightTaint, rightValue);
        } else if ((rightTaint & (Taint.CONST | Taint.ADDRESS)) == Taint.CONST) {
            stack.push(leftTaint, leftValue);
        } else {
            stack.push(both & ~(Taint.CONST | Taint.BIG), slot());
        }
    }

    private void shift(int op) {
        popTwo();
        boolean selector =
                op == Op.SHR && (rightTaint & FIRST_WORD) == FIRST_WORD && leftValue == 0xe0;
        boolean constant =
                op == Op.SHL && (leftTaint & Taint.CONST) != 0 && (rightTaint & Taint.CONST) != 0;
        if (selector) {
            stack.push(Taint.SELECTOR | Taint.ARGUMENT, -1);
        } else if (constant) {
            stack.push(Taint.CONST | Taint.BIG, rightValue);
        } else {
            stack.push(rightTaint, rightValue);
        }
    }

    private static boolean isWord(int taint, int value) {
        return taint == Taint.CONST && value >= 0 && value < MEMORY_WORDS * 32 && (value & 31) == 0;
    }

    private void hash() {
        popTwo();
        int taint = Taint.HASH;
        int slot = -1;
        int word = leftValue >> 5;
        boolean known = isWord(leftTaint, leftValue) && rightTaint == Taint.CONST;
        if (known && rightValue == 0x40 && word + 1 < MEMORY_WORDS) {
            int key = memoryTaints[word];
            int of = memoryTaints[word + 1];
            if ((of & Taint.HASH) != 0) {
                taint |= Taint.NESTED | (of & (Taint.KEY_CALLER | Taint.KEY_ARGUMENT));
            }
            slot = (of & (Taint.HASH | Taint.CONST)) != 0 ? memoryValues[word + 1] : -1;
            taint |= (key & Taint.CALLER) != 0 ? Taint.KEY_CALLER : 0;
            taint |= (key & Taint.ARGUMENT) != 0 ? Taint.KEY_ARGUMENT : 0;
        } else if (known && rightValue == 0x20) {
            boolean based = (memoryTaints[word] & (Taint.HASH | Taint.CONST)) != 0;
            taint |= Taint.ARRAY;
            slot = based ? memoryValues[word] : -1;
        } else {
            taint |= heapTaint & (Taint.ARGUMENT | Taint.TIME | Taint.CALLER);
        }
        stack.push(taint, slot);
    }

    private void load() {
        stack.pop();
        if (stack.taint == Taint.CONST && stack.value == 0x40) {
            stack.push(Taint.FREE_MEMORY, -1);
        } else if (isWord(stack.taint, stack.value)) {
            stack.push(memoryTaints[stack.value >> 5], memoryValues[stack.value >> 5]);
        } else {
            stack.push(heapTaint & ~Taint.CONST, heapSlot);
        }
    }

    private void store() {
        popTwo();
        if (isWord(leftTaint, leftValue)) {
            memoryTaints[leftValue >> 5] = rightTaint;
            memoryValues[leftValue >> 5] = rightValue;
        } else if ((leftTaint & Taint.FREE_MEMORY) != 0) {
            heapTaint |= rightTaint & ~(Taint.CONST | Taint.BIG | Taint.BOOL | Taint.FREE_MEMORY);
            if ((rightTaint & Taint.STORED) != 0) {
                heapSlot = rightValue;
            }
        }
    }

    private void read() {
        stack.pop();
        int taint = stack.taint;
        int slot = stack.value;
        if ((taint & Taint.HASH) != 0) {
            function.readMaps |= FunctionFacts.slotBit(slot);
            int key = Taint.KEY_CALLER | Taint.KEY_ARGUMENT | Taint.NESTED | Taint.ARRAY;
            stack.push(Taint.MAPPED | (taint & key), slot);
        } else if ((taint & Taint.CONST) != 0) {
            function.readScalars |= FunctionFacts.slotBit(slot);
            stack.push(Taint.SCALAR, slot);
        } else {
            stack.push(Taint.SCALAR | (taint & Taint.ARGUMENT), -1);
        }
    }

    private void write(int position) {
        popTwo();
        note(Trait.WRITES, position);
        if ((rightTaint & Taint.CALLER) != 0) {
            note(Trait.STORES_CALLER, position);
        }
        if ((rightTaint & Taint.SENT) != 0) {
            note(Trait.STORES_SENT, position);
        }
        if ((rightTaint & Taint.TIME) != 0) {
            note(Trait.STORES_TIME, position);
        }
        if ((leftTaint & Taint.HASH) != 0) {
            writeMap(position);
        } else {
            int slot = (leftTaint & Taint.CONST) != 0 ? leftValue : -1;
            function.writtenScalars |= FunctionFacts.slotBit(slot);
            if ((rightTaint & Taint.SCALAR) != 0 && (rightTaint & Taint.ADD) != 0) {
                note(Trait.RAISES_SCALAR, position);
            }
        }
    }

    private void writeMap(int position) {
        long slot = FunctionFacts.slotBit(leftValue);
        function.writtenMaps |= slot;
        if ((leftTaint & Taint.ARRAY) != 0) {
            note(Trait.STORES_LIST, position);
        }
        int change = rightTaint & (Taint.ADD | Taint.SUB);
        if ((rightTaint & Taint.MAPPED) != 0 && change == Taint.ADD) {
            note(Trait.RAISES_MAP, position);
            function.raisedMaps |= slot;
        } else if ((rightTaint & Taint.MAPPED) != 0 && (change & Taint.SUB) != 0) {
            note(Trait.LOWERS_MAP, position);
            function.loweredMaps |= slot;
            if ((leftTaint & Taint.KEY_ARGUMENT) != 0) {
                function.loweredForArgument |= slot;
            }
        } else {
            note(Trait.SETS_MAP, position);
            function.setMaps |= slot;
            if ((rightTaint & Taint.BOOL) != 0 || Taint.exact(rightTaint)) {
                note(Trait.SETS_MAP_BOOL, position);
                function.setBoolMaps |= slot;
            }
        }
    }

    private void argument() {
        stack.pop();
        int at = stack.value;
        if (stack.taint == Taint.CONST && at == 0) {
            stack.push(FIRST_WORD, -1);
            return;
        }
        if (stack.taint == Taint.CONST && at >= 4 && at < 4 + 32 * MAX_ARGUMENTS) {
            function.arguments = Math.max(function.arguments, ((at - 4) >> 5) + 1);
        }
        stack.push(Taint.ARGUMENT, -1);
    }

    private void random(int position) {
        note(Trait.RANDOM, position);
        stack.push(Taint.TIME | Taint.RANDOM, -1);
    }

    private void log(int topics, int position) {
        stack.drop(2);
        note(Trait.LOGS, position);
        boolean transfer = false;
        for (int i = 0; i < topics; i++) {
            stack.pop();
            if (i == 0 && (stack.taint & Taint.BIG) != 0 && stack.value == TRANSFER_TOPIC) {
                transfer = true;
                note(Trait.LOGS_TRANSFER, position);
            }
            if (i == 1 && transfer && Taint.exact(stack.taint) && stack.value == 0) {
                note(Trait.LOGS_FROM_NOBODY, position);
            }
        }
    }

    private void returned() {
        heapTaint |= Taint.RETURNED;
        stack.push(Taint.RETURNED, -1);
    }

    private void call(int position) {
        stack.drop(1);
        popTwo();
        stack.drop(4);
        if (Taint.exact(rightTaint) && rightValue == 0) {
            note(Trait.CALLS_OUT, position);
        } else {
            pay(position);
        }
        returned();
    }

    private void pay(int position) {
        note(Trait.PAYS, position);
        noteIf(Taint.BALANCE, Trait.PAYS_FROM_BALANCE, position);
        noteIf(Taint.SCALAR, Trait.PAYS_AMOUNT_SCALAR, position);
        noteIf(Taint.MAPPED, Trait.PAYS_AMOUNT_MAPPED, position);
        noteIf(Taint.SENT, Trait.PAYS_AMOUNT_SENT, position);
        noteIf(Taint.MUL, Trait.PAYS_AMOUNT_SCALED, position);
        noteIf(Taint.CONST, Trait.PAYS_AMOUNT_CONSTANT, position);
        if ((leftTaint & Taint.CALLER) != 0) {
            note(Trait.PAYS_CALLER, position);
        } else if ((leftTaint & Taint.MAPPED) != 0) {
            note(Trait.PAYS_LISTED, position);
        } else if ((leftTaint & Taint.SCALAR) != 0) {
            note(Trait.PAYS_STORED, position);
        } else if ((leftTaint & Taint.ARGUMENT) != 0) {
            note(Trait.PAYS_ARGUMENT, position);
        } else if ((leftTaint & Taint.CONST) != 0) {
            note(Trait.PAYS_CONSTANT, position);
        }
    }

    private void noteIf(int taint, long trait, int position) {
        if ((rightTaint & taint) != 0) {
            note(trait, position);
        }
    }
}
