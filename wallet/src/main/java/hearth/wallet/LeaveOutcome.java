package hearth.wallet;

import hearth.kernel.Wei;

/** How leaving, or taking the stake back, ended. */
public sealed interface LeaveOutcome {
    /**
     * The node left.
     *
     * @param withdrawableEpoch first epoch in which the stake can be taken back
     */
    record Left(long nodeId, long withdrawableEpoch) implements LeaveOutcome {}

    /** The stake is back in the wallet. */
    record Withdrawn(long nodeId, Wei stake) implements LeaveOutcome {}

    /** It did not happen. */
    record Stopped(FlowProblem problem) implements LeaveOutcome {}
}
