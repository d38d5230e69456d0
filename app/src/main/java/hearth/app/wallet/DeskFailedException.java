package hearth.app.wallet;

/** The wallet's desk could not do what was asked. The message is one sentence. */
public final class DeskFailedException extends Exception {
    private static final long serialVersionUID = 1L;
    private final String code;

    public DeskFailedException(String code, String sentence, Throwable cause) {
        super(sentence, cause);
        this.code = code;
    }

    public DeskFailedException(String code, String sentence) {
        super(sentence);
        this.code = code;
    }

    /** Stable, for support. */
    public String code() {
        return code;
    }
}
