package hearth.bench.network;

import hearth.kernel.Address;
import hearth.kernel.DatabaseFailedException;
import hearth.kernel.Hash32;
import hearth.kernel.Wei;
import hearth.network.chain.NetworkParameters;
import hearth.network.chain.NodeKey;
import hearth.network.gatekeeper.Gatekeeper;
import hearth.network.gatekeeper.GatekeeperFailedException;
import hearth.network.gatekeeper.GatekeeperSettings;
import hearth.network.gatekeeper.GatekeeperStore;
import hearth.network.gatekeeper.RoundDriver;
import hearth.network.gatekeeper.RoundEvent;
import hearth.network.work.Ack;
import hearth.network.work.AssignedUnit;
import hearth.network.work.Domain;
import hearth.network.work.Gatekeepers;
import hearth.network.work.NodeIdentity;
import hearth.network.work.NodeJournal;
import hearth.network.work.NodeSession;
import hearth.network.work.RoundOffer;
import hearth.network.work.TicketHolder;
import hearth.network.work.UnitAnswer;
import hearth.network.work.WorkFailedException;

import org.jspecify.annotations.Nullable;

import java.io.IOException;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.sql.SQLException;
import java.time.Duration;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.Set;

/**
 * The product's gatekeeper, settlement and node sessions on a simulated clock and chain, with nodes
 * of all strategies. Stake is {@value #STAKE} r a ticket, r being the mean pay of a ticket in an
 * epoch.
 */
final class NetworkSimulation {
    /** Stake of a ticket, in r. */
    static final int STAKE = 7;

    private static final Address REGISTRY =
            SimulatedChains.address(Truth.hash("the simulated registry"));
    private static final Address POOL = SimulatedChains.address(Truth.hash("the simulated pool"));
    private static final Hash32 MODEL = Truth.hash("model");
    private static final int CODES_PER_EPOCH = 400;

    private final int epochs;
    private final int honestUntil;
    private final Random luck;
    private final SimulatedChains chains;
    private final Map<Long, SimulatedNode> nodes = new HashMap<>();
    private final Set<Hash32> ringLies = new HashSet<>();
    private final Set<Hash32> ringKnows = new HashSet<>();
    private final Tribunal tribunal = new Tribunal(this::node);
    private final GatekeeperSettings settings;
    private final Gatekeeper gatekeeper;
    private final RoundDriver driver;

    private Map<Address, Wei> released = Map.of();
    private long epoch;
    private long closed;
    private long computedAgain;
    private long answered;
    private int lies;

    /**
     * @param folder for the records, empty
     * @param epochs that are counted
     * @param honestUntil the last epoch in which everybody is honest, to earn trust
     */
    NetworkSimulation(Path folder, int epochs, int honestUntil, long seed)
            throws IOException, DatabaseFailedException, GatekeeperFailedException, SQLException {
        this.epochs = epochs;
        this.honestUntil = honestUntil;
        this.luck = new Random(seed);
        this.chains = new SimulatedChains("seed " + seed);
        var key = NodeKey.openOrCreate(folder.resolve("gatekeeper.key"), new SecureRandom());
        this.settings =
                new GatekeeperSettings(
                        parameters(),
                        Domain.work(31337, REGISTRY),
                        Domain.rewards(31337, POOL),
                        MODEL,
                        key);
        this.gatekeeper =
                new Gatekeeper(
                        settings,
                        GatekeeperStore.open(folder.resolve("gatekeeper.db"), chains),
                        chains,
                        chains,
                        this::again,
                        chains);
        this.driver = new RoundDriver(gatekeeper, this::registered, chains, tribunal);
        populate(folder);
    }

    /** The first level's numbers, with short epochs. */
    private static NetworkParameters parameters() {
        return new NetworkParameters(
                Duration.ofSeconds(60),
                Duration.ofSeconds(20),
                3,
                2,
                20_000,
                2,
                7,
                Duration.ofSeconds(5),
                Wei.ONE,
                Wei.coins(1_000),
                14,
                1,
                0,
                2);
    }

