package hearth.network.work;

import hearth.kernel.Hash32;

/**
 * A gatekeeper's finding about one answer of a receipt.
 *
 * @param claimed digest of the node's answer
 * @param correct digest of the re-execution's answer
 * @param auditTrace the unit's trace under keccak256(abi.encode(gatekeeper, seed)): shows that this
 *     gatekeeper computed it itself
 */
public record Verdict(
        long nodeId,
        Hash32 receipt,
        Hash32 unit,
        Hash32 claimed,
        Hash32 correct,
        Hash32 auditTrace,
        Kind kind)
        implements TypedMessage {
    /** The kinds. */
    public enum Kind {
        /** Unpaid, without blame. */
        VOID(0),
        /** The result differs from the re-execution. */
        WRONG_RESULT(1),
        /** The result is right, but was not computed under this round's seed. */
        WRONG_TRACE(2);

        private final int code;

        Kind(int code) {
            this.code = code;
        }

        /** Its number on the wire. */
        public int code() {
            return code;
        }
    }

    @Override
    public String type() {
        return "Verdict(uint256 nodeId,bytes32 receipt,bytes32 unit,bytes32 claimed,"
                + "bytes32 correct,bytes32 auditTrace,uint8 kind)";
    }

    @Override
    public AbiWords fields() {
        return new AbiWords()
                .uint(nodeId)
                .hash(receipt)
                .hash(unit)
                .hash(claimed)
                .hash(correct)
                .hash(auditTrace)
                .uint(kind.code());
    }
}
