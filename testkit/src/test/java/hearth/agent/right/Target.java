package hearth.agent.right;

/** Something behind a wall. */
public final class Target {
    /** For somebody on the wrong side. */
    public Target() {}
}
