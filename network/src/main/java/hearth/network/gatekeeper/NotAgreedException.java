package hearth.network.gatekeeper;

/** A gatekeeper does not consent to what another proposed; the message says why. */
public final class NotAgreedException extends Exception {
    private static final long serialVersionUID = 2;

    private final boolean early;

    public NotAgreedException(String sentence) {
        super(sentence);
        this.early = false;
    }

    public NotAgreedException(String sentence, Throwable cause) {
        this(sentence, false, cause);
    }

    /**
     * @param early whether the same may be agreed to in a moment, when the other's time is there
     */
    public NotAgreedException(String sentence, boolean early, Throwable cause) {
        super(sentence, cause);
        this.early = early;
    }

    private NotAgreedException(String sentence, boolean early) {
        super(sentence);
        this.early = early;
    }

    /** A refusal of what may be agreed to in a moment. */
    static NotAgreedException early(String sentence) {
        return new NotAgreedException(sentence, true);
    }

    /** Whether it is worth asking once more in a moment. */
    public boolean early() {
        return early;
    }

    /** For the operator. */
    public String sentence() {
        return String.valueOf(getMessage());
    }
}
