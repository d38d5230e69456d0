package hearth.workers.risk.pipeline;

import hearth.kernel.Address;
import hearth.kernel.Hash32;

/** A code to answer for, and where it was seen. */
public record Unit(Hash32 codeHash, Address address) {}
