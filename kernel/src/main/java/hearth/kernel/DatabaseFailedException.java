package hearth.kernel;

/**
 * A database cannot be used; the message is one sentence that says what happened and what to do.
 */
public final class DatabaseFailedException extends Exception {
    private static final long serialVersionUID = 1L;

    private final String sentence;

    public DatabaseFailedException(String sentence, Throwable cause) {
        super(sentence, cause);
        this.sentence = sentence;
    }

    public DatabaseFailedException(String sentence) {
        super(sentence);
        this.sentence = sentence;
    }

    /** What happened and what to do, for the user. */
    public String sentence() {
        return sentence;
    }
}
