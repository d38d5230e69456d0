package hearth.workers.risk.pipeline;

import hearth.kernel.Threads;
import hearth.workers.risk.CodeHash;
import hearth.workers.risk.ScoringModel;
import hearth.workers.risk.extract.RpcFailedException;
import hearth.workers.risk.load.Batch;
import hearth.workers.risk.load.InsightGraph;

import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * Extract, infer and load at once, each on its own threads, joined by bounded queues. Ends with its
 * source, when stopped, or by a failure of the graph.
 */
public final class RiskPipeline implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(RiskPipeline.class);

    /** Contracts that may wait before a stage. */
    public static final int QUEUE = 8_192;

    private static final long QUEUED_CODE = 24L << 20;
    private static final long IDLE_MILLIS = 1_000;

    private record Work(long order, Extracted extracted) {}

    private final ScoringModel model;
    private final LoadStage load;
    private final StageCounters extractCounters;
    private final StageCounters inferCounters;
    private final StageCounters loadCounters;
    private final Patience patience;
    private final StageQueue<Work> toInfer = new StageQueue<>(QUEUE, QUEUED_CODE);
    private final StageQueue<Scored> toLoad = new StageQueue<>(QUEUE, Long.MAX_VALUE);
    private final Semaphore wake = new Semaphore(0);
    private final CompletableFuture<Void> ended = new CompletableFuture<>();
    private final List<Thread> threads = new ArrayList<>();
    private final AtomicInteger ahead = new AtomicInteger();
    private volatile boolean paused;
    private volatile boolean stopped;
    private volatile String extractDetail = "";

    RiskPipeline(ScoringModel model, InsightGraph graph, SeenCodes seen, InstantSource time) {
        this.model = model;
        this.extractCounters = new StageCounters("extract", time);
        this.inferCounters = new StageCounters("infer", time);
        this.loadCounters = new StageCounters("load", time);
        this.load = new LoadStage(graph, seen, loadCounters);
        this.patience = new Patience(extractCounters);
    }

    Patience patience() {
        return patience;
    }

    /**
     * Counts assigned units with the rest: fetched is extracted, answered is inferred. The load
     * stage lets them pass, for the network takes their answers and the graph has their codes.
     */
    UnitScorer.Progress assigned() {
        return new UnitScorer.Progress() {
            @Override
            public void fetched(int codes, long nanos) {
                extractCounters.done(codes, nanos);
            }

            @Override
            public void scored(int units, long nanos) {
                inferCounters.done(units, nanos);
                loadCounters.passed(units);
            }
        };
    }

    /** Starts its threads; once only. */
    void start(Extractor extractor, int inferThreads) {
        add("risk-extract", () -> extract(extractor));
        for (int i = 0; i < inferThreads; i++) {
            add("risk-infer-" + i, this::infer);
        }
        add("risk-load", this::load);
    }

    private interface Stage {
        void run() throws InterruptedException;
    }

    private void add(String name, Stage stage) {
        var thread =
                Threads.daemon(name)
                        .newThread(() -> {
                            try {
                                stage.run();
                            } catch (InterruptedException e) {
                                Thread.currentThread().interrupt();
                            } catch (RuntimeException | Error e) {
                                LOG.error("{} ended", name, e);
                                ended.completeExceptionally(e);
                            }
                        });
        threads.add(thread);
        thread.start();
    }

    private void extract(Extractor extractor) throws InterruptedException {
        long order = 0;
        while (!stopped && !extractor.ended()) {
            if (paused || ahead.get() > 0) {
                rest();
                continue;
            }
            long start = System.nanoTime();
            var extracted = patience.persist(() -> orNothing(extractor));
            extractDetail = extractor.detail();
            if (extracted.isEmpty()) {
                rest();
                continue;
            }
            var found = extracted.get();
            int contracts = found.contracts().size();
            extractCounters.done(contracts, System.nanoTime() - start);
            long full = System.nanoTime();
            toInfer.put(new Work(order++, found), contracts, bytes(found));
            extractCounters.waited(System.nanoTime() - full);
        }
        if (!stopped) {
            toInfer.put(new Work(order, Extracted.end()), 0, 0);
        }
    }

    private static Optional<Extracted> orNothing(Extractor extractor)
            throws RpcFailedException, InterruptedException {
        return Optional.ofNullable(extractor.next());
    }

    /** Until woken; what was missed while working is made up for at once. */
    private void rest() throws InterruptedException {
        if (wake.tryAcquire(IDLE_MILLIS, TimeUnit.MILLISECONDS)) {
            wake.drainPermits();
        }
    }

    /** Looks for new contracts now. Any thread, quick. */
    public void wake() {
        wake.release();
    }

    private static long bytes(Extracted extracted) {
        // Codes still on their way count as the mean of real contracts.
        return extracted.fresh().isDone() && !extracted.fresh().isCompletedExceptionally()
                ? extracted.fresh().join().values().stream().mapToLong(c -> c.length).sum()
                : 8_000L * extracted.contracts().size();
    }

    private void infer() throws InterruptedException {
        var scorer = model.newScorer();
        while (!stopped) {
            var work = toInfer.poll(IDLE_MILLIS);
            if (work == null) {
                continue;
            }
            var scored = score(scorer, work);
            if (scored == null) {
                return;
            }
            long full = System.nanoTime();
            toLoad.put(scored, scored.contracts().size(), 0);
            inferCounters.waited(System.nanoTime() - full);
        }
    }

    private @Nullable Scored score(ScoringModel.Scorer scorer, Work work)
            throws InterruptedException {
        Map<CodeHash, byte[]> fresh;
        try {
            fresh = work.extracted().fresh().join();
        } catch (CompletionException | CancellationException e) {
            if (stopped) {
                return null;
            }
            throw e;
        }
        long start = System.nanoTime();
        var codes = new ArrayList<Batch.NewCode>(fresh.size());
        for (var code : fresh.entrySet()) {
            codes.add(
                    new Batch.NewCode(
                            code.getKey(), code.getValue().length, scorer.score(code.getValue())));
        }
        var extracted = work.extracted();
        inferCounters.done(extracted.contracts().size(), System.nanoTime() - start);
        return new Scored(
                work.order(), codes, extracted.contracts(), extracted.cursor(), extracted.kind());
    }

    private void load() throws InterruptedException {
        while (!stopped) {
            var scored = toLoad.poll(0);
            if (scored == null) {
                // Nothing more waits: what has come together is not held back.
                load.write();
                scored = toLoad.poll(IDLE_MILLIS);
            }
            if (scored != null && load.take(scored)) {
                ended.complete(null);
                return;
            }
        }
    }

    /** Stops reading new contracts, or goes on. */
    public void pause(boolean pause) {
        paused = pause;
        wake();
    }

    /** Rests while other work, counted up and down, is more urgent. */
    void yieldTo(int more) {
        if (ahead.addAndGet(more) == 0) {
            wake();
        }
    }

    /** Whether it is paused. */
    public boolean paused() {
        return paused;
    }

    /** Completes when the source has ended and all is loaded; exceptionally when a stage failed. */
    public CompletableFuture<Void> ended() {
        return ended;
    }

    /** The three stages; call about once a second. */
    public List<StageStats> stages() {
        return List.of(
                extractCounters.read(0, 0, extractDetail),
                inferCounters.read(toInfer.contracts(), toInfer.limit(), ""),
                loadCounters.read(toLoad.contracts(), toLoad.limit(), load.detail()));
    }

    /** Contracts loaded, and units answered, since the start. */
    public long loaded() {
        return loadCounters.done();
    }

    /** Stops; what is not loaded is read again from the cursor. Blocks up to five seconds. */
    @Override
    public void close() {
        stopped = true;
        patience.stop();
        toInfer.close();
        toLoad.close();
        wake();
        // Never by interrupt: an interrupted read closes the graph's file under everybody.
        try {
            for (var thread : threads) {
                thread.join(TimeUnit.SECONDS.toMillis(5));
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        ended.cancel(false);
    }
}
