package hearth.workers.risk;

import org.bouncycastle.crypto.digests.KeccakDigest;

/**
 * Keccak-256, Ethereum's hash. One per thread; keeps its state between calls to make no garbage.
 */
public final class Keccak {
    private final KeccakDigest digest = new KeccakDigest(256);
    private final byte[] result = new byte[32];

    /** Hash of a contract's code. */
    public CodeHash of(byte[] code) {
        digest.update(code, 0, code.length);
        digest.doFinal(result, 0);
        return CodeHash.at(result, 0);
    }
}
