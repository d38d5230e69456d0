package hearth.network.work;

import hearth.kernel.Hash32;

/**
 * A node's commitment to its answers of a round; one per node and round.
 *
 * @param manifest digest of the manifest answered
 * @param count of units answered
 * @param resultsRoot root over the salted leaves of the answers
 */
public record WorkReceipt(
        long nodeId,
        long epoch,
        int round,
        Hash32 manifest,
        Hash32 modelDigest,
        int count,
        Hash32 resultsRoot)
        implements TypedMessage {
    /** No node may be paid for more units in a round. */
    public static final int MAX_COUNT = 65_535;

    public WorkReceipt {
        if (nodeId < 0 || epoch < 1 || round < 0 || count < 1 || count > MAX_COUNT) {
            throw new IllegalArgumentException(
                    "receipt of node " + nodeId + ", epoch " + epoch + ", count " + count);
        }
    }

    @Override
    public String type() {
        return "WorkReceipt(uint256 nodeId,uint64 epoch,uint32 round,bytes32 manifest,"
                + "bytes32 modelDigest,uint32 count,bytes32 resultsRoot)";
    }

    @Override
    public AbiWords fields() {
        return new AbiWords()
                .uint(nodeId)
                .uint(epoch)
                .uint(round)
                .hash(manifest)
                .hash(modelDigest)
                .uint(count)
                .hash(resultsRoot);
    }
}
