package hearth.network.work;

import hearth.kernel.Address;
import hearth.kernel.Hash32;

/**
 * A unit as a manifest lists it. New units, re-checks and backfill look the same.
 *
 * @param codeHash of the code to score
 * @param address where that code was seen on the source chain; a hint for fetching, not signed
 */
public record ListedUnit(Hash32 codeHash, Address address) {}