    private void populate(Path folder) throws IOException, DatabaseFailedException {
        long id = 0;
        for (var strategy : Strategy.values()) {
            for (int i = 0; i < strategy.nodes; i++) {
                id++;
                var key =
                        NodeKey.openOrCreate(
                                folder.resolve("node" + id + ".key"), new SecureRandom());
                var owner = strategy == Strategy.SPLIT ? "split" : strategy.name() + i;
                var holder =
                        new TicketHolder(
                                id,
                                SimulatedChains.address(Truth.hash(owner)),
                                key.address(),
                                strategy.tickets);
                var node =
                        new SimulatedNode(strategy, holder, new Random(luck.nextLong()), ringLies);
                node.begin(
                        new NodeSession(
                                new NodeIdentity(id, key, Truth.hash("salt " + id).bytes()),
                                NodeJournal.open(folder.resolve("node" + id + ".db"), chains),
                                node::answers,
                                Gatekeepers.alone(settings.key().address()),
                                MODEL));
                nodes.put(id, node);
            }
        }
    }

    private SimulatedNode node(long id) {
        var node = nodes.get(id);
        if (node == null) {
            throw new IllegalArgumentException("no node " + id);
        }
        return node;
    }

    private List<TicketHolder> registered() {
        return nodes.values().stream()
                .filter(SimulatedNode::live)
                .map(node -> node.holder)
                .toList();
    }

    private List<Optional<UnitAnswer>> again(List<AssignedUnit> units, Hash32 seed) {
        computedAgain += units.size();
        return Truth.of(units, seed);
    }

    /** Runs all epochs, and those until the last counted one's pay is released. */
    SimulationResult run()
            throws GatekeeperFailedException,
                    WorkFailedException,
                    InterruptedException,
                    SQLException {
        @Nullable RoundOffer offer = null;
        boolean opened = false;
        while (closed < epochs + parameters().holdEpochs()) {
            chains.passSecond();
            gatekeeper.judge();
            for (var event : driver.tick(chains.instant())) {
                note(event);
            }
            var current = gatekeeper.current();
            if (current.isPresent()
                    && (offer == null
                            || !offer.manifestDigest().equals(current.get().manifestDigest()))) {
                offer = current.get();
                opened = false;
                work(offer);
            } else if (offer != null
                    && !opened
                    && gatekeeper
                            .phase(offer.manifestDigest())
                            .equals(Optional.of(Ack.Phase.REVEAL))) {
                opened = true;
                for (var node : nodes.values()) {
                    node.reveal(offer, gatekeeper);
                }
            }
        }
        int tickets = nodes.values().stream().mapToInt(node -> node.holder.tickets()).sum();
        return new SimulationResult(
                List.copyOf(nodes.values()),
                released,
                parameters().basePerEpoch(),
                tickets,
                computedAgain / (double) answered,
                lies);
    }

    private void note(RoundEvent event) throws SQLException {
        switch (event) {
            case RoundEvent.EpochOpened opened -> {
                epoch = opened.epoch();
                tribunal.epoch(epoch);
                chains.deploy(CODES_PER_EPOCH);
                nodes.values()
                        .forEach(node -> node.epoch(epoch, epoch > honestUntil, epoch <= epochs));
            }
            case RoundEvent.EpochClosed over -> {
                closed = over.report().epoch();
                released = gatekeeper.book().leaves(closed).orElseThrow().cumulative();
            }
            case RoundEvent.ReceiptAccepted accepted -> answered += accepted.units();
            case RoundEvent.ReceiptRefused refused -> {
                if (!refused.reason().name().startsWith("WRONG")) {
                    throw new IllegalStateException("unexpected: " + refused);
                }
            }
            case RoundEvent.Stalled stalled ->
                    throw new IllegalStateException("unexpected: " + stalled);
            case RoundEvent.Condemned _,
                    RoundEvent.Rested _,
                    RoundEvent.Tended _,
                    RoundEvent.RoundOpened _,
                    RoundEvent.RootPosted _ -> {}
        }
    }

    private void work(RoundOffer offer) throws WorkFailedException, InterruptedException {
        planLies(offer);
        for (var node : nodes.values()) {
            node.work(offer, gatekeeper);
        }
    }

    /** The ring lies where it holds every replica of a code that it never saw before. */
    private void planLies(RoundOffer offer) {
        var held = new HashMap<Hash32, Integer>();
        for (var node : nodes.values()) {
            if (node.strategy == Strategy.RING) {
                for (var unit : offer.assignedTo(node.holder.nodeId())) {
                    held.merge(unit.codeHash(), 1, Integer::sum);
                }
            }
        }
        ringLies.clear();
        held.forEach((code, replicas) -> {
            if (replicas == offer.replicas() && !ringKnows.contains(code)) {
                ringLies.add(code);
            }
        });
        ringKnows.addAll(held.keySet());
        lies += epoch > honestUntil ? ringLies.size() : 0;
    }
}
