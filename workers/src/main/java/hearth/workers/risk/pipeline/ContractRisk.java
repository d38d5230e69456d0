package hearth.workers.risk.pipeline;

import hearth.kernel.Hash32;
import hearth.kernel.Threads;
import hearth.workers.risk.Account;
import hearth.workers.risk.CodeHash;
import hearth.workers.risk.CompilerVersion;
import hearth.workers.risk.ScoringModel;
import hearth.workers.risk.extract.ChainReader;
import hearth.workers.risk.extract.CodeSource;
import hearth.workers.risk.extract.HeadFeed;
import hearth.workers.risk.extract.RpcFailedException;
import hearth.workers.risk.load.GraphFailedException;
import hearth.workers.risk.load.InsightGraph;
import hearth.workers.risk.model.Head;

import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import java.time.Clock;
import java.time.Duration;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;

/** The contract-risk worker in one process: follows a chain, keeps insights, answers units. */
public final class ContractRisk implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(ContractRisk.class);
    private static final long CODE_CACHE = 64L << 20;

    private final ScoringModel model;
    private final Threads threads;
    private final InsightGraph graph;
    private final ChainReader reader;
    private final CodeSource source;
    private final UnitScorer units;
    private final RiskPipeline pipeline;
    private final CodeFetch fetch;
    private final ChainFollower follower;
    private final HeadFeed heads;

    /**
     * Opens the graph and starts to follow.
     *
     * @throws GraphFailedException when the graph cannot be opened
     */
    public ContractRisk(RiskConfig config, ScoringModel model, Threads threads, Clock clock)
            throws GraphFailedException {
        this.model = model;
        this.threads = threads;
        this.graph =
                InsightGraph.open(
                        config.graph(), config.endpoint().chainId(), model.digest().hex(), clock);
        this.reader = new ChainReader(config.endpoint());
        this.source = new CodeSource(reader, CODE_CACHE);
        var seen = new SeenCodes(graph::knows);
        this.pipeline = new RiskPipeline(model, graph, seen, threads.time());
        this.units =
                new UnitScorer(
                        model,
                        source,
                        hash -> graph.addresses(hash, 8),
                        pipeline.assigned(),
                        System::nanoTime);
        this.fetch =
                new CodeFetch(reader, source, seen, pipeline.patience(), threads.io(), this::gone);
        this.follower = new ChainFollower(reader, fetch, graph.cursor(), config.startBlock());
        pipeline.start(follower, config.inferThreads());
        this.heads = HeadFeed.start(config.endpoint(), config.poll(), pipeline::wake, threads);
    }

    private void gone(CodeHash hash) {
        LOG.warn("the code {} was not to be had where it was seen", hash);
    }

    /** Completes when the pipeline has failed for good: the graph cannot be written. */
    public CompletableFuture<Void> failure() {
        return pipeline.ended();
    }

    /** The graph, for questions. */
    public InsightGraph graph() {
        return graph;
    }

    /**
     * One contract with its surroundings and what moved its scores.
     *
     * @param key an address, or a code hash for the newest contract of that code
     */
    public Optional<InsightDetail> insight(String key, int byDeployer, int family)
            throws InterruptedException {
        var record = graph.insight(key, byDeployer, family);
        if (record.isEmpty()) {
            return Optional.empty();
        }
        var row = record.get().row();
        byte[] code = code(CodeHash.of(row.codeHash()), Account.of(row.address()));
        return Optional.of(
                new InsightDetail(
                        record.get(),
                        code == null ? null : model.explain(code),
                        code == null ? "" : CompilerVersion.of(code),
                        model.version(),
                        findingFrom()));
    }

    private Map<Head, Integer> findingFrom() {
        var thresholds = new EnumMap<Head, Integer>(Head.class);
        for (var head : Head.values()) {
            thresholds.put(head, model.findingFrom(head));
        }
        return thresholds;
    }

    private byte @Nullable [] code(CodeHash hash, Account hint) throws InterruptedException {
        try {
            return source.codes(List.of(new CodeSource.Wanted(hash, hint))).get(hash);
        } catch (RpcFailedException e) {
            LOG.debug("no code to explain: {}", e.getMessage());
            return null; // the scores are shown without what moved them
        }
    }

    /**
     * Answers units; ahead of following the chain, which rests meanwhile. Blocks.
     *
     * @param limit what is not answered by then is missing
     */
    public List<UnitOutcome> execute(List<Unit> wanted, Hash32 seed, Duration limit)
            throws InterruptedException {
        pipeline.yieldTo(1);
        try {
            return units.execute(wanted, seed, limit);
        } finally {
            pipeline.yieldTo(-1);
        }
    }

    /** Stops following, or goes on. Units are answered all the same. */
    public void pause(boolean pause) {
        pipeline.pause(pause);
    }

    /** What it does at present; call about once a second. */
    public WorkerStats stats() {
        var stages = pipeline.stages();
        long read = fetch.read();
        return new WorkerStats(
                threads.time().instant(),
                state(),
                stages,
                follower.read(),
                follower.head(),
                heads.subscribed(),
                reader.endpoint().shown(),
                model.digest(),
                graph.totals(),
                read == 0 ? 0 : 1 - fetch.fetched() / (double) read,
                read == 0 ? 0 : reader.received() / (double) read,
                reader.codesAtOnce(),
                units.answered(),
                units.missing());
    }

    private WorkerStats.State state() {
        if (pipeline.paused()) {
            return WorkerStats.State.PAUSED;
        }
        if (pipeline.patience().waiting()) {
            return WorkerStats.State.WAITING;
        }
        if (follower.head() < 0) {
            return WorkerStats.State.STARTING;
        }
        return follower.read() >= follower.head()
                ? WorkerStats.State.CAUGHT_UP
                : WorkerStats.State.WORKING;
    }

    @Override
    public void close() {
        heads.close();
        reader.close();
        pipeline.close();
        graph.close();
    }
}
