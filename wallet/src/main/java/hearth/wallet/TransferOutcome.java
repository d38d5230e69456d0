package hearth.wallet;

import hearth.network.Intent;
import hearth.network.chain.SentTransaction;
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

    /**
     * It was signed and sent, and nobody knows yet what becomes of it: it must be followed, not
     * sent again.
     *
     * @param problem why it was not followed further
     */
    record UnderWay(Intent.Transfer transfer, SentTransaction sent, FlowProblem problem)
            implements TransferOutcome {}

    /** Nothing was sent, or what was sent is known to move no coins any more. */
    record Stopped(FlowProblem problem) implements TransferOutcome {}
}
