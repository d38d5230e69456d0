package hearth.wallet;

/** How a join ended. */
public sealed interface JoinOutcome {
    /**
     * The node is registered.
     *
     * @param before it had been registered already
     */
    record Joined(long nodeId, boolean before) implements JoinOutcome {}

    /** It is not; the problem says why. */
    record Stopped(FlowProblem problem) implements JoinOutcome {}
}
