package hearth.network.settlement;

import hearth.kernel.Wei;

/**
 * Where an epoch's money went: base + carryIn = fee + paid + carryOut + lapsed.
 *
 * @param base added each epoch
 * @param carryIn left over from the epoch before
 * @param fee the gatekeepers'
 * @param paid to nodes
 * @param carryOut left over for the next epoch, at most one base
 * @param lapsed stays in the pool: what would have carried over more than one base, after epochs in
 *     which nobody earned
 */
public record Envelope(Wei base, Wei carryIn, Wei fee, Wei paid, Wei carryOut, Wei lapsed) {
    public Envelope {
        if (!base.plus(carryIn).equals(fee.plus(paid).plus(carryOut).plus(lapsed))) {
            throw new IllegalArgumentException("an envelope that does not add up");
        }
    }

    /** What was there to share: E. */
    public Wei total() {
        return base.plus(carryIn);
    }
}
