package hearth.network.work;

/**
 * What a node hands in for a round. The opening travels as bytes: its length is checked against the
 * assignment before it is read.
 */
public final class Submission {
    /** A message is cut into chunks of this size by a transport. */
    public static final int CHUNK_BYTES = 64 * 1024;

    /** Larger heartbeats are not read. */
    public static final int HEARTBEAT_BYTES = 512;

    private final Signed<WorkReceipt> receipt;
    private final byte[] opening;

    public Submission(Signed<WorkReceipt> receipt, byte[] opening) {
        this.receipt = receipt;
        this.opening = opening.clone();
    }

    /** The commitment. */
    public Signed<WorkReceipt> receipt() {
        return receipt;
    }

    /** An encoded {@link Opening}. */
    public byte[] opening() {
        return opening.clone();
    }
}
