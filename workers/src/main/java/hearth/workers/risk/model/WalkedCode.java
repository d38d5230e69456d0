package hearth.workers.risk.model;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;
import java.util.Arrays;

/**
 * A code as the walk reads it: its bytes from 0 on, with enough zeros behind them that no read
 * needs to ask where they end.
 */
final class WalkedCode {
    private static final VarHandle INTS =
            MethodHandles.byteArrayViewVarHandle(int[].class, ByteOrder.BIG_ENDIAN);
    private static final VarHandle WORDS =
            MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.BIG_ENDIAN);

    /** The longest instruction and the longest pattern after it. */
    private static final int BEYOND = 64;

    /** {@code PUSH1 1 PUSH1 1 PUSH1 160 SHL SUB}: 160 bits, as compilers write it. */
    private static final long SHIFTED_MASK = 0x6001600160a01b03L;

    private byte[] bytes = new byte[1 << 14];

    /**
     * Takes a code over.
     *
     * @param offset of its first byte
     * @param length bytes up to the end of its instructions
     */
    void read(byte[] code, int offset, int length) {
        if (bytes.length < length + BEYOND) {
            bytes = new byte[length + BEYOND];
        }
        System.arraycopy(code, offset, bytes, 0, length);
        Arrays.fill(bytes, length, length + BEYOND, (byte) 0);
    }

    /** The bytes, up to the end and a little beyond. */
    byte[] bytes() {
        return bytes;
    }

    /** The first bytes, four at most, of what the instruction there pushes. */
    int pushed(int position, int size) {
        return (int) INTS.get(bytes, position + 1) >>> (Integer.SIZE - Byte.SIZE * size);
    }

    /** Whether a push of 160 bits by shifting and an AND stand there: nine bytes. */
    boolean cutsAddressByShift(int position) {
        return bytes[position + 8] == Op.AND && word(position) == SHIFTED_MASK;
    }

    /** Whether a push of 20 bytes, all ones, and an AND stand there: 22 bytes. */
    boolean cutsAddressByConstant(int position) {
        return bytes[position + 21] == Op.AND && (int) INTS.get(bytes, position + 1) == -1;
    }

    /** Whether what stands there does nothing but give up, with or without words. */
    boolean refuses(int position) {
        long word = word(position);
        return word >>> 32 == 0x600080fdL // revert(0, 0)
                || word >>> 40 == 0x5f80fdL
                || word >>> 56 == 0xfe
                || word == 0x6040517f08c379a0L // the selector of Error(string)
                || word == 0x6040805162461bcdL
                || word >>> 8 == 0x60405162461bcdL
                || word == 0x3d6000803e3d6000L; // hands on what a call gave up with
    }

    private long word(int position) {
        return (long) WORDS.get(bytes, position);
    }
}
