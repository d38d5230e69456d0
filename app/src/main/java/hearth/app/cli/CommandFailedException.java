package hearth.app.cli;

/** A command cannot go on; its sentence goes to standard error. */
final class CommandFailedException extends Exception {
    private static final long serialVersionUID = 1L;

    private final int exitCode;
    private final String code;
    private final String sentence;

    CommandFailedException(int exitCode, String code, String sentence) {
        super(sentence);
        this.exitCode = exitCode;
        this.code = code;
        this.sentence = sentence;
    }

    int exitCode() {
        return exitCode;
    }

    String code() {
        return code;
    }

    String sentence() {
        return sentence;
    }
}
