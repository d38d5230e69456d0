package hearth.agent;

import hearth.kernel.DataDir;
import hearth.kernel.DatabaseFailedException;
import hearth.kernel.Reading;
import hearth.kernel.Subscription;
import hearth.kernel.Threads;
import hearth.link.AgentEndpoint;
import hearth.link.Identity;
import hearth.link.LinkFailedException;
import hearth.link.LinkServer;
import hearth.link.TrustedPins;
import hearth.link.wire.Live;
import hearth.monitors.power.meter.MeterSource;
import hearth.monitors.power.model.ModelSource;
import hearth.monitors.sensors.CpuLoad;

import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import java.io.IOException;
import java.sql.SQLException;
import java.util.List;
import java.util.Optional;

/** The agent's parts, built once and wired here and nowhere else. */
final class AgentGraph implements AutoCloseable {
    /** The version of this agent. */
    static final String VERSION = "0.1.0";

    private static final Logger LOG = LoggerFactory.getLogger(AgentGraph.class);

    private final DataDir dir;
    private final Threads threads;
    private final ActivityLog activity;
    private final Settings settings;
    private final MeterPart meters;
    private final MachinePart machine;
    private final ModelPart model;
    private final BenchPart bench;
    private final NodePart node;
    private final InsightPart insights;
    private final RewardsPart rewards;
    private final EnergyPart energy;
    private final PriceFeed feed;
    private final TariffPart tariffs;
    private final EnergyView energyView;
    private final RulesPart rules;
    private final RuleView ruleView;
    private final WorthView worth;
    private final LiveView view;
    private final LivePublisher live;
    private final Desk desk;
    private final Subscription self;
    private final Subscription workerSeries;
    private final Subscription energySeries;
    private final Subscription ruleLook;
    private Optional<MetricsEndpoint> metrics = Optional.empty();
    private @Nullable LinkServer server;
    private @Nullable Runnable stop;
    private boolean closed;

    AgentGraph(DataDir dir, Threads threads)
            throws IOException, DatabaseFailedException, AgentFailedException {
        this.dir = dir;
        this.threads = threads;
        var folder = dir.folder("agent");
        activity = new ActivityLog(folder.resolve("activity.db"), threads.time());
        settings = new Settings(folder);
        meters = new MeterPart(dir, threads, activity);
        machine =
                new MachinePart(
                        folder,
                        threads,
                        activity,
                        List.of(
                                new MeterSource(
                                        this::host,
                                        meters::meters,
                                        this::load,
                                        meters.book()::model),
                                new ModelSource(meters.book()::model, this::load)));
        model = new ModelPart(meters, threads, this::load, this::host);
        var identity = machine.identity();
        bench = new BenchPart(dir, threads, machine, activity);
        node = new NodePart(dir, threads, activity, settings, bench);
        insights = new InsightPart(() -> node.work().map(NodeWork::worker));
        rewards = new RewardsPart(node::books, threads, identity.host());
        energy =
                new EnergyPart(
                        folder, machine, meters::home, node::work, settings, threads, activity);
        feed = new PriceFeed(energy.prices(), settings, threads);
        var coins =
                new CoinPrices(
                        energy.prices(),
                        settings,
                        feed,
                        () -> node.work().map(one -> one.membership().practice()).orElse(false),
                        threads);
        tariffs = new TariffPart(folder, energy.prices(), settings, coins, feed, threads, activity);
        energyView = new EnergyView(energy, meters::home, tariffs, coins, rewards, threads);
        rules =
                new RulesPart(
                        folder,
                        machine,
                        new RuleSignals(tariffs, meters::home, threads),
                        new RuleHistory(energy.ledger().database()),
                        node::work,
                        threads,
                        activity);
        ruleView = new RuleView(energyView, tariffs, energy, coins, rewards, threads);
        worth = new WorthView(energyView, energy, tariffs, coins, rewards, threads);
        view = new LiveView(this, threads);
        live = new LivePublisher(threads, view::make, this::publish, this::watched);
        desk = new Desk(this, threads);
        self = machine.sampler().follow("agent", ProcessHandle.current().pid());
        workerSeries = machine.sampler().add(view::measure);
        energySeries = machine.sampler().add(energy::measure);
        // By itself: a failure of the energy's series must not keep safety limits from looking.
        ruleLook = machine.sampler().add((_, _) -> rules.look());
    }

    /**
     * Begins to sample, to work and to listen.
     *
     * @param port 0 for any free one
     * @param whenStopped called when a caller asks the agent to end
     */
    void start(int port, Runnable whenStopped) throws IOException, LinkFailedException {
        stop = whenStopped;
        machine.start();
        meters.start();
        var tls = dir.folder("agent/tls");
        var identity = Identity.in(tls, "agent", threads.time());
        var listening =
                LinkServer.start(
                        port, identity, new TrustedPins(tls.resolve("trusted")), desk, threads);
        server = listening;
        node.start();
        energy.start();
        feed.start();
        live.start();
        metrics =
                MetricsEndpoint.asSet(
                        settings,
                        dir.folder("agent"),
                        () -> OpenMetrics.of(live.fresh()),
                        threads,
                        activity);
        new AgentEndpoint(listening.port(), ProcessHandle.current().pid(), identity.pin(), VERSION)
                .leaveIn(dir.folder("agent"));
        LOG.info("the agent listens on loopback port {}", listening.port());
    }

    private String host() {
        return machine.identity().host();
    }

    private Reading<CpuLoad> load() {
        return machine.latest().cpu();
    }

    private void publish(Live fresh) {
        var now = server;
        if (now != null) {
            now.publish(fresh);
        }
    }

    private boolean watched() {
        var now = server;
        return now != null && now.watched();
    }

    void requestStop() {
        var end = stop;
        if (end != null) {
            end.run();
        }
    }

    /** Whether everything runs as one user, as it does from a source tree. */
    boolean developerMode() {
        return true;
    }

    DataDir dir() {
        return dir;
    }

    ActivityLog activity() {
        return activity;
    }

    Settings settings() {
        return settings;
    }

    MachinePart machine() {
        return machine;
    }

    MeterPart meters() {
        return meters;
    }

    ModelPart model() {
        return model;
    }

    BenchPart bench() {
        return bench;
    }

    NodePart node() {
        return node;
    }

    InsightPart insights() {
        return insights;
    }

    RewardsPart rewards() {
        return rewards;
    }

    EnergyPart energy() {
        return energy;
    }

    RulesPart rules() {
        return rules;
    }

    RuleView ruleView() {
        return ruleView;
    }

    WorthView worth() {
        return worth;
    }

    TariffPart tariffs() {
        return tariffs;
    }

    EnergyView energyView() {
        return energyView;
    }

    LivePublisher live() {
        return live;
    }

    @Override
    public synchronized void close() {
        if (closed) {
            return;
        }
        closed = true;
        try {
            AgentEndpoint.removeFrom(dir.folder("agent"));
        } catch (IOException e) {
            LOG.warn("the endpoint's file stays behind: {}", e.getMessage());
        }
        metrics.ifPresent(MetricsEndpoint::close);
        live.close();
        workerSeries.close();
        energySeries.close();
        ruleLook.close();
        feed.close();
        self.close();
        node.close();
        bench.close();
        if (server != null) {
            server.close();
        }
        meters.close();
        try {
            machine.close();
            energy.close();
            activity.close();
        } catch (SQLException e) {
            LOG.warn("the agent's files were not closed in order: {}", e.getMessage());
        }
    }
}
