package hearth.network.settlement;

import hearth.network.EpochRoot;

import java.math.BigInteger;
import java.util.List;

/**
 * An epoch's outcome.
 *
 * @param nodes by id, ascending
 * @param totalWeight Σw
 * @param books what the next epoch starts from
 */
public record Settled(
        EpochRoot root,
        LeavesFile leaves,
        Envelope envelope,
        List<NodeSettlement> nodes,
        BigInteger totalWeight,
        Books books) {
    public Settled {
        nodes = List.copyOf(nodes);
    }
}
