package hearth.kernel;

/** The data directory cannot be used; the message is one sentence that says what to do. */
public final class DataDirFailedException extends Exception {
    private static final long serialVersionUID = 1L;

    public DataDirFailedException(String sentence) {
        super(sentence);
    }

    public DataDirFailedException(String sentence, Throwable cause) {
        super(sentence, cause);
    }
}
