package hearth.app.join;

/** How joining ended. */
public sealed interface JourneyOutcome {
    /**
     * This machine is a node and works.
     *
     * @param before it was registered already
     */
    record Joined(long nodeId, String networkName, boolean before) implements JourneyOutcome {}

    /**
     * It is not; what was done stays done and is skipped the next time.
     *
     * @param step that failed
     * @param code stable, for support
     * @param sentence what happened and what to do
     */
    record Stopped(JourneyStep step, String code, String sentence) implements JourneyOutcome {}
}
