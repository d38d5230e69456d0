package hearth.wallet;

import hearth.network.chain.ChainFailedException;
import hearth.network.chain.ContradictedException;
import hearth.network.chain.JournalFailedException;

/**
 * Why a flow stopped. What was done before stays done; starting the flow again goes on from there.
 *
 * @param kind stable, for scripts and tests
 * @param sentence what happened and what to do
 */
public record FlowProblem(Kind kind, String sentence) {
    /** The kinds of problems. */
    public enum Kind {
        WRONG_NETWORK("network.wrong"),
        UNREACHABLE("chain.unreachable"),
        CONTRADICTED("chain.contradicted"),
        NOT_ENOUGH_TOKENS("wallet.tokens"),
        NOT_ENOUGH_COINS("wallet.coins"),
        NOT_SIGNED("wallet.not-signed"),
        CONTRACT_REFUSED("chain.refused"),
        STILL_PENDING("chain.pending"),
        REPLACED("chain.replaced"),
        IN_BLOCK("chain.included"),
        NOT_UNDER_WAY("chain.not-under-way"),
        NOT_RAISED("chain.not-raised"),
        FEE_CAP("wallet.fee-cap"),
        NOT_YOURS("network.not-yours"),
        NO_ROOT("rewards.no-root"),
        NOT_YET("rewards.not-yet"),
        BAD_PROOF("rewards.bad-proof"),
        NOTHING_TO_CLAIM("rewards.nothing"),
        BAD_RECEIVER("wallet.receiver"),
        SENT_BEFORE("wallet.sent-before"),
        BUSY("wallet.busy"),
        STORAGE("wallet.storage"),
        CANCELLED("cancelled");

        private final String code;

        Kind(String code) {
            this.code = code;
        }

        static Kind of(ChainFailedException failure) {
            return switch (failure) {
                case ContradictedException _ -> CONTRADICTED;
                case JournalFailedException journal ->
                        switch (journal.kind()) {
                            case BUSY -> BUSY;
                            case STORAGE -> STORAGE;
                        };
                default -> UNREACHABLE;
            };
        }

        /** Stable text, never translated. */
        public String code() {
            return code;
        }
    }
}
