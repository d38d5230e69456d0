package hearth.kernel;

/** The data directory cannot be used; the message is one sentence that says what to do. */
public final class DataDirFailedException extends Exception {
    private static final long serialVersionUID = 1L;

    private final String sentence;

    public DataDirFailedException(String sentence) {
        super(sentence);
        this.sentence = sentence;
    }

    public DataDirFailedException(String sentence, Throwable cause) {
        super(sentence, cause);
        this.sentence = sentence;
    }

    /** What happened and what to do, for the user. */
    public String sentence() {
        return sentence;
    }
}
