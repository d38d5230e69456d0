package hearth.network.chain;

import hearth.network.gatekeeper.NodeDirectory;
import hearth.network.gatekeeper.SourceFailedException;
import hearth.network.work.TicketHolder;

import java.util.List;

/** The live nodes of the registry, as a gatekeeper freezes them at an epoch's start. */
public final class RegistryDirectory implements NodeDirectory {
    private final Registry registry;

    public RegistryDirectory(Registry registry) {
        this.registry = registry;
    }

    @Override
    public List<TicketHolder> nodes() throws SourceFailedException {
        try {
            return registry.nodes().stream()
                    .filter(node -> node.status() == Registry.Status.LIVE)
                    .map(node ->
                            new TicketHolder(node.id(), node.owner(), node.key(), node.tickets()))
                    .toList();
        } catch (ChainFailedException e) {
            throw new SourceFailedException(String.valueOf(e.getMessage()), e);
        }
    }
}
