package hearth.network.gatekeeper;

import hearth.network.work.TicketHolder;

import java.util.List;

/** Who takes part in an epoch, the same for everybody who reads it while that runs. */
@FunctionalInterface
public interface EpochDirectory {
    /**
     * The nodes of an epoch of the registry's count. Blocks.
     *
     * @throws SourceFailedException when the endpoint does not answer
     */
    List<TicketHolder> nodes(long epoch) throws SourceFailedException;
}
