package hearth.workers.risk.model;

import static hearth.workers.risk.model.AbstractStack.entry;
import static hearth.workers.risk.model.AbstractStack.taint;
import static hearth.workers.risk.model.AbstractStack.value;

/**
 * What calculating makes of entries of the stack: constants are folded, of all else it is known
 * what it came from. The left operand is the one that lay on top.
 */
final class Arithmetic {
    /** What a sum of values does not inherit. */
    private static final int NOT_INHERITED =
            Taint.CONST
                    | Taint.BIG
                    | Taint.POWER
                    | Taint.BOOL
                    | Taint.SELECTOR_IS
                    | Taint.IS_ZERO
                    | Taint.ADDRESS
                    | Taint.OWNER;

    /** What a truth about values does not inherit. */
    private static final int NO_TRUTH =
            Taint.CONST
                    | Taint.BIG
                    | Taint.ADD
                    | Taint.SUB
                    | Taint.MUL
                    | Taint.IS_ZERO
                    | Taint.ADDRESS
                    | Taint.POWER;

    private Arithmetic() {}

    /** Sum, difference, product, quotient, rest or power. */
    static long combine(int op, long left, long right) {
        int both = taint(left) | taint(right);
        if ((taint(left) & taint(right) & Taint.CONST) != 0) {
            return ofConstants(op, left, right, both);
        }
        if (op == Op.MUL && (both & Taint.POWER) != 0) {
            // packing a field: what is packed stays what it is
            long packed = (taint(left) & Taint.POWER) != 0 ? right : left;
            return packed & ~entry(Taint.CONST, 0);
        }
        int taint = both & ~NOT_INHERITED;
        switch (op) {
            case Op.ADD -> taint |= Taint.ADD;
            case Op.SUB -> taint |= Taint.SUB;
            case Op.MUL -> taint |= Taint.MUL;
            case Op.DIV -> taint |= quotient(left, right);
            case Op.MOD -> taint |= (taint & Taint.TIME) != 0 ? Taint.RANDOM : 0;
            default -> {}
        }
        return entry(taint, slot(left, right));
    }

    private static long ofConstants(int op, long left, long right, int both) {
        if (op == Op.EXP) {
            return entry(Taint.CONST | Taint.BIG | Taint.POWER, -1);
        }
        if ((both & Taint.BIG) != 0) {
            return entry(Taint.CONST | Taint.BIG | (both & Taint.POWER), -1);
        }
        int a = value(left);
        int b = value(right);
        int folded =
                switch (op) {
                    case Op.ADD -> a + b;
                    case Op.SUB -> a - b;
                    case Op.MUL -> a * b;
                    case Op.DIV -> b == 0 ? 0 : a / b;
                    default -> -1;
                };
        return entry(Taint.CONST, folded);
    }

    private static int quotient(long left, long right) {
        if ((taint(left) & Taint.FIRST_ARGUMENT) == Taint.FIRST_ARGUMENT) {
            return Taint.SELECTOR;
        }
        int by = taint(right);
        boolean byStored = (by & (Taint.BIG | Taint.CONST)) == 0 && (by & Taint.STORED) != 0;
        boolean byNumber = Taint.exact(by) && value(right) > 1 && value(right) != 256;
        return byStored || byNumber ? Taint.MUL : 0;
    }

    /** The truth about two values, without what it says about an owner. */
    static long truth(long left, long right) {
        int taint = ((taint(left) | taint(right)) & ~NO_TRUTH) | Taint.BOOL;
        return entry(taint, slot(left, right));
    }

    /** Whether a value is zero. */
    static long isZero(long asked) {
        int taint = taint(asked);
        if (Taint.exact(taint)) {
            return entry(Taint.CONST, value(asked) == 0 ? 1 : 0);
        }
        int kept = taint & ~(Taint.CONST | Taint.BIG | Taint.ADD | Taint.SUB | Taint.MUL);
        return entry(kept | Taint.BOOL | Taint.IS_ZERO, value(asked));
    }

    /** Bits laid over each other; a constant mask leaves the other value what it is. */
    static long mask(int op, long left, long right) {
        int both = taint(left) | taint(right);
        if ((taint(left) & taint(right) & Taint.CONST) != 0 && (both & Taint.BIG) == 0) {
            int folded =
                    switch (op) {
                        case Op.AND -> value(left) & value(right);
                        case Op.OR -> value(left) | value(right);
                        default -> value(left) ^ value(right);
                    };
            return entry(Taint.CONST, folded);
        }
        if (isMask(left)) {
            return right;
        }
        return isMask(right) ? left : entry(both & ~(Taint.CONST | Taint.BIG), slot(left, right));
    }

    /** A constant that is no address. */
    private static boolean isMask(long entry) {
        return (taint(entry) & (Taint.CONST | Taint.ADDRESS)) == Taint.CONST;
    }

    /** The right value moved by the left one. */
    static long shift(int op, long left, long right) {
        int moved = taint(right);
        if (op == Op.SHR
                && (moved & Taint.FIRST_ARGUMENT) == Taint.FIRST_ARGUMENT
                && value(left) == 0xe0) {
            return entry(Taint.SELECTOR | Taint.ARGUMENT, -1);
        }
        return op == Op.SHL && (taint(left) & moved & Taint.CONST) != 0
                ? entry(Taint.CONST | Taint.BIG, value(right))
                : right;
    }

    private static int slot(long left, long right) {
        return Taint.slot(taint(left), value(left), taint(right), value(right));
    }
}
