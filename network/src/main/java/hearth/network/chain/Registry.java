package hearth.network.chain;

import hearth.kernel.Address;
import hearth.kernel.Hash32;
import hearth.kernel.Wei;
import hearth.network.contracts.NodeRegistry;

import org.web3j.protocol.core.methods.response.Log;

import java.io.IOException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Reads of the node registry. All block. */
public final class Registry {
    private final ChainClient chain;
    private final Address address;
    private final NodeRegistry contract;

    public Registry(ChainClient chain, NetworkFile network) {
        this.chain = chain;
        this.address = network.contracts().registry();
        this.contract =
                NodeRegistry.load(
                        address.hex(),
                        chain.web3j(),
                        ContractReads.readOnly(chain),
                        ContractReads.NO_GAS);
    }

    /** What the registry says of a node's life. */
    public enum Status {
        NONE,
        LIVE,
        LEFT,
        WITHDRAWN,
        /** Out of the draw since wrong work was found; its stake is still there. */
        QUARANTINED,
        /** Its stake was taken. */
        SLASHED
    }

    /**
     * A registered node.
     *
     * @param keySinceEpoch first epoch in which the key may sign
     * @param stake held for it now, zero after withdrawal
     * @param leftEpoch zero while live
     */
    public record Node(
            long id,
            Address owner,
            Address key,
            int tickets,
            Status status,
            long joinedEpoch,
            long keySinceEpoch,
            Wei stake,
            long leftEpoch,
            Hash32 benchmarkDigest) {}

    /** The running epoch, from 1; zero before anybody registered. */
    public long epoch() throws ChainFailedException {
        return ContractReads.exact(chain, ContractReads.read(chain, contract.epoch()));
    }

    /** When epoch 1 opened, in seconds since 1970; zero before anybody registered. */
    public long startedAt() throws ChainFailedException {
        return ContractReads.exact(chain, ContractReads.read(chain, contract.startedAt()));
    }

    /** Tickets of all live nodes. */
    public long totalTickets() throws ChainFailedException {
        return ContractReads.exact(chain, ContractReads.read(chain, contract.totalTickets()));
    }

    /** Nodes ever registered. */
    public long nodeCount() throws ChainFailedException {
        return ContractReads.exact(chain, ContractReads.read(chain, contract.nodeCount()));
    }

    /** The id of the node whose current key this is. */
    public Optional<Long> nodeOfKey(Address key) throws ChainFailedException {
        long id =
                ContractReads.exact(
                        chain, ContractReads.read(chain, contract.nodeOfKey(key.hex())));
        return id == 0 ? Optional.empty() : Optional.of(id);
    }

    /** A node by id; empty if it was never registered. */
    public Optional<Node> node(long id) throws ChainFailedException {
        NodeRegistry.Node node = ContractReads.read(chain, contract.nodeById(ContractReads.id(id)));
        try {
            Status status = Status.values()[node.status.intValueExact()];
            return status == Status.NONE
                    ? Optional.empty()
                    : Optional.of(
                            new Node(
                                    id,
                                    new Address(node.owner),
                                    new Address(node.key),
                                    node.tickets.intValueExact(),
                                    status,
                                    node.joinedEpoch.longValueExact(),
                                    node.keySinceEpoch.longValueExact(),
                                    new Wei(node.stake),
                                    node.leftEpoch.longValueExact(),
                                    Hash32.of(node.benchmarkDigest)));
        } catch (RuntimeException e) {
            throw chain.failed(new IOException("a node's record is malformed", e));
        }
    }

    /** All nodes ever registered, by id. One call a node. */
    public List<Node> nodes() throws ChainFailedException {
        long count = nodeCount();
        List<Node> nodes = new ArrayList<>();
        for (long id = 1; id <= count; id++) {
            node(id).ifPresent(nodes::add);
        }
        return nodes;
    }

    /** The contract that decides about wrong work. */
    public Address disputes() throws ChainFailedException {
        return new Address(ContractReads.read(chain, contract.disputes()));
    }

    /** Slashed stakes. */
    public Wei reserve() throws ChainFailedException {
        return new Wei(ContractReads.read(chain, contract.reserve()));
    }

    /** Where the rewards of an owner go. */
    public Address payoutOf(Address owner) throws ChainFailedException {
        return new Address(ContractReads.read(chain, contract.payoutOf(owner.hex())));
    }

