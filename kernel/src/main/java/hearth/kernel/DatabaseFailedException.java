package hearth.kernel;

/**
 * A database cannot be used; the message is one sentence that says what happened and what to do.
 */
public final class DatabaseFailedException extends Exception {
    private static final long serialVersionUID = 1L;

    public DatabaseFailedException(String sentence, Throwable cause) {
        super(sentence, cause);
    }

    public DatabaseFailedException(String sentence) {
        super(sentence);
    }
}
