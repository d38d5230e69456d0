package hearth.workers.risk.extract;

import hearth.kernel.Address;
import hearth.kernel.Hash32;

/** A contract that was deployed, with the hash of its code. */
public record Deployment(Address address, Hash32 codeHash, long block, Hash32 blockHash) {}
