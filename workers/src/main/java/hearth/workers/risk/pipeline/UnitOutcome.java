package hearth.workers.risk.pipeline;

import hearth.kernel.Hash32;

/** What became of a unit. */
public sealed interface UnitOutcome {
    /** The unit's code. */
    Hash32 codeHash();

    /**
     * It was computed.
     *
     * @param result 17 bytes as hexadecimal text with 0x
     * @param trace keccak256 of seed and features
     */
    record Answered(Hash32 codeHash, String result, Hash32 trace) implements UnitOutcome {
        public Answered {
            if (result.length() != 36) {
                throw new IllegalArgumentException("a result has 17 bytes");
            }
        }
    }

    /** The code could not be had; the reason is one clause. */
    record Missing(Hash32 codeHash, String reason) implements UnitOutcome {}
}
