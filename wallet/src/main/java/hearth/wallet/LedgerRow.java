package hearth.wallet;

import hearth.kernel.Hash32;
import hearth.kernel.Wei;

import java.time.Instant;

/**
 * Something that moved this owner's tokens, or ended a node, as the chain tells it.
 *
 * @param kind what happened
 * @param at the block's time
 * @param block its number
 * @param transaction and logIndex name the event for ever
 * @param epoch of a claim, else 0
 * @param node of a stake or a leaving, else 0
 * @param amount of tokens, zero where none moved
 * @param proven whether the event was checked by proof under a block that more than one stranger's
 *     endpoint names
 */
public record LedgerRow(
        Kind kind,
        Instant at,
        long block,
        Hash32 transaction,
        long logIndex,
        long epoch,
        long node,
        Wei amount,
        boolean proven) {

    /** The same row, proven. */
    public LedgerRow asProven() {
        return new LedgerRow(kind, at, block, transaction, logIndex, epoch, node, amount, true);
    }

    /** What happened. */
    public enum Kind {
        /** Rewards came in. */
        CLAIMED(1),
        /** A stake went out. */
        STAKED(-1),
        /** A node left; its stake stays locked. */
        LEFT(0),
        /** A stake came back. */
        WITHDRAWN(1);

        private final int sign;

        Kind(int sign) {
            this.sign = sign;
        }

        /** 1 for coming in, -1 for going out, 0 for neither. */
        public int sign() {
            return sign;
        }
    }
}
