package hearth.network.chain.proof;

/** What was given does not prove what it should; the message says at which point. */
public final class BadProofException extends Exception {
    private static final long serialVersionUID = 1L;

    public BadProofException(String message) {
        super(message);
    }

    BadProofException(String message, Throwable cause) {
        super(message, cause);
    }
}
