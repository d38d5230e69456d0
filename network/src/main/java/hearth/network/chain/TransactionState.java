package hearth.network.chain;

import hearth.kernel.Address;
import hearth.kernel.Hash32;
import hearth.kernel.Wei;

import org.jspecify.annotations.Nullable;

/** Where a transaction stands: pending, then included, then final; or it came to nothing. */
public sealed interface TransactionState {
    /** Sent, in no block yet. */
    record Pending() implements TransactionState {}

    /**
     * In a block that a reorganisation could still take back.
     *
     * @param confirmations blocks from its own to the newest, at least 1
     */
    record Included(Inclusion inclusion, long confirmations) implements TransactionState {}

    /** In a final block: the chain's finalised one, or 12 confirmations where it has none. */
    record Final(Inclusion inclusion) implements TransactionState {}

    /**
     * In a block, but the contract refused it; only the fee was spent.
     *
     * @param error the contract's error as far as it can be found out
     */
    record Reverted(Inclusion inclusion, String error) implements TransactionState {}

    /** Another transaction of the account took its number; this one will never be included. */
    record Replaced() implements TransactionState {}

    /**
     * The block and the cost of a transaction.
     *
     * @param hash of the transaction that made it, perhaps a replacement
     * @param fee what was paid
     * @param created address of the contract it created, else null
     */
    record Inclusion(
            Hash32 hash, long block, Hash32 blockHash, Wei fee, @Nullable Address created) {}
}
