package hearth.network.work;

/** Assigned work could not be done or handed in; the message is a sentence for the operator. */
public final class WorkFailedException extends Exception {
    public WorkFailedException(String message) {
        super(message);
    }

    public WorkFailedException(String message, Throwable cause) {
        super(message, cause);
    }
}
