package hearth.network.work;

import hearth.kernel.Hash32;
import hearth.kernel.Hex;

import java.math.BigInteger;
import java.nio.ByteBuffer;
import java.util.Arrays;

/**
 * A secp256k1 signature in its only accepted form: low s, v 27 or 28.
 *
 * @param v 27 or 28
 */
public record Signature(Hash32 r, Hash32 s, int v) {
    /** Length of r ‖ s ‖ v. */
    public static final int BYTES = 65;

    private static final BigInteger HALF_ORDER =
            new BigInteger("7fffffffffffffffffffffffffffffff5d576e7357a4501ddfe92f46681b20a0", 16);

    public Signature {
        if (v != 27 && v != 28) {
            throw new IllegalArgumentException("v: " + v);
        }
        // the other s is as valid to the curve: without this a receipt had two signatures
        if (new BigInteger(1, s.bytes()).compareTo(HALF_ORDER) > 0) {
            throw new IllegalArgumentException("high s");
        }
    }

    /** r ‖ s ‖ v, as Solidity's ECDSA reads it. */
    public byte[] bytes() {
        return ByteBuffer.allocate(BYTES).put(r.bytes()).put(s.bytes()).put((byte) v).array();
    }

    /** Reads r ‖ s ‖ v; throws {@link IllegalArgumentException} on anything else. */
    public static Signature of(byte[] bytes) {
        if (bytes.length != BYTES) {
            throw new IllegalArgumentException("a signature has 65 bytes, not " + bytes.length);
        }
        return new Signature(
                Hash32.of(Arrays.copyOf(bytes, 32)),
                Hash32.of(Arrays.copyOfRange(bytes, 32, 64)),
                bytes[64] & 0xff);
    }

    @Override
    public String toString() {
        return Hex.of(bytes());
    }
}
