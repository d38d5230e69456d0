package hearth.wallet;

import hearth.network.chain.SentTransaction;

/** How raising a fee ended. */
public sealed interface RaiseOutcome {
    /**
     * The new one was handed over; both are followed, and the chain carries out one of them.
     *
     * @param sent with both versions
     */
    record Raised(SentTransaction sent) implements RaiseOutcome {}

    /** The fee is not raised; what was sent before goes on. */
    record Stopped(FlowProblem problem) implements RaiseOutcome {}
}
