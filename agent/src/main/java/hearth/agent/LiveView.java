package hearth.agent;

import hearth.kernel.Threads;
import hearth.link.wire.Check;
import hearth.link.wire.Live;
import hearth.link.wire.Network;
import hearth.link.wire.Slot;
import hearth.link.wire.Worker;
import hearth.monitors.MachineSnapshot;
import hearth.network.Addresses;
import hearth.network.chain.Registry;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import java.sql.SQLException;
import java.time.Instant;
import java.util.Map;
import java.util.function.ObjDoubleConsumer;

/** Puts together what a watcher sees each second. */
final class LiveView {
    private static final Logger LOG = LoggerFactory.getLogger(LiveView.class);
    private static final int FRESH_ACTIVITY = 20;
    private static final int NEWEST_INSIGHTS = 10;
    private static final int CHECKS = 12;

    private final AgentGraph graph;
    private final Threads threads;
    private final MachineView machines;

    LiveView(AgentGraph graph, Threads threads) {
        this.graph = graph;
        this.threads = threads;
        machines = new MachineView(graph.machine().identity());
    }

    /** One push. Blocks on the agent's own files and on the worker's process. */
    Live make(long sequence) {
        var now = threads.time().instant();
        var live = Live.newBuilder().setAt(now.toEpochMilli()).setSequence(sequence);
        var work = graph.node().work();
        Map<Long, String> pids = work.map(one -> one.worker().pids()).orElse(Map.of());
        var snapshot = graph.machine().latest();
        var machine = machines.of(snapshot, pids).setAgentVersion(AgentGraph.VERSION);
        graph.bench().lastBrief().ifPresent(machine::setBenchmark);
        graph.bench().running().ifPresent(machine::setBenchRunning);
        machine.addAllMeters(graph.meters().views());
        graph.meters().book().model().map(MeterView::model).ifPresent(machine::setPowerModel);
        live.setMachine(machine);
        try {
            live.setEnergy(graph.energyView().now(snapshot));
            live.setNetwork(network(now));
            live.setEarning(graph.rewards().earning());
            if (work.isPresent()) {
                live.addSlots(slot(work.get(), snapshot));
                live.addWorkers(worker(work.get(), snapshot));
            }
        } catch (SQLException e) {
            LOG.warn("the agent's files cannot be read: {}", e.getMessage());
        }
        live.addAllRules(RuleView.holding(graph.rules()));
        live.addAllLatestInsights(graph.insights().newest(NEWEST_INSIGHTS));
        live.addAllFreshActivity(graph.activity().list(0, FRESH_ACTIVITY, "").getEntriesList());
        live.setNeedsYou(graph.activity().needsYou());
        return live.build();
    }

    private static Slot slot(NodeWork work, MachineSnapshot snapshot) {
        return work.worker().slot().toBuilder()
                .setCpuUsed(
                        Wire.value(
                                WorkerFollow.threads(snapshot, "contract-risk"),
                                Double::doubleValue))
                .build();
    }

    private Worker worker(NodeWork work, MachineSnapshot snapshot) throws SQLException {
        var worker = work.worker().view();
        var epoch = work.books().gatekeeper().flatMap(EpochSource::open);
        if (epoch.isPresent()) {
            var totals = work.rounds().totals(epoch.get().epoch());
            worker.setUnitsAssigned(totals.assigned()).setUnitsVerified(totals.verified());
        }
        var ever = work.rounds().ever();
        worker.setUnitsVerifiedTotal(ever.verified())
                .setUnitsDone(worker.getUnitsDone() + ever.verified() + ever.refused());
        worker.setCpu(
                Wire.value(WorkerFollow.threads(snapshot, "contract-risk"), Double::doubleValue));
        graph.bench().contractsPerSecond().ifPresent(rate -> worker.setCapacity(Math.round(rate)));
        graph.energyView().fill(worker);
        return worker.build();
    }

