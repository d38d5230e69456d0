package hearth.wallet;

import hearth.kernel.Address;
import hearth.kernel.Wei;
import hearth.network.chain.TransactionState;

/** How a claim ended. */
public sealed interface ClaimOutcome {
    /**
     * The reward was paid.
     *
     * @param amount what this claim paid
     * @param isFinal the block is final; otherwise a reorganisation could still take it back
     */
    record Claimed(
            Wei amount, Address payout, TransactionState.Inclusion inclusion, boolean isFinal)
            implements ClaimOutcome {}

    /** It was not; the reward stays claimable unless the problem says otherwise. */
    record Stopped(FlowProblem problem) implements ClaimOutcome {}
}
