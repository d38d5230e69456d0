package hearth.workers.risk.load;

import hearth.kernel.Address;
import hearth.kernel.Hash32;
import hearth.workers.risk.Score;

import java.time.Instant;

/**
 * One contract as a list shows it.
 *
 * @param found when this node loaded it; also its place in the list (microseconds, unique)
 * @param size of the code in bytes
 * @param familyContracts contracts of the whole family
 * @param codeContracts contracts with exactly this code
 */
public record InsightRow(
        Address address,
        Hash32 codeHash,
        Instant found,
        Score score,
        int size,
        long familyContracts,
        long codeContracts,
        long block,
        Instant deployed,
        Address deployer) {}
