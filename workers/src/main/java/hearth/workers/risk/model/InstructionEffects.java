package hearth.workers.risk.model;

import static hearth.workers.risk.model.AbstractStack.entry;
import static hearth.workers.risk.model.AbstractStack.taint;
import static hearth.workers.risk.model.AbstractStack.value;

/** What each instruction does to the abstract stack, and what that says about the function. */
final class InstructionEffects {
    private static final int MAX_ARGUMENTS = 30;

    /** The first bytes of the hash of {@code Transfer(address,address,uint256)}. */
    private static final int TRANSFER_TOPIC = 0xddf252ad;

    private final AbstractStack stack;
    private final Notes notes;
    private final Storage storage;
    private final Payments payments;
    private final Memory memory = new Memory();

    InstructionEffects(AbstractStack stack, Notes notes) {
        this.stack = stack;
        this.notes = notes;
        storage = new Storage(notes);
        payments = new Payments(notes);
    }

    void beginFunction(FunctionFacts next) {
        notes.beginFunction(next);
        memory.clear();
    }

    /** Runs one instruction that is no jump; false when it ends the path. */
    boolean apply(int op, int position) {
        switch (op) {
            case Op.JUMPDEST -> {}
            case Op.POP -> stack.drop(1);
            case Op.ADD, Op.SUB, Op.SDIV, Op.MOD, Op.SMOD, Op.EXP ->
                    stack.push(Arithmetic.combine(op, stack.pop(), stack.pop()));
            case Op.MUL, Op.DIV -> scale(op, position);
            case Op.ADDMOD, Op.MULMOD -> {
                stack.drop(2);
                stack.push(taint(stack.pop()), -1);
            }
            case Op.LT, Op.GT, Op.SLT, Op.SGT -> compare(position);
            case Op.EQ -> equal(position);
            case Op.ISZERO -> stack.push(Arithmetic.isZero(stack.pop()));
            case Op.AND, Op.OR, Op.XOR -> stack.push(Arithmetic.mask(op, stack.pop(), stack.pop()));
            case Op.NOT -> {
                long entry = stack.pop();
                stack.push(taint(entry), ~value(entry));
            }
            case Op.BYTE, Op.SIGNEXTEND, Op.SHL, Op.SHR, Op.SAR ->
                    stack.push(Arithmetic.shift(op, stack.pop(), stack.pop()));
            case Op.KECCAK256 -> stack.push(memory.hash(stack.pop(), stack.pop()));
            case Op.MLOAD -> stack.push(memory.load(stack.pop()));
            case Op.MSTORE -> memory.store(stack.pop(), stack.pop());
            case Op.SLOAD, Op.TLOAD -> stack.push(storage.read(stack.pop()));
            case Op.SSTORE, Op.TSTORE -> storage.write(stack.pop(), stack.pop(), position);
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
                stack.drop(1);
                stack.push(Taint.BALANCE, -1);
            }
            case Op.ORIGIN -> {
                notes.note(Trait.USES_ORIGIN, position);
                stack.push(Taint.ORIGIN, -1);
            }
            case Op.EXTCODESIZE, Op.EXTCODEHASH -> {
                notes.note(Trait.ASKS_CODE_SIZE, position);
                stack.drop(1);
                stack.push(0, -1);
            }
            case Op.BLOCKHASH -> {
                stack.drop(1);
                random(position);
            }
            case Op.COINBASE, Op.DIFFICULTY, Op.GASLIMIT -> random(position);
            case Op.MSTORE8 -> stack.drop(2);
            case Op.CODECOPY -> stack.drop(3);
            case Op.CALLDATACOPY -> {
                stack.drop(3);
                memory.taintHeap(Taint.ARGUMENT);
            }
            case Op.RETURNDATACOPY -> {
                stack.drop(3);
                memory.taintHeap(Taint.RETURNED);
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
            case Op.CALL, Op.CALLCODE -> {
                stack.drop(1);
                payments.call(stack.pop(), stack.pop(), position);
                stack.drop(4);
                returned();
            }
            case Op.DELEGATECALL, Op.STATICCALL -> {
                stack.drop(6);
                notes.note(op == Op.DELEGATECALL ? Trait.DELEGATES : Trait.CALLS_OUT, position);
                returned();
            }
            case Op.CREATE, Op.CREATE2 -> {
                stack.drop(op == Op.CREATE ? 3 : 4);
                notes.note(Trait.CREATES, position);
                stack.push(Taint.RETURNED, -1);
            }
            case Op.SELFDESTRUCT -> {
                notes.note(Trait.DESTROYS, position);
                return false;
            }
            case Op.STOP, Op.RETURN -> {
                notes.note(Trait.RETURNS, position);
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

    private void scale(int op, int position) {
        long left = stack.pop();
        long right = stack.pop();
        long result = Arithmetic.combine(op, left, right);
        boolean packs = op == Op.MUL && ((taint(left) | taint(right)) & Taint.POWER) != 0;
        if (!packs) {
            notes.noteIf(taint(result), Taint.SENT, Trait.SCALES_SENT, position);
        }
        stack.push(result);
    }

    private void compare(int position) {
        long left = stack.pop();
        long right = stack.pop();
        int both = taint(left) | taint(right);
        if ((both & Taint.SCALAR) != 0 && (both & Taint.ADD) != 0) {
            notes.note(Trait.COMPARES_CAP, position);
        }
        stack.push(comparison(left, right, position));
    }

    private void equal(int position) {
        long left = stack.pop();
        long right = stack.pop();
        if ((taint(left) & Taint.SELECTOR) != 0 && (taint(right) & Taint.CONST) != 0) {
            stack.push(Taint.SELECTOR_IS, value(right));
            return;
        }
        if ((taint(right) & Taint.SELECTOR) != 0 && (taint(left) & Taint.CONST) != 0) {
            stack.push(Taint.SELECTOR_IS, value(left));
            return;
        }
        int both = taint(left) | taint(right);
        int owner = 0;
        if ((both & Taint.CALLER) != 0 && (taint(left) & taint(right) & Taint.CALLER) == 0) {
            owner = owner((taint(left) & Taint.CALLER) != 0 ? right : left);
        }
        if ((both & Taint.HASH) != 0 && (both & Taint.STORED) == 0) {
            notes.note(Trait.COMPARES_HASH, position);
        }
        stack.push(comparison(left, right, position) | entry(owner, 0));
    }

    /** What comparing the caller with somebody says about a check for an owner. */
    private int owner(long other) {
        if ((taint(other) & Taint.STORED) == Taint.SCALAR) {
            notes.ownerSlot(value(other));
            return Taint.OWNER;
        }
        return (taint(other) & Taint.ADDRESS) != 0 ? Taint.OWNER | Taint.FIXED_OWNER : 0;
    }

    private long comparison(long left, long right, int position) {
        int both = taint(left) | taint(right);
        if ((both & Taint.SENT) != 0) {
            notes.note(Trait.COMPARES_SENT, position);
            notes.noteIf(both, Taint.CONST, Trait.COMPARES_SENT_CONSTANT, position);
            notes.noteIf(both, Taint.BALANCE, Trait.COMPARES_SENT_BALANCE, position);
        }
        notes.noteIf(both, Taint.TIME, Trait.COMPARES_TIME, position);
        return Arithmetic.truth(left, right);
    }

    private void argument() {
        long asked = stack.pop();
        int at = value(asked);
        boolean known = taint(asked) == Taint.CONST;
        if (known && at == 0) {
            stack.push(Taint.FIRST_ARGUMENT, -1);
            return;
        }
        if (known && at >= 4 && at < 4 + 32 * MAX_ARGUMENTS) {
            var function = notes.function();
            function.arguments = Math.max(function.arguments, ((at - 4) >> 5) + 1);
        }
        stack.push(Taint.ARGUMENT, -1);
    }

    private void random(int position) {
        notes.note(Trait.RANDOM, position);
        stack.push(Taint.TIME | Taint.RANDOM, -1);
    }

    private void log(int topics, int position) {
        stack.drop(2);
        notes.note(Trait.LOGS, position);
        boolean transfer = false;
        for (int i = 0; i < topics; i++) {
            long topic = stack.pop();
            if (i == 0 && isTransfer(topic)) {
                transfer = true;
                notes.note(Trait.LOGS_TRANSFER, position);
            }
            if (i == 1 && transfer && Taint.exact(taint(topic)) && value(topic) == 0) {
                notes.note(Trait.LOGS_FROM_NOBODY, position);
            }
        }
    }

    private static boolean isTransfer(long topic) {
        return (taint(topic) & Taint.BIG) != 0 && value(topic) == TRANSFER_TOPIC;
    }

    private void returned() {
        memory.taintHeap(Taint.RETURNED);
        stack.push(Taint.RETURNED, -1);
    }
}
