package hearth.network.gatekeeper;

/** A gatekeeper does not consent to what another proposed; the message says why. */
public final class NotAgreedException extends Exception {
    private static final long serialVersionUID = 1;

    public NotAgreedException(String sentence) {
        super(sentence);
    }

    public NotAgreedException(String sentence, Throwable cause) {
        super(sentence, cause);
    }

    /** For the operator. */
    public String sentence() {
        return String.valueOf(getMessage());
    }
}
