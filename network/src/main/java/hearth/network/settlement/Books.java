package hearth.network.settlement;

import hearth.kernel.Address;
import hearth.kernel.Wei;

import java.util.List;
import java.util.Map;

/**
 * Everything that one epoch hands to the next.
 *
 * @param epoch the last one settled; 0 before the first
 * @param carry what was not paid and joins the next envelope
 * @param cumulative what each owner has been owed since the beginning
 * @param held pay that is not owed yet
 * @param standing of each node, by its id
 */
public record Books(
        long epoch,
        Wei carry,
        Map<Address, Wei> cumulative,
        List<HeldPay> held,
        Map<Long, Standing> standing) {
    /**
     * Pay of an epoch that its hold time has not released.
     *
     * @param epoch in which it was earned
     */
    public record HeldPay(long epoch, Address owner, Wei amount) {}

    /** Before the first epoch. */
    public static final Books EMPTY = new Books(0, Wei.ZERO, Map.of(), List.of(), Map.of());

    public Books {
        cumulative = Map.copyOf(cumulative);
        held = List.copyOf(held);
        standing = Map.copyOf(standing);
    }

    /** A node's standing; a newcomer's when it was not seen before. */
    public Standing standingOf(long nodeId) {
        return standing.getOrDefault(nodeId, Standing.NEWCOMER);
    }
}
