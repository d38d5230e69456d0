package hearth.workers.risk.load;

import org.jspecify.annotations.Nullable;

/** The graph cannot be used; the message says what to do. */
public final class GraphFailedException extends Exception {
    private static final long serialVersionUID = 1;

    GraphFailedException(String message, @Nullable Throwable cause) {
        super(message, cause);
    }
}
