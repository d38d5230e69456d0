package hearth.workers.risk;

import hearth.kernel.Address;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;

/**
 * An account's 20 bytes on a chain, as three words so that a million of them are cheap keys; {@link
 * hearth.kernel.Address} is the form for people.
 *
 * @param a bytes 0 to 7, big endian
 * @param b bytes 8 to 15
 * @param c bytes 16 to 19
 */
public record Account(long a, long b, int c) {
    private static final VarHandle LONGS =
            MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.BIG_ENDIAN);
    private static final VarHandle INTS =
            MethodHandles.byteArrayViewVarHandle(int[].class, ByteOrder.BIG_ENDIAN);

    /** The address that stands in 20 bytes from an offset on. */
    public static Account at(byte[] bytes, int offset) {
        return new Account(
                (long) LONGS.get(bytes, offset),
                (long) LONGS.get(bytes, offset + 8),
                (int) INTS.get(bytes, offset + 16));
    }

    /**
     * Reads 40 hexadecimal digits, with or without 0x.
     *
     * @throws IllegalArgumentException when the text is not that
     */
    public static Account parse(String text) {
        byte[] bytes = HexDigits.decode(text);
        if (bytes.length != 20) {
            throw new IllegalArgumentException("an address has 20 bytes, not " + bytes.length);
        }
        return at(bytes, 0);
    }

    /** From the form for people. */
    public static Account of(Address address) {
        return at(address.bytes(), 0);
    }

    /** As the form for people. */
    public Address address() {
        return Address.of(bytes());
    }

    /** The 20 bytes. */
    public byte[] bytes() {
        byte[] bytes = new byte[20];
        LONGS.set(bytes, 0, a);
        LONGS.set(bytes, 8, b);
        INTS.set(bytes, 16, c);
        return bytes;
    }

    @Override
    public int hashCode() {
        return Long.hashCode(a ^ b) ^ c;
    }

    @Override
    public String toString() {
        return HexDigits.encode(bytes());
    }
}
