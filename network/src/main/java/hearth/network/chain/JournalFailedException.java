package hearth.network.chain;

/**
 * The list of sent transactions could not be read or written, so nothing could be sent: not the
 * chain's doing, but whoever asks the chain meets it there.
 */
public final class JournalFailedException extends ChainFailedException {
    private static final long serialVersionUID = 1L;

    /** What hinders. */
    public enum Kind {
        /** Another window or command is sending for the account. */
        BUSY,
        /** The disk, or whoever stops this process. */
        STORAGE
    }

    private final Kind kind;

    JournalFailedException(Kind kind, String sentence) {
        super(sentence);
        this.kind = kind;
    }

    JournalFailedException(Kind kind, String sentence, Throwable cause) {
        super(sentence, cause);
        this.kind = kind;
    }

    /** What hinders. */
    public Kind kind() {
        return kind;
    }
}
