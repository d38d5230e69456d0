package hearth.slots;

/**
 * Whether a limit of a slot holds.
 *
 * @param what such as "memory"
 * @param enforced by the system; otherwise it is only asked for or watched
 * @param by what enforces it, or why nothing does, as a clause that a person understands
 */
public record Enforcement(String what, boolean enforced, String by) {}
