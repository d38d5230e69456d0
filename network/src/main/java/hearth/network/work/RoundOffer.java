package hearth.network.work;

import hearth.kernel.Hash32;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * A round as the gatekeeper publishes it: everything that a node needs to find its own part and to
 * check that nobody chose it.
 *
 * @param units the manifest's list
 * @param seedBlockHash hash of the manifest's seed block
 * @param replicas of a unit where there are enough owners
 * @param tickets as frozen at the epoch's start, without those who announced no work
 * @param listings the gatekeepers' consent to list and tickets; none where one gatekeeper is enough
 */
public record RoundOffer(
        Domain domain,
        Signed<Manifest> manifest,
        List<ListedUnit> units,
        Hash32 seedBlockHash,
        int replicas,
        List<TicketHolder> tickets,
        List<Signature> listings) {
    public RoundOffer {
        units = List.copyOf(units);
        tickets = List.copyOf(tickets);
        listings = List.copyOf(listings);
    }

    /** A round of a gatekeeper that needs nobody's consent. */
    public RoundOffer(
            Domain domain,
            Signed<Manifest> manifest,
            List<ListedUnit> units,
            Hash32 seedBlockHash,
            int replicas,
            List<TicketHolder> tickets) {
        this(domain, manifest, units, seedBlockHash, replicas, tickets, List.of());
    }

    /** What gatekeepers sign to consent to this round. */
    public Listing listing() {
        return new Listing(manifestDigest(), Listing.digest(tickets));
    }

    /** Digest of the manifest: its name in receipts. */
    public Hash32 manifestDigest() {
        return manifest.digest(domain);
    }

    /** The round's seed. */
    public Hash32 seed() {
        return Manifest.seed(manifestDigest(), seedBlockHash);
    }

    /** The units that a node is to answer, in the order of the list. */
    public List<AssignedUnit> assignedTo(long nodeId) {
        return unitsAt(Assignment.draw(seed(), units.size(), replicas, tickets).unitsOf(nodeId));
    }

    /** The units at positions of the list, as many as one receipt can carry. */
    public List<AssignedUnit> unitsAt(List<Integer> positions) {
        var assigned = new ArrayList<AssignedUnit>(positions.size());
        int most = Math.min(positions.size(), WorkReceipt.MAX_COUNT);
        for (int index : positions.subList(0, most)) {
            var listed = units.get(index);
            assigned.add(
                    new AssignedUnit(
                            index,
                            manifest.message().unit(listed),
                            listed.codeHash(),
                            listed.address()));
        }
        return List.copyOf(assigned);
    }

    /** Root over the list: leaf = (index, unit), so that the order is signed too. */
    public static Hash32 unitsRoot(long chain, Hash32 modelDigest, List<ListedUnit> units) {
        var leaves = new ArrayList<Hash32>(units.size());
        for (int i = 0; i < units.size(); i++) {
            var unit = new WorkUnit(chain, units.get(i).codeHash(), modelDigest).id();
            leaves.add(new AbiWords().uint(i).hash(unit).leaf());
        }
        return MerkleTree.of(leaves).root();
    }

    /** Why a node must not work on this offer; empty when it is in order. */
    public Optional<String> objection(Gatekeepers gatekeepers, Hash32 model) {
        var listed = manifest.message();
        if (gatekeepers.signer(listed.in(domain), manifest.signature()).isEmpty()) {
            return Optional.of("The round's list is not signed by a gatekeeper of the network.");
        }
        if (gatekeepers.threshold() > 1 && !gatekeepers.agreed(listing().in(domain), listings)) {
            return Optional.of(
                    "The round's list has not the consent of "
                            + gatekeepers.threshold()
                            + " gatekeepers.");
        }
        if (listed.count() != units.size()
                || !unitsRoot(listed.chain(), listed.modelDigest(), units)
                        .equals(listed.unitsRoot())) {
            return Optional.of("The round's units are not the ones that were signed.");
        }
        if (!listed.modelDigest().equals(model)) {
            return Optional.of(
                    "The network asks for another model than this worker has; update Hearth.");
        }
        return Optional.empty();
    }
}
