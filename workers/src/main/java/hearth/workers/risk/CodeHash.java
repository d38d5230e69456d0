package hearth.workers.risk;

import hearth.kernel.Hash32;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;

/**
 * Keccak-256 of a contract's runtime code, as four words so that a million of them are cheap keys.
 *
 * @param a bytes 0 to 7, big endian
 * @param b bytes 8 to 15
 * @param c bytes 16 to 23
 * @param d bytes 24 to 31
 */
public record CodeHash(long a, long b, long c, long d) {
    private static final VarHandle WORDS =
            MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.BIG_ENDIAN);

    /** What EXTCODEHASH gives for an address that does not exist. */
    public static final CodeHash ABSENT = new CodeHash(0, 0, 0, 0);

    /** Keccak-256 of nothing: an account without code. */
    public static final CodeHash EMPTY =
            parse("0xc5d2460186f7233c927e7db2dcc703c0e500b653ca82273b7bfad8045d85a470");

    /** The hash that stands in 32 bytes from an offset on. */
    public static CodeHash at(byte[] bytes, int offset) {
        return new CodeHash(
                (long) WORDS.get(bytes, offset),
                (long) WORDS.get(bytes, offset + 8),
                (long) WORDS.get(bytes, offset + 16),
                (long) WORDS.get(bytes, offset + 24));
    }

    /**
     * Reads 64 hexadecimal digits, with or without 0x.
     *
     * @throws IllegalArgumentException when the text is not that
     */
    public static CodeHash parse(String text) {
        byte[] bytes = HexDigits.decode(text);
        if (bytes.length != 32) {
            throw new IllegalArgumentException("a code hash has 32 bytes, not " + bytes.length);
        }
        return at(bytes, 0);
    }

    /** From the form for people. */
    public static CodeHash of(Hash32 hash) {
        return at(hash.bytes(), 0);
    }

    /** As the form for people. */
    public Hash32 hash32() {
        return Hash32.of(bytes());
    }

    /** The 32 bytes. */
    public byte[] bytes() {
        byte[] bytes = new byte[32];
        WORDS.set(bytes, 0, a);
        WORDS.set(bytes, 8, b);
        WORDS.set(bytes, 16, c);
        WORDS.set(bytes, 24, d);
        return bytes;
    }

    /** Whether there is any code behind this hash. */
    public boolean hasCode() {
        return !equals(ABSENT) && !equals(EMPTY);
    }

    @Override
    public int hashCode() {
        return (int) a; // already a hash
    }

    @Override
    public String toString() {
        return HexDigits.encode(bytes());
    }
}
