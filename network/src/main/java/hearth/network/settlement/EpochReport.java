package hearth.network.settlement;

import hearth.kernel.Hash32;
import hearth.network.EpochRoot;
import hearth.network.work.Signature;

import java.math.BigInteger;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * A closed epoch with everything that explains its amounts.
 *
 * @param rounds that were opened
 * @param signature of the gatekeeper over the root
 * @param totalWeight Σw, in millionths of a unit
 * @param posting where the root is on chain; empty until it is
 */
public record EpochReport(
        long epoch,
        Instant opened,
        Instant closed,
        int rounds,
        EpochRoot root,
        Signature signature,
        Envelope envelope,
        BigInteger totalWeight,
        List<NodeSettlement> nodes,
        Optional<Posting> posting) {
    /** The transaction that brought the root to the pool. */
    public record Posting(Hash32 transaction, long block) {}

    public EpochReport {
        if (root.epoch() != epoch) {
            throw new IllegalArgumentException("a root of epoch " + root.epoch());
        }
        nodes = List.copyOf(nodes);
    }

    /** The same without where its root is on chain. */
    public EpochReport unposted() {
        return new EpochReport(
                epoch,
                opened,
                closed,
                rounds,
                root,
                signature,
                envelope,
                totalWeight,
                nodes,
                Optional.empty());
    }

    /** A node's line. */
    public Optional<NodeSettlement> node(long nodeId) {
        return nodes.stream().filter(node -> node.nodeId() == nodeId).findFirst();
    }
}
