package hearth.agent;

import hearth.kernel.Address;
import hearth.kernel.DataDir;
import hearth.kernel.DatabaseFailedException;
import hearth.kernel.Threads;
import hearth.link.Identity;
import hearth.link.LinkFailedException;
import hearth.link.PeerLimits;
import hearth.link.PeerServer;
import hearth.link.Pin;
import hearth.network.chain.CasesPoster;
import hearth.network.chain.ChainClient;
import hearth.network.chain.ChainFailedException;
import hearth.network.chain.ChainSeedBlocks;
import hearth.network.chain.ChainTime;
import hearth.network.chain.NetworkCheck;
import hearth.network.chain.NetworkFile;
import hearth.network.chain.NodeKey;
import hearth.network.chain.PoolPoster;
import hearth.network.chain.Registry;
import hearth.network.chain.RegistryDirectory;
import hearth.network.gatekeeper.Colleague;
import hearth.network.gatekeeper.Colleagues;
import hearth.network.gatekeeper.Council;
import hearth.network.gatekeeper.CouncilDriver;
import hearth.network.gatekeeper.CouncilSettling;
import hearth.network.gatekeeper.Gatekeeper;
import hearth.network.gatekeeper.GatekeeperFailedException;
import hearth.network.gatekeeper.GatekeeperSettings;
import hearth.network.gatekeeper.GatekeeperStore;
import hearth.network.gatekeeper.SourceFailedException;
import hearth.network.gatekeeper.UnitExecutor;
import hearth.network.remote.CouncilDesk;
import hearth.network.remote.GatekeeperDesk;
import hearth.network.remote.RemoteColleague;
import hearth.network.work.Domain;
import hearth.workers.risk.extract.ChainReader;
import hearth.workers.risk.extract.CodeSource;
import hearth.workers.risk.extract.DeploymentFeed;
import hearth.workers.risk.extract.Endpoint;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.sql.SQLException;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

