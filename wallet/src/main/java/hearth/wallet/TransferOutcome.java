package hearth.wallet;

import hearth.network.Intent;
import hearth.network.chain.TransactionState;

/** How sending coins ended. */
public sealed interface TransferOutcome {
    /**
     * They are with the receiver.
     *
     * @param isFinal whether the block was seen to become final
     */
    record Sent(Intent.Transfer transfer, TransactionState.Inclusion inclusion, boolean isFinal)
            implements TransferOutcome {}

    /** Nothing was sent, or it is in no block yet. */
    record Stopped(FlowProblem problem) implements TransferOutcome {}
}
