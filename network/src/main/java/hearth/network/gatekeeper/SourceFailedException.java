package hearth.network.gatekeeper;

/** The source chain could not be read; the message is a sentence for the operator. */
public final class SourceFailedException extends Exception {
    private final String sentence;

    public SourceFailedException(String sentence) {
        super(sentence);
        this.sentence = sentence;
    }

    public SourceFailedException(String sentence, Throwable cause) {
        super(sentence, cause);
        this.sentence = sentence;
    }

    /** What to tell the operator. */
    public String sentence() {
        return sentence;
    }
}