    /**
     * A change of payout that somebody with the owner's key asked for.
     *
     * @param from when rewards begin to go there
     */
    public record ComingPayout(Address payout, Instant from) {}

    /** The change of an owner's payout that does not hold yet. */
    public Optional<ComingPayout> comingPayout(Address owner) throws ChainFailedException {
        var coming = ContractReads.read(chain, contract.comingPayout(owner.hex()));
        long from = coming.component2().longValueExact();
        return from == 0
                ? Optional.empty()
                : Optional.of(
                        new ComingPayout(
                                new Address(coming.component1()), Instant.ofEpochSecond(from)));
    }

    /** Something that happened in the registry. */
    public sealed interface Event {
        LogPosition position();

        /** A node joined. */
        record Registered(
                LogPosition position, long nodeId, Address owner, Address key, int tickets)
                implements Event {}

        /** A node got more tickets; {@code tickets} is what it has now. */
        record TicketsAdded(LogPosition position, long nodeId, int tickets) implements Event {}

        /** A node's key changed. */
        record KeyReplaced(LogPosition position, long nodeId, Address oldKey, Address newKey)
                implements Event {}

        /** An owner's rewards go elsewhere. */
        record PayoutSet(LogPosition position, Address owner, Address payout, Instant from)
                implements Event {}

        /** A node left. */
        record Left(LogPosition position, long nodeId, long withdrawableEpoch) implements Event {}

        /** A stake went back to its owner. */
        record Withdrawn(LogPosition position, long nodeId, Wei amount) implements Event {}
    }

    /** Events of a range of blocks, both ends included, in order. */
    public List<Event> events(long fromBlock, long toBlock) throws ChainFailedException {
        return events(chain.logs(address, fromBlock, toBlock));
    }

    /** What logs of this contract say. */
    List<Event> events(List<Log> logs) throws ChainFailedException {
        return LogEvents.read(chain, logs, Registry::event);
    }

    private static Optional<Event> event(Log log) {
        LogPosition at = LogPosition.of(log);
        String topic = log.getTopics().getFirst();
        if (topic.equals(Topics.of(NodeRegistry.NODEREGISTERED_EVENT))) {
            var e = NodeRegistry.getNodeRegisteredEventFromLog(log);
            return Optional.of(
                    new Event.Registered(
                            at,
                            e.nodeId.longValueExact(),
                            new Address(e.owner),
                            new Address(e.key),
                            e.tickets.intValueExact()));
        }
        if (topic.equals(Topics.of(NodeRegistry.TICKETSADDED_EVENT))) {
            var e = NodeRegistry.getTicketsAddedEventFromLog(log);
            return Optional.of(
                    new Event.TicketsAdded(
                            at, e.nodeId.longValueExact(), e.tickets.intValueExact()));
        }
        if (topic.equals(Topics.of(NodeRegistry.KEYREPLACED_EVENT))) {
            var e = NodeRegistry.getKeyReplacedEventFromLog(log);
            return Optional.of(
                    new Event.KeyReplaced(
                            at,
                            e.nodeId.longValueExact(),
                            new Address(e.oldKey),
                            new Address(e.newKey)));
        }
        if (topic.equals(Topics.of(NodeRegistry.PAYOUTSET_EVENT))) {
            var e = NodeRegistry.getPayoutSetEventFromLog(log);
            return Optional.of(
                    new Event.PayoutSet(
                            at,
                            new Address(e.owner),
                            new Address(e.payout),
                            Instant.ofEpochSecond(e.from.longValueExact())));
        }
        if (topic.equals(Topics.of(NodeRegistry.NODELEFT_EVENT))) {
            var e = NodeRegistry.getNodeLeftEventFromLog(log);
            return Optional.of(
                    new Event.Left(
                            at, e.nodeId.longValueExact(), e.withdrawableEpoch.longValueExact()));
        }
        if (topic.equals(Topics.of(NodeRegistry.STAKEWITHDRAWN_EVENT))) {
            var e = NodeRegistry.getStakeWithdrawnEventFromLog(log);
            return Optional.of(
                    new Event.Withdrawn(at, e.nodeId.longValueExact(), new Wei(e.amount)));
        }
        return Optional.empty();
    }
}
