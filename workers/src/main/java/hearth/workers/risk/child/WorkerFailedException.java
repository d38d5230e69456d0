package hearth.workers.risk.child;

import org.jspecify.annotations.Nullable;

/** A worker did not answer; the message says why in one sentence. */
public final class WorkerFailedException extends Exception {
    private static final long serialVersionUID = 1;

    WorkerFailedException(String message, @Nullable Throwable cause) {
        super(message, cause);
    }
}
