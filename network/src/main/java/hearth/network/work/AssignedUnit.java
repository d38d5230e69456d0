package hearth.network.work;

import hearth.kernel.Address;
import hearth.kernel.Hash32;

/**
 * A unit that a node is to answer.
 *
 * @param index position in the manifest's list
 * @param unit id of the unit
 * @param codeHash of the code to score
 * @param address where the code was seen; a hint
 */
public record AssignedUnit(int index, Hash32 unit, Hash32 codeHash, Address address) {}
