package hearth.network.work;

import hearth.kernel.Hash32;

/**
 * One contract code to be scored by one model.
 *
 * @param sourceChainId of the chain that the code was read from
 * @param codeHash keccak256 of the deployed code: an endpoint can withhold code, not forge it
 * @param modelDigest SHA-256 of the model that answers
 */
public record WorkUnit(long sourceChainId, Hash32 codeHash, Hash32 modelDigest) {
    public WorkUnit {
        if (sourceChainId <= 0) {
            throw new IllegalArgumentException("chain id: " + sourceChainId);
        }
    }

    /** keccak256(abi.encode(sourceChainId, codeHash, modelDigest)). */
    public Hash32 id() {
        return new AbiWords().uint(sourceChainId).hash(codeHash).hash(modelDigest).keccak();
    }
}
