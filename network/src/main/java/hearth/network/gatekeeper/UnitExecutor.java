package hearth.network.gatekeeper;

import hearth.kernel.Hash32;
import hearth.network.work.AssignedUnit;
import hearth.network.work.UnitAnswer;

import java.util.List;
import java.util.Optional;

/** Computes units again, for a gatekeeper's check. Must not ask the node that is checked. */
@FunctionalInterface
public interface UnitExecutor {
    /**
     * Answers units under a seed. Blocks; costs about 0.1 ms of CPU a unit.
     *
     * @return one entry per unit, in the same order; empty where the code could not be had
     * @throws InterruptedException when the agent is being stopped
     */
    List<Optional<UnitAnswer>> execute(List<AssignedUnit> units, Hash32 seed)
            throws InterruptedException;
}
