package hearth.network;

import hearth.kernel.Hash32;
import hearth.kernel.Wei;

/**
 * The outcome of an epoch as the gatekeepers sign it and the pool keeps it.
 *
 * @param epoch counted from 1
 * @param root of the tree of (owner, cumulative); zero for an epoch without leaves
 * @param total sum of all cumulative amounts, in the token's smallest unit
 * @param leavesDigest SHA-256 of the lines {@code owner,cumulative}
 * @param leafCount number of owners in the tree
 * @param receiptsRoot root over the receipts that were paid
 */
public record EpochRoot(
        long epoch,
        Hash32 root,
        Wei total,
        Hash32 leavesDigest,
        int leafCount,
        Hash32 receiptsRoot) {
    public EpochRoot {
        if (epoch < 1 || leafCount < 0) {
            throw new IllegalArgumentException("epoch " + epoch + ", leaves " + leafCount);
        }
    }
}
