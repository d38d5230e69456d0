package hearth.network.remote;

/** A gatekeeper did not answer a question, or refused it. */
public final class LineFailedException extends Exception {
    private static final long serialVersionUID = 1;

    private final String code;

    /**
     * @param code stable, for support
     * @param sentence for the operator
     */
    public LineFailedException(String code, String sentence, Throwable cause) {
        super(sentence, cause);
        this.code = code;
    }

    /** Something that was refused here. */
    public LineFailedException(String code, String sentence) {
        super(sentence);
        this.code = code;
    }

    /** Stable, for support: {@code GATE-…}. */
    public String code() {
        return code;
    }

    /** For the operator. */
    public String sentence() {
        return String.valueOf(getMessage());
    }
}
