package hearth.network.work;

import hearth.kernel.Hash32;

import java.util.Collection;
import java.util.Comparator;

/**
 * A gatekeeper's consent to a round: that it checked the list, and among whom its units are drawn.
 * A gatekeeper gives one for an epoch and round, so that no two lists can have enough.
 *
 * @param manifest digest of the list
 * @param tickets digest of the nodes that take part, see {@link #digest}
 */
public record Listing(Hash32 manifest, Hash32 tickets) implements TypedMessage {
    /** Digest of nodes with their tickets, in the order of their numbers. */
    public static Hash32 digest(Collection<TicketHolder> tickets) {
        var words = new AbiWords();
        tickets.stream()
                .sorted(Comparator.comparingLong(TicketHolder::nodeId))
                .forEach(holder ->
                        words.uint(holder.nodeId())
                                .address(holder.owner())
                                .address(holder.key())
                                .uint(holder.tickets()));
        return words.keccak();
    }

    @Override
    public String type() {
        return "Listing(bytes32 manifest,bytes32 tickets)";
    }

    @Override
    public AbiWords fields() {
        return new AbiWords().hash(manifest).hash(tickets);
    }
}
