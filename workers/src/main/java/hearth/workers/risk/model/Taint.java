package hearth.workers.risk.model;

/** What a value on the abstract stack may come from, as bits. */
final class Taint {
    static final int CONST = 1;
    static final int CALLER = 1 << 1;
    static final int ORIGIN = 1 << 2;

    /** The ether sent with the call. */
    static final int SENT = 1 << 3;

    static final int ARGUMENT = 1 << 4;

    /** Read from a fixed storage slot; the value is the slot. */
    static final int SCALAR = 1 << 5;

    /** Read from a mapping or an array; the value is its base slot. */
    static final int MAPPED = 1 << 6;

    /** A hashed storage slot; the value is the base slot. */
    static final int HASH = 1 << 7;

    static final int BALANCE = 1 << 8;
    static final int TIME = 1 << 9;
    static final int ADD = 1 << 10;
    static final int SUB = 1 << 11;
    static final int MUL = 1 << 12;

    /** A truth value. */
    static final int BOOL = 1 << 13;

    /** The first four bytes of the call. */
    static final int SELECTOR = 1 << 14;

    /** True when the caller is somebody kept in storage or in the code. */
    static final int OWNER = 1 << 15;

    static final int RETURNED = 1 << 16;
    static final int NESTED = 1 << 17;
    static final int KEY_CALLER = 1 << 18;
    static final int KEY_ARGUMENT = 1 << 19;

    /** True when the selector is the value. */
    static final int SELECTOR_IS = 1 << 20;

    /** A constant of 20 bytes that is no mask. */
    static final int ADDRESS = 1 << 21;

    /** A power that shifts packed fields. */
    static final int POWER = 1 << 22;

    static final int FIRST_WORD = 1 << 23;
    static final int RANDOM = 1 << 24;
    static final int ARRAY = 1 << 25;
    static final int FIXED_OWNER = 1 << 26;

    /** A constant of which the value holds the first bytes only. */
    static final int BIG = 1 << 27;

    /** The result of ISZERO. */
    static final int IS_ZERO = 1 << 28;

    static final int FREE_MEMORY = 1 << 29;
    static final int SIZE = 1 << 30;

    static final int STORED = SCALAR | MAPPED;

    /** The first word of the call, in which the selector is. */
    static final int FIRST_ARGUMENT = FIRST_WORD | ARGUMENT;

    private Taint() {}

    /** The slot that the combination of two values speaks of. */
    static int slot(int leftTaint, int leftValue, int rightTaint, int rightValue) {
        if ((leftTaint & MAPPED) != 0) {
            return leftValue;
        }
        if ((rightTaint & MAPPED) != 0) {
            return rightValue;
        }
        if ((leftTaint & (SCALAR | HASH)) != 0) {
            return leftValue;
        }
        return (rightTaint & (SCALAR | HASH)) != 0 ? rightValue : -1;
    }

    /** A small constant whose value is exact. */
    static boolean exact(int taint) {
        return (taint & (CONST | BIG)) == CONST;
    }
}
