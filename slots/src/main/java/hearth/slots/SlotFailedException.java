package hearth.slots;

import org.jspecify.annotations.Nullable;

/** A slot could not be started; the message says why and what to do. */
public final class SlotFailedException extends Exception {
    private static final long serialVersionUID = 1;

    SlotFailedException(String message, @Nullable Throwable cause) {
        super(message, cause);
    }
}
