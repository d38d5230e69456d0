package hearth.workers.risk.extract;

import hearth.kernel.Hash32;
import hearth.workers.risk.Account;

import java.time.Instant;

/**
 * A contract that a transaction created.
 *
 * @param address where it is
 * @param deployer who sent the transaction
 * @param time of the block
 */
public record Created(
        Account address, Account deployer, long block, Hash32 blockHash, Instant time) {}
