package hearth.network.work;

import hearth.kernel.Hash32;

/**
 * A gatekeeper's statement that it holds a receipt.
 *
 * @param receipt digest of the receipt
 * @param receivedAt network time in milliseconds: (epoch − 1) × epoch length + time into the epoch.
 *     Counted by the gatekeeper, so neither side's wall clock can change a pay
 * @param phase what was held
 */
public record Ack(Hash32 receipt, long receivedAt, Phase phase) implements TypedMessage {
    /** The phases of a round. */
    public enum Phase {
        /** The receipt alone. */
        COMMIT(0),
        /** Receipt and opening. */
        REVEAL(1);

        private final int code;

        Phase(int code) {
            this.code = code;
        }

        /** Its number on the wire. */
        public int code() {
            return code;
        }
    }

    public Ack {
        if (receivedAt < 0) {
            throw new IllegalArgumentException("received at " + receivedAt);
        }
    }

    @Override
    public String type() {
        return "Ack(bytes32 receipt,uint64 receivedAt,uint8 phase)";
    }

    @Override
    public AbiWords fields() {
        return new AbiWords().hash(receipt).uint(receivedAt).uint(phase.code());
    }
}