    private Network network(Instant now) throws SQLException {
        var wire = Network.newBuilder();
        var node = graph.node();
        wire.setNodeKey(Addresses.checksummed(node.keyAddress()));
        wire.setScore(Wire.missing(now, "no epoch is settled yet"));
        var work = node.work();
        if (work.isPresent()) {
            joined(wire, work.get());
            return wire.build();
        }
        var practice = node.practice();
        if (practice.isPresent()) {
            var file = practice.get().network().network();
            wire.setName(file.name())
                    .setPractice(true)
                    .setState("ready")
                    .setStateText("runs; this machine has not joined it")
                    .setChainId(file.settlement().chainId())
                    .setSourceChainId(file.source().chainId())
                    .setRpc(NetworkWords.endpoint(file.settlement()))
                    .setGatekeeperHere(true);
            NetworkWords.contracts(file).forEach(wire::addContracts);
            return wire.build();
        }
        return wire.setState(node.starting() ? "starting" : "none")
                .setStateText(node.starting() ? "is being taken up again" : "no network joined")
                .build();
    }

    private void joined(Network.Builder wire, NodeWork work) throws SQLException {
        var seat = work.seat();
        var file = seat.file();
        var view = seat.view();
        var membership = work.membership();
        wire.setName(file.name())
                .setPractice(membership.practice())
                .setState(
                        view.fault().isEmpty()
                                ? "ready"
                                : view.wrongChain() ? "wrongchain" : "unreachable")
                .setStateText(view.fault().isEmpty() ? "in good standing" : view.fault())
                .setChainId(file.settlement().chainId())
                .setBlock(view.block())
                .setBlockAt(view.blockAt().toEpochMilli())
                .setSourceChainId(file.source().chainId())
                .setRpc(NetworkWords.endpoint(file.settlement()))
                .setJoined(true)
                .setNodeId(membership.nodeId())
                .setOwner(Addresses.checksummed(membership.owner()))
                .setJoinedAt(membership.joinedAt().toEpochMilli())
                .setJoinedBlock(membership.joinedBlock())
                .setGatekeepers(file.gatekeepers().size())
                .setGatekeepersNeeded(file.parameters().gatekeeperThreshold())
                .setNodes(view.nodes())
                .setTotalTickets(view.totalTickets())
                .setToken(view.token())
                .setGatekeeperHere(membership.practice());
        work.remote()
                .map(RemoteNetwork::reached)
                .ifPresent(reached ->
                        wire.setGatekeepersAnswering(reached.answering())
                                .addAllGatekeeperFaults(reached.faults()));
        NetworkWords.contracts(file).forEach(wire::addContracts);
        var payout = view.payout();
        if (payout != null) {
            wire.setPayout(Addresses.checksummed(payout));
        }
        Registry.Node registered = view.node();
        if (registered != null) {
            wire.setTickets(registered.tickets())
                    .setStake(registered.stake().value().toString())
                    .setBenchmarkDigest(registered.benchmarkDigest().hex());
        }
        work.worker()
                .worker()
                .stats()
                .measured()
                .ifPresent(stats -> wire.setSourceBlock(Math.max(0, stats.headBlock())));
        graph.rewards()
                .score()
                .ifPresent(score -> wire.setScore(Wire.counted(score.value(), score.at())));
        for (var line : work.rounds().newest(CHECKS)) {
            wire.addChecks(
                    Check.newBuilder()
                            .setAt(line.at().toEpochMilli())
                            .setEpoch(line.epoch())
                            .setRound(line.round())
                            .setPassed(line.outcome() == RoundLog.Outcome.ACCEPTED)
                            .setUnits(line.units())
                            .setRerun(line.rerun())
                            .setText(line.text()));
        }
    }

    /** The worker's figures for the history. */
    void measure(Instant tick, ObjDoubleConsumer<String> into) {
        graph.node()
                .work()
                .flatMap(work -> work.worker().worker().stats().measured())
                .ifPresent(stats -> {
                    for (var stage : stats.stages()) {
                        into.accept("worker.contract-risk." + stage.name(), stage.ratePerSecond());
                    }
                    into.accept(
                            "worker.contract-risk.rate", stats.stages().getLast().ratePerSecond());
                });
    }
}
