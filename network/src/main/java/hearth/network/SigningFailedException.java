package hearth.network;

/** A signature was not given; the message says why in one sentence. */
public final class SigningFailedException extends Exception {
    private static final long serialVersionUID = 1L;

    public SigningFailedException(String reason) {
        super(reason);
    }

    public SigningFailedException(String reason, Throwable cause) {
        super(reason, cause);
    }
}
