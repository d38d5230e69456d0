package hearth.network.chain;

import hearth.kernel.Address;
import hearth.network.gatekeeper.EpochDirectory;
import hearth.network.gatekeeper.NodeDirectory;
import hearth.network.gatekeeper.SourceFailedException;
import hearth.network.work.TicketHolder;

import java.util.List;
import java.util.Optional;

/** The live nodes of the registry, as a gatekeeper freezes them at an epoch's start. */
public final class RegistryDirectory implements NodeDirectory, EpochDirectory {
    private final Registry registry;

    public RegistryDirectory(Registry registry) {
        this.registry = registry;
    }

    /**
     * The nodes of an epoch, the same whenever it is read while that epoch runs: who registered or
     * left in it counts from the next on. Only a quarantine shows at once.
     *
     * @throws SourceFailedException when the endpoint does not answer
     */
    @Override
    public List<TicketHolder> nodes(long epoch) throws SourceFailedException {
        try {
            return registry.nodes().stream()
                    .filter(node -> node.joinedEpoch() < epoch)
                    .filter(node ->
                            node.status() == Registry.Status.LIVE
                                    || (node.status() == Registry.Status.LEFT
                                            && node.leftEpoch() >= epoch))
                    .map(node ->
                            new TicketHolder(node.id(), node.owner(), node.key(), node.tickets()))
                    .toList();
        } catch (ChainFailedException e) {
            throw new SourceFailedException(String.valueOf(e.getMessage()), e);
        }
    }

    @Override
    public Optional<Address> owner(long node) throws SourceFailedException {
        try {
            return registry.node(node).map(Registry.Node::owner);
        } catch (ChainFailedException e) {
            throw new SourceFailedException(String.valueOf(e.getMessage()), e);
        }
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