/** A gatekeeper as a process of its own: its chains, its role, and the port that nodes ask. */
final class GatekeeperGraph implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(GatekeeperGraph.class);

    /** Code kept in memory for checks. */
    private static final long CODE_CACHE = 8L << 20;

    private static final String FOLDER = "gatekeeper";

    /** Blocks until a seed: several must have signed a list before it is made. */
    private static final int SEED_AHEAD = 4;

    /** What was opened, the newest first. */
    private final Deque<Closing> opened = new ArrayDeque<>();

    private final PeerServer server;

    /** Ends something that was opened. */
    @FunctionalInterface
    private interface Closing {
        void close() throws SQLException, IOException;
    }

    /** The keys of a gatekeeper's folder, made when there are none. */
    record Keys(NodeKey key, Identity identity) {
        static Keys in(DataDir dir, Threads threads) throws IOException, LinkFailedException {
            var folder = dir.folder(FOLDER);
            return new Keys(
                    NodeKey.openOrCreate(folder.resolve("signing.key"), new SecureRandom()),
                    Identity.in(dir.folder(FOLDER + "/tls"), "gatekeeper", threads.time()));
        }
    }

    /**
     * Starts it.
     *
     * @param whenBroken called when it cannot go on: then its process is to end
     * @throws AgentFailedException when the file does not name this gatekeeper with its key, or the
     *     endpoint is another chain
     */
    GatekeeperGraph(
            DataDir dir,
            NetworkFile file,
            Keys keys,
            InetSocketAddress listen,
            Runnable whenBroken,
            Threads threads)
            throws IOException, AgentFailedException, LinkFailedException, DatabaseFailedException {
        requireNamed(file, keys);
        boolean complete = false;
        try {
            server = start(dir.folder(FOLDER), file, keys, listen, whenBroken, threads);
            complete = true;
        } catch (GatekeeperFailedException e) {
            throw new AgentFailedException(e.getMessage() + " [GATE-2]", e);
        } finally {
            if (!complete) {
                close();
            }
        }
    }

    private static void requireNamed(NetworkFile file, Keys keys) throws AgentFailedException {
        var pin = PeerLine.hash(keys.identity().pin());
        boolean named =
                file.doors().stream()
                        .anyMatch(door ->
                                door.gatekeeper().equals(keys.key().address())
                                        && door.pin().equals(pin));
        if (!named) {
            throw notNamed(keys.key().address());
        }
    }

    static AgentFailedException notNamed(Address own) {
        return new AgentFailedException(
                "The network file does not name "
                        + own
                        + " with this folder's pin as a gatekeeper; put the line of “hearth"
                        + " gatekeeper init” into its list. [GATE-17]");
    }

    private PeerServer start(
            Path folder,
            NetworkFile file,
            Keys keys,
            InetSocketAddress listen,
            Runnable whenBroken,
            Threads threads)
            throws IOException,
                    AgentFailedException,
                    LinkFailedException,
                    DatabaseFailedException,
                    GatekeeperFailedException {
        var chain = new ChainClient(file.settlement(), threads.time());
        opened.push(chain::close);
        requireNetwork(file, chain);
        var chainId = file.settlement().chainId();
        var settings =
                new GatekeeperSettings(
                        file.parameters(),
                        Domain.work(chainId, file.contracts().registry()),
                        Domain.rewards(chainId, file.contracts().pool()),
                        PracticePart.model(),
                        keys.key(),
                        file.council());
        var source = file.source();
        var reader =
                new ChainReader(
                        new Endpoint(
                                source.rpc().getFirst(), source.webSocket(), source.chainId()));
        opened.push(reader::close);
        var scorer = PracticePart.scorer(reader, new CodeSource(reader, CODE_CACHE));
        var activity = new ActivityLog(folder.resolve("activity.db"), threads.time());
        opened.push(activity::close);
        var store = GatekeeperStore.open(folder.resolve("gatekeeper.db"), threads.time());
        var registry = new Registry(chain, file);
        var directory = new RegistryDirectory(registry);
        var time = new ChainTime(chain, registry);
        look(time);
        var seeds = new ChainSeedBlocks(chain, SEED_AHEAD);
        UnitExecutor executor = (units, seed) -> UnitWork.answers(units, seed, scorer);
        var gatekeeper =
                new Gatekeeper(
                        settings,
                        store,
                        new SourceFeed(
                                source.chainId(), new DeploymentFeed(reader), !source.here()),
                        seeds,
                        executor,
                        time);
        var council = new Council(gatekeeper, seeds, directory, executor);
        var colleagues = new Colleagues(colleagues(file, keys, settings, threads), threads.io());
        var driver = new CouncilDriver(gatekeeper, council, colleagues, directory, time);
        var settling =
                new CouncilSettling(
                        gatekeeper,
                        council,
                        colleagues,
                        driver,
                        time,
                        new PoolPoster(chain, file, keys.key(), threads.time()),
                        new CasesPoster(chain, file, keys.key(), threads.time()));
        var part =
                new GatekeeperPart(
                        store,
                        gatekeeper,
                        new GatekeeperSteps.Among(driver, settling),
                        whenBroken,
                        threads,
                        activity);
        opened.push(part::close);
        var desk = new GatekeeperDesk(gatekeeper, settings, directory, threads.time());
        var port =
                PeerServer.start(
                        listen,
                        keys.identity(),
                        PeerLimits.usual(),
                        new GatekeeperPort(
                                desk, new CouncilDesk(council, settings.work()), members(file)),
                        threads);
        opened.push(port::close);
        part.start();
        return port;
    }

    /** The others, each behind a line of its own. */
    private List<Colleague> colleagues(
            NetworkFile file, Keys keys, GatekeeperSettings settings, Threads threads)
            throws IOException {
        var others = new ArrayList<Colleague>();
        for (var door : file.doors()) {
            if (door.gatekeeper().equals(keys.key().address())) {
                continue;
            }
            var limit = PeerLine.limit(file.parameters().round());
            var line = PeerLine.to(door, keys.identity(), limit);
            opened.push(line::close);
            others.add(
                    new RemoteColleague(door.gatekeeper(), line, settings.work(), threads.time()));
        }
        return others;
    }

    private static void look(ChainTime time) throws AgentFailedException {
        try {
            time.look();
        } catch (SourceFailedException e) {
            throw new AgentFailedException(e.sentence() + " [NETWORK-3]", e);
        }
    }

    private static Set<Pin> members(NetworkFile file) {
        return file.doors().stream()
                .map(door -> new Pin(door.pin().hex()))
                .collect(Collectors.toSet());
    }

    private static void requireNetwork(NetworkFile file, ChainClient chain)
            throws AgentFailedException {
        try {
            switch (NetworkCheck.settlement(file, chain)) {
                case NetworkCheck.Outcome.Matches _ -> {}
                case NetworkCheck.Outcome.Differs(String sentence) ->
                        throw new AgentFailedException(sentence + " [NETWORK-2]");
            }
        } catch (ChainFailedException e) {
            throw new AgentFailedException(e.getMessage() + " [NETWORK-3]", e);
        }
    }

    /** The port that nodes ask. */
    int port() {
        return server.port();
    }

    @Override
    public void close() {
        for (var one : opened) {
            try {
                one.close();
            } catch (SQLException | IOException e) {
                LOG.warn("the gatekeeper's files were not closed in order: {}", e.getMessage());
            }
        }
        opened.clear();
    }
}
