package hearth.agent;

/** The agent cannot start; the message is one sentence that says what to do. */
final class AgentFailedException extends Exception {
    private static final long serialVersionUID = 1L;

    private final String sentence;

    AgentFailedException(String sentence) {
        super(sentence);
        this.sentence = sentence;
    }

    AgentFailedException(String sentence, Throwable cause) {
        super(sentence, cause);
        this.sentence = sentence;
    }

    String sentence() {
        return sentence;
    }
}
