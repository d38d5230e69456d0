package hearth.agent;

/** A request cannot be met; the sentence and code go to who asked. */
final class RequestFailedException extends Exception {
    private static final long serialVersionUID = 1L;

    private final String code;
    private final String sentence;

    RequestFailedException(String code, String sentence) {
        super(sentence);
        this.code = code;
        this.sentence = sentence;
    }

    RequestFailedException(String code, String sentence, Throwable cause) {
        super(sentence, cause);
        this.code = code;
        this.sentence = sentence;
    }

    String code() {
        return code;
    }

    String sentence() {
        return sentence;
    }
}
