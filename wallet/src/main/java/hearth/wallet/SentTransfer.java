package hearth.wallet;

import hearth.kernel.Hash32;
import hearth.kernel.Wei;
import hearth.network.Intent;

import java.time.Instant;

/**
 * Coins that this owner sent to somebody, in a block that is final.
 *
 * @param at the block's time
 * @param block its number
 * @param fee what it cost, in the chain's coin
 */
public record SentTransfer(
        Instant at, long block, Hash32 transaction, Intent.Transfer transfer, Wei fee) {}
