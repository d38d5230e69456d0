package hearth.network.gatekeeper;

import hearth.kernel.Hash32;
import hearth.network.work.AssignedUnit;
import hearth.network.work.Assignment;
import hearth.network.work.RoundOffer;
import hearth.network.work.TicketHolder;

import java.util.List;
import java.util.Optional;

/** The round that is being worked on, with its draw made once. */
final class OpenRound {
    private final RoundOffer offer;
    private final Hash32 manifestDigest;
    private final Assignment draw;

    OpenRound(RoundOffer offer) {
        this.offer = offer;
        this.manifestDigest = offer.manifestDigest();
        this.draw =
                Assignment.draw(
                        offer.seed(), offer.units().size(), offer.replicas(), offer.tickets());
    }

    RoundOffer offer() {
        return offer;
    }

    /** How many nodes were drawn for each unit. */
    int replicas() {
        return draw.replicas();
    }

    long epoch() {
        return offer.manifest().message().epoch();
    }

    int round() {
        return offer.manifest().message().round();
    }

    /** Digest of the model that its units ask for. */
    Hash32 model() {
        return offer.manifest().message().modelDigest();
    }

    Hash32 manifestDigest() {
        return manifestDigest;
    }

    List<AssignedUnit> assignedTo(long nodeId) {
        return offer.unitsAt(draw.unitsOf(nodeId));
    }

    static Optional<TicketHolder> holder(List<TicketHolder> holders, long nodeId) {
        return holders.stream().filter(holder -> holder.nodeId() == nodeId).findFirst();
    }
}
