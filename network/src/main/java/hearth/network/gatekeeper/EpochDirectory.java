package hearth.network.gatekeeper;

import hearth.kernel.Address;
import hearth.network.work.TicketHolder;

import java.util.List;
import java.util.Optional;

/** Who takes part in an epoch, the same for everybody who reads it while that runs. */
public interface EpochDirectory {
    /**
     * The nodes of an epoch of the registry's count. Blocks.
     *
     * @throws SourceFailedException when the endpoint does not answer
     */
    List<TicketHolder> nodes(long epoch) throws SourceFailedException;

    /**
     * Whose a node is, also of one that takes part no more; an owner never changes. Blocks.
     *
     * @throws SourceFailedException when the endpoint does not answer
     */
    Optional<Address> owner(long node) throws SourceFailedException;
}
