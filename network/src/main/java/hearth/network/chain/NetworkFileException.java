package hearth.network.chain;

/** A network file cannot be used; the message is one sentence for the operator. */
public final class NetworkFileException extends Exception {
    private static final long serialVersionUID = 1L;

    public NetworkFileException(String reason) {
        super(reason);
    }

    public NetworkFileException(String reason, Throwable cause) {
        super(reason, cause);
    }
}
