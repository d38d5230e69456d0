package hearth.network.practice;

/** The practice network cannot run; the message is one sentence that says what to do. */
public final class PracticeFailedException extends Exception {
    private static final long serialVersionUID = 1L;

    public PracticeFailedException(String sentence) {
        super(sentence);
    }

    public PracticeFailedException(String sentence, Throwable cause) {
        super(sentence, cause);
    }
}
