package hearth.workers.risk.model;

import org.bouncycastle.crypto.digests.KeccakDigest;

import java.nio.charset.StandardCharsets;

/** The hash that Ethereum uses. Not safe for several threads: it keeps its state. */
public final class Keccak {
    /** Bytes of a hash. */
    public static final int BYTES = 32;

    private final KeccakDigest digest = new KeccakDigest(BYTES * Byte.SIZE);

    /** The hash of a part of an array: for a code, its code hash. */
    public byte[] hash(byte[] bytes, int offset, int length) {
        digest.update(bytes, offset, length);
        var hash = new byte[BYTES];
        digest.doFinal(hash, 0);
        return hash;
    }

    /** The four bytes by which a function is called. */
    static int selector(String signature) {
        byte[] text = signature.getBytes(StandardCharsets.US_ASCII);
        byte[] hash = new Keccak().hash(text, 0, text.length);
        return (hash[0] & 0xff) << 24
                | (hash[1] & 0xff) << 16
                | (hash[2] & 0xff) << 8
                | (hash[3] & 0xff);
    }
}
