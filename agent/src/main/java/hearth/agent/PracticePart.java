package hearth.agent;

import hearth.kernel.DataDir;
import hearth.kernel.DatabaseFailedException;
import hearth.kernel.Hash32;
import hearth.kernel.Threads;
import hearth.network.gatekeeper.Gatekeeper;
import hearth.network.gatekeeper.GatekeeperFailedException;
import hearth.network.gatekeeper.GatekeeperSettings;
import hearth.network.gatekeeper.GatekeeperStore;
import hearth.network.gatekeeper.RoundDriver;
import hearth.network.practice.Neighbours;
import hearth.network.practice.PracticeFailedException;
import hearth.network.practice.PracticeNetwork;
import hearth.network.work.Domain;
import hearth.workers.risk.TrainedModel;
import hearth.workers.risk.extract.ChainReader;
import hearth.workers.risk.extract.CodeSource;
import hearth.workers.risk.extract.DeploymentFeed;
import hearth.workers.risk.extract.Endpoint;
import hearth.workers.risk.pipeline.UnitScorer;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import java.io.IOException;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** The practice network of this computer with its gatekeeper: both live and end together. */
final class PracticePart implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(PracticePart.class);

    /** Code kept in memory for checks: the sample fits whole. */
    private static final long CODE_CACHE = 24L << 20;

    private final PracticeNetwork network;
    private final GatekeeperPart gatekeeper;
    private final ChainReader reader;
    private final CodeSource codes;
    private final Threads threads;
    private final List<NeighbourPart> neighbours = new ArrayList<>();

    private PracticePart(
            PracticeNetwork network,
            GatekeeperPart gatekeeper,
            ChainReader reader,
            CodeSource codes,
            Threads threads) {
        this.network = network;
        this.gatekeeper = gatekeeper;
        this.reader = reader;
        this.codes = codes;
        this.threads = threads;
    }

    /**
     * Registers neighbours and lets them work; more than there are already, never fewer. Blocks.
     *
     * @throws RequestFailedException when the chain or the disk refuses
     */
    void neighbours(DataDir dir, int count) throws RequestFailedException {
        try {
            var settled = Neighbours.settle(network, dir, count, threads.time());
            for (var neighbour : settled.subList(Math.min(neighbours.size(), count), count)) {
                var scorer = scorer(reader, codes);
                neighbours.add(
                        NeighbourPart.start(
                                neighbour,
                                gatekeeper,
                                network.gatekeeperKey().address(),
                                (units, seed) -> UnitWork.answers(units, seed, scorer),
                                threads));
            }
        } catch (PracticeFailedException | IOException e) {
            throw new RequestFailedException("PRACTICE-7", String.valueOf(e.getMessage()), e);
        } catch (DatabaseFailedException e) {
            throw new RequestFailedException("PRACTICE-7", e.sentence(), e);
        }
    }

    /**
     * Starts chains and gatekeeper; blocks a few seconds.
     *
     * @throws RequestFailedException when this machine cannot run it, with what to do
     */
    static PracticePart start(
            DataDir dir, Optional<Path> codes, Threads threads, ActivityLog activity)
            throws RequestFailedException {
        PracticeNetwork network;
        try {
            network = PracticeNetwork.start(dir, threads, codes);
        } catch (PracticeFailedException e) {
            throw new RequestFailedException("PRACTICE-1", String.valueOf(e.getMessage()), e);
        }
        try {
            return gatekeeper(dir, network, threads, activity);
        } catch (DatabaseFailedException e) {
            network.close();
            throw new RequestFailedException("PRACTICE-2", e.sentence(), e);
        } catch (GatekeeperFailedException | IOException e) {
            network.close();
            throw new RequestFailedException("PRACTICE-2", String.valueOf(e.getMessage()), e);
        }
    }

    private static PracticePart gatekeeper(
            DataDir dir, PracticeNetwork network, Threads threads, ActivityLog activity)
            throws DatabaseFailedException, GatekeeperFailedException, IOException {
        var file = network.network();
        var key = network.gatekeeperKey();
        var chainId = file.settlement().chainId();
        var settings =
                new GatekeeperSettings(
                        file.parameters(),
                        Domain.work(chainId, file.contracts().registry()),
                        Domain.rewards(chainId, file.contracts().pool()),
                        model(),
                        key);
        var source = file.source();
        var reader =
                new ChainReader(
                        new Endpoint(
                                source.rpc().getFirst(), source.webSocket(), source.chainId()));
        var codes = new CodeSource(reader, CODE_CACHE);
        var scorer = scorer(reader, codes);
        var store =
                GatekeeperStore.open(
                        dir.folder("agent/practice").resolve("gatekeeper.db"), threads.time());
        var gatekeeper =
                new Gatekeeper(
                        settings,
                        store,
                        new SourceFeed(source.chainId(), new DeploymentFeed(reader), false),
                        new PracticeChains.Seeds(network),
                        (units, seed) -> UnitWork.answers(units, seed, scorer),
                        threads.time());
        var driver =
                new RoundDriver(
                        gatekeeper,
                        new PracticeChains.Directory(network),
                        new PracticeChains.Poster(network, threads.time()),
                        new PracticeChains.Court(network, threads.time()));
        var part =
                new GatekeeperPart(
                        store,
                        gatekeeper,
                        new GatekeeperSteps.Alone(gatekeeper, driver),
                        () -> {},
                        threads,
                        activity);
        part.start();
        return new PracticePart(network, part, reader, codes, threads);
    }

    /** A scorer that gets its own copy of the codes when memory is found damaged. */
    static RenewedScorer scorer(ChainReader reader, CodeSource codes) {
        return new RenewedScorer(
                new UnitScorer(TrainedModel.load(), codes)::execute,
                () ->
                        new UnitScorer(TrainedModel.load(), new CodeSource(reader, CODE_CACHE))
                                ::execute);
    }

    PracticeNetwork network() {
        return network;
    }

    GatekeeperPart gatekeeper() {
        return gatekeeper;
    }

    /** The model that this gatekeeper asks for. */
    static Hash32 model() {
        return TrainedModel.load().digest();
    }

    @Override
    public void close() {
        try {
            for (var neighbour : neighbours) {
                neighbour.close();
            }
            gatekeeper.close();
        } catch (SQLException e) {
            LOG.warn("the practice network's records were not closed in order: {}", e.getMessage());
        }
        reader.close();
        network.close();
    }
}
