package hearth.network.gatekeeper;

import hearth.network.work.TicketHolder;

import java.util.List;

/** Who takes part, as the registry on the settlement chain says. */
@FunctionalInterface
public interface NodeDirectory {
    /**
     * The registered nodes with their tickets. Blocks.
     *
     * @throws SourceFailedException when the endpoint does not answer
     */
    List<TicketHolder> nodes() throws SourceFailedException;
}
