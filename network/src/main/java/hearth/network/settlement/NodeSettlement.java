package hearth.network.settlement;

import hearth.kernel.Address;
import hearth.kernel.Wei;
import hearth.network.score.Score;

import java.math.BigInteger;

/**
 * How a node's pay of an epoch came about.
 *
 * @param assigned units drawn for it
 * @param verified of these, in receipts that count
 * @param refused of these, in receipts in which a wrong answer was found; unpaid
 * @param weight verified × score, in millionths of a unit
 * @param pay its part of the envelope
 * @param after what the next epoch starts from
 */
public record NodeSettlement(
        long nodeId,
        Address owner,
        int tickets,
        long assigned,
        long verified,
        long refused,
        Score score,
        BigInteger weight,
        Wei pay,
        Standing after) {
    /** Assigned, but not answered in time or not openable; unpaid, without blame. */
    public long missed() {
        return assigned - verified - refused;
    }
}
