package hearth.monitors.wrong;

import hearth.agent.right.Target;

/** Breaks the wall between monitors and agent. */
public final class ThroughTheWall {
    Target reach() {
        return new Target();
    }
}
