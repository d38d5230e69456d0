package hearth.network.work;

import hearth.kernel.Address;

/**
 * A node as frozen at an epoch's start.
 *
 * @param key the node key whose signatures count in the epoch
 * @param tickets its proven and staked capacity; 0 takes no work
 */
public record TicketHolder(long nodeId, Address owner, Address key, int tickets) {
    public TicketHolder {
        if (nodeId < 0 || tickets < 0) {
            throw new IllegalArgumentException("node " + nodeId + ", tickets " + tickets);
        }
    }
}
