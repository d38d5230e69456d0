package hearth.network.chain;

/** A contract refused; the message names its error, for example {@code NothingToClaim(...)}. */
public final class RevertedException extends Exception {
    private static final long serialVersionUID = 1L;

    private final String error;

    RevertedException(String error) {
        super("The contract refused: " + error + ".");
        this.error = error;
    }

    /** The contract's error with its values, as in its source. */
    public String error() {
        return error;
    }

    /** The error's name alone. */
    public String errorName() {
        int bracket = error.indexOf('(');
        return bracket < 0 ? error : error.substring(0, bracket);
    }
}
