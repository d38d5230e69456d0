package hearth.wallet;

import hearth.kernel.Address;

import java.time.Instant;

/** How a change of the payout address ended. */
public sealed interface PayoutOutcome {
    /**
     * It is in a block.
     *
     * @param from when rewards begin to go there
     */
    record Changed(Address payout, Instant from) implements PayoutOutcome {}

    /** It did not happen. */
    record Stopped(FlowProblem problem) implements PayoutOutcome {}
}
