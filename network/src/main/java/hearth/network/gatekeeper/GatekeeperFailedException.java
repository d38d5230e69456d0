package hearth.network.gatekeeper;

/** The gatekeeper cannot keep or read its records; the message is a sentence for the operator. */
public final class GatekeeperFailedException extends Exception {
    public GatekeeperFailedException(String message) {
        super(message);
    }

    public GatekeeperFailedException(String message, Throwable cause) {
        super(message, cause);
    }
}
