package hearth.network.gatekeeper;

/** The source chain could not be read; the message is a sentence for the operator. */
public final class SourceFailedException extends Exception {
    public SourceFailedException(String message) {
        super(message);
    }

    public SourceFailedException(String message, Throwable cause) {
        super(message, cause);
    }
}
