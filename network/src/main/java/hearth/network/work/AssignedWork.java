package hearth.network.work;

import hearth.kernel.Hash32;

import java.util.List;
import java.util.Optional;

/** The worker of this node, as seen by the one who signs for it. */
@FunctionalInterface
public interface AssignedWork {
    /**
     * Answers units under a round's seed. Blocks until done; never on the clock thread.
     *
     * @return one entry per unit, in the same order; empty where the code could not be had in time
     * @throws WorkFailedException when nothing can be answered
     * @throws InterruptedException when the node is being stopped
     */
    List<Optional<UnitAnswer>> execute(List<AssignedUnit> units, Hash32 seed)
            throws WorkFailedException, InterruptedException;
}
