package hearth.monitors.energy;

/** Who bears the watts that a machine draws while it does nothing. */
public enum IdleRule {
    /** The machine would be on anyway: its idle watts are the owner's. */
    OWNER,
    /** It is on only to earn: its workers bear them, shared by the size of their slots. */
    WORKERS
}
