package hearth.app.join;

/** How joining gets on; told on the journey's own thread. */
public sealed interface JourneyEvent {
    JourneyStep step();

    /** A step began. */
    record Began(JourneyStep step) implements JourneyEvent {}

    /**
     * A step gets on.
     *
     * @param text one clause
     * @param share 0 to 1, or below 0 when unknown
     */
    record Moved(JourneyStep step, String text, double share) implements JourneyEvent {}

    /**
     * A step is done.
     *
     * @param text what it gave
     */
    record Done(JourneyStep step, String text) implements JourneyEvent {}
}
