package hearth.network.work;

import hearth.kernel.Hash32;

/**
 * A sign of life of a node that hands in no receipt this round.
 *
 * @param status digest of what the node says of itself
 */
public record Heartbeat(long nodeId, long epoch, int round, Hash32 status) implements TypedMessage {
    /** Ready, nothing assigned. */
    public static final Hash32 IDLE = Domain.keccak("hearth.status.idle");

    /** Paused: announces no work from the next round on. */
    public static final Hash32 PAUSED = Domain.keccak("hearth.status.paused");

    /** Ready again: it has just passed its self-test. Ends a rest that the gatekeeper imposed. */
    public static final Hash32 TESTED = Domain.keccak("hearth.status.tested");

    public Heartbeat {
        if (nodeId < 0 || epoch < 1 || round < 0) {
            throw new IllegalArgumentException("heartbeat of node " + nodeId);
        }
    }

    @Override
    public String type() {
        return "Heartbeat(uint256 nodeId,uint64 epoch,uint32 round,bytes32 status)";
    }

    @Override
    public AbiWords fields() {
        return new AbiWords().uint(nodeId).uint(epoch).uint(round).hash(status);
    }
}
