package hearth.network.work;

/** A node as it signs: its number in the registry, its key and the secret behind its salts. */
public final class NodeIdentity {
    private final long nodeId;
    private final DigestSigner key;
    private final byte[] saltSecret;

    /**
     * @param saltSecret at least 32 bytes that only this node knows and keeps over restarts
     */
    public NodeIdentity(long nodeId, DigestSigner key, byte[] saltSecret) {
        if (saltSecret.length < 32) {
            throw new IllegalArgumentException("a secret of 32 bytes is needed");
        }
        this.nodeId = nodeId;
        this.key = key;
        this.saltSecret = saltSecret.clone();
    }

    /** The node's number in the registry. */
    public long nodeId() {
        return nodeId;
    }

    DigestSigner key() {
        return key;
    }

    BatchSalt salt(long epoch, int round) {
        return BatchSalt.of(saltSecret, epoch, round);
    }

    @Override
    public String toString() {
        return "node " + nodeId;
    }
}
