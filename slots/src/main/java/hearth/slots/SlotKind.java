package hearth.slots;

import java.util.Locale;

/** What keeps a slot apart from the rest of the machine. */
public enum SlotKind {
    /** A child process with limits where the system lets us; own workers only. */
    PROCESS,
    WASM,
    CONTAINER,
    MICROVM;

    /** As configuration and the link write it. */
    public String text() {
        return name().toLowerCase(Locale.ROOT);
    }
}
