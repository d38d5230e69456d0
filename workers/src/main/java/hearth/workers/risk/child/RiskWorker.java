package hearth.workers.risk.child;

import hearth.kernel.Hash32;
import hearth.kernel.Reading;
import hearth.kernel.Threads;
import hearth.slots.RunningSlot;
import hearth.slots.SlotFailedException;
import hearth.slots.SlotProgram;
import hearth.slots.SlotRuntime;
import hearth.slots.SlotSpec;
import hearth.workers.Worker;
import hearth.workers.risk.load.InsightPage;
import hearth.workers.risk.pipeline.InsightDetail;
import hearth.workers.risk.pipeline.Unit;
import hearth.workers.risk.pipeline.UnitOutcome;
import hearth.workers.risk.pipeline.WorkerStats;

import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.LongFunction;

/**
 * The agent's side of the contract-risk worker: keeps its process running in a slot, starts it
 * again after its death, and asks again what died with it. Safe for many threads.
 */
public final class RiskWorker implements Worker {
    private static final Logger LOG = LoggerFactory.getLogger(RiskWorker.class);
    private static final Duration QUESTION = Duration.ofSeconds(10);
    private static final Duration FRESH = Duration.ofSeconds(5);
    private static final Duration SETTLED = Duration.ofSeconds(60);
    private static final long[] BACKOFF_MILLIS = {500, 1_000, 2_000, 5_000, 10_000, 30_000};

    private final SlotRuntime slots;
    private final SlotSpec spec;
    private final WorkerSettings settings;
    private final Threads threads;
    private final CountDownLatch closing = new CountDownLatch(1);
    private volatile @Nullable Conversation conversation;
    private volatile @Nullable RunningSlot running;
    private volatile @Nullable WorkerStats latest;
    private volatile String trouble = "it is being started";
    private volatile boolean paused;
    private volatile boolean full;
    private final AtomicInteger deaths = new AtomicInteger();

    private RiskWorker(SlotRuntime slots, SlotSpec spec, WorkerSettings settings, Threads threads) {
        this.slots = slots;
        this.spec = spec;
        this.settings = settings;
        this.threads = threads;
    }

    /** Starts to keep a worker running; returns at once. */
    public static RiskWorker start(
            SlotRuntime slots, SlotSpec spec, WorkerSettings settings, Threads threads) {
        var worker = new RiskWorker(slots, spec, settings, threads);
        threads.io().execute(worker::supervise);
        return worker;
    }

    @Override
    public String name() {
        return "contract-risk";
    }

    @Override
    public String unit() {
        return "contracts";
    }

    @Override
    public Optional<RunningSlot> slot() {
        return Optional.ofNullable(running);
    }

    /** How often its process has died since this agent started it. */
    public int deaths() {
        return deaths.get();
    }

    /** What it did in the last second, or why that is not known. */
    public Reading<WorkerStats> stats() {
        var now = threads.time().instant();
        var stats = latest;
        if (stats == null || conversation == null) {
            return Reading.missing(now, trouble);
        }
        if (stats.at().isBefore(now.minus(FRESH))) {
            return Reading.missing(now, "it has said nothing for " + FRESH.toSeconds() + " s");
        }
        return Reading.counted(stats, stats.at());
    }

    /** Whether its process has started and can be asked. */
    public boolean ready() {
        return conversation != null;
    }

    /** Whether it rests because its slot's disk is full. */
    public boolean diskFull() {
        return full;
    }

    /**
     * Answers units, ahead of the worker's own work. Blocks. When the process dies meanwhile, the
     * next one is asked again: the same units under the same seed give the same answers.
     *
     * @param limit what is not answered by then is missing
     * @throws WorkerFailedException when there is no word from it in time
     */
    public List<UnitOutcome> execute(List<Unit> units, Hash32 seed, Duration limit)
            throws WorkerFailedException, InterruptedException {
        // a fifth of the time is for the way there and back
        return ask(
                        Wire.EXECUTE,
                        left -> new Wire.Execute(seed, units, left / 1_000_000 * 4 / 5),
                        Wire.Executed.class,
                        limit)
                .outcomes()
                .stream()
                .map(Wire.Outcome::outcome)
                .toList();
    }

    /**
     * Newest insights. Blocks.
     *
     * @param minRisk in basis points
     * @param search an address or code hash or its first digits; empty for all
     * @param before only what was found before
     * @param limit at most 500
     */
    public InsightPage insights(int minRisk, String search, Instant before, int limit)
            throws WorkerFailedException, InterruptedException {
        return ask(
                Wire.INSIGHTS,
                _ -> new Wire.Insights(minRisk, search, before, limit),
                InsightPage.class,
                QUESTION);
    }

    /** One contract by address, or the newest contract of a code by hash. Blocks. */
    public Optional<InsightDetail> insight(String key, int byDeployer, int family)
            throws WorkerFailedException, InterruptedException {
        return Optional.ofNullable(
                ask(
                                Wire.INSIGHT,
                                _ -> new Wire.Insight(key, byDeployer, family),
                                Wire.Found.class,
                                QUESTION)
                        .detail());
    }

    @Override
    public void pause(boolean pause) {
        paused = pause;
        tellPause();
    }

    private void tellPause() {
        var open = conversation;
        if (open != null) {
            try {
                var _ = open.ask(Wire.PAUSE, new Wire.Pause(paused || full));
            } catch (IOException e) {
                LOG.debug("it died just now; the next process is told when it starts");
            }
        }
    }

    /**
     * @param body what is asked, by the nanoseconds that are left
     */
    private <T> T ask(String kind, LongFunction<Object> body, Class<T> type, Duration limit)
            throws WorkerFailedException, InterruptedException {
        long deadline = System.nanoTime() + limit.toNanos();
        while (true) {
            long left = deadline - System.nanoTime();
            if (left <= 0 || closing.getCount() == 0) {
                throw new WorkerFailedException(
                        "The contract-risk worker did not answer in "
                                + limit.toSeconds()
                                + " s: "
                                + (conversation == null ? trouble : "it is busy")
                                + ".",
                        null);
            }
            var open = conversation;
            if (open == null) {
                var _ = closing.await(Math.min(left, 50_000_000), TimeUnit.NANOSECONDS);
                continue;
            }
            try {
                return open.await(open.ask(kind, body.apply(left)), type, left);
            } catch (IOException e) {
                LOG.debug("asked again: {}", e.getMessage());
                // The conversation has broken; the supervisor is about to notice.
                var _ = closing.await(20, TimeUnit.MILLISECONDS);
            }
        }
    }

    private void supervise() {
        int failures = 0;
        try {
            while (closing.getCount() > 0) {
                long started = System.nanoTime();
                try {
                    live();
                } catch (SlotFailedException | WorkerFailedException | IOException e) {
                    trouble = String.valueOf(e.getMessage());
                }
                if (closing.getCount() == 0) {
                    return;
                }
                boolean settled = System.nanoTime() - started > SETTLED.toNanos();
                failures = settled ? 0 : failures + 1;
                long wait = BACKOFF_MILLIS[Math.clamp(failures - 1, 0, BACKOFF_MILLIS.length - 1)];
                LOG.warn("the contract-risk worker ended: {}; again in {} ms", trouble, wait);
                var _ = closing.await(wait, TimeUnit.MILLISECONDS);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /** One life of the process, from its start to its end. */
    private void live()
            throws SlotFailedException, WorkerFailedException, IOException, InterruptedException {
        try (var slot =
                slots.start(
                        spec,
                        new SlotProgram(settings.command(), Map.of(), List.of(settings.graph())))) {
            running = slot;
            threads.io().execute(() -> Conversation.log(slot.errors()));
            var open = new Conversation(slot.output(), slot.input(), this::received);
            threads.io().execute(open::listen);
            try {
                var configured = open.ask(Wire.CONFIGURE, configuration());
                open.await(configured, Wire.Pause.class, Duration.ofSeconds(60).toNanos());
            } catch (IOException e) {
                int code = slot.ended().get(5, TimeUnit.SECONDS);
                trouble = "its program ended at once with code " + code;
                return;
            }
            latest = null;
            trouble = "it has just been started";
            conversation = open;
            tellPause();
            open.ended().join();
            deaths.incrementAndGet();
            int code = slot.ended().get(5, TimeUnit.SECONDS);
            trouble = "its process ended with code " + code;
        } catch (ExecutionException | TimeoutException e) {
            trouble = "its process hung and was killed";
        } finally {
            conversation = null;
            running = null;
        }
    }

    private Wire.Configure configuration() {
        var endpoint = settings.endpoint();
        return new Wire.Configure(
                endpoint.http().toString(),
                endpoint.ws() == null ? null : endpoint.ws().toString(),
                endpoint.chainId(),
                settings.startBlock(),
                settings.graph().toAbsolutePath().toString(),
                settings.poll().toMillis(),
                Math.max(1, (int) spec.cores() - 1));
    }

    private void received(WorkerStats stats) {
        latest = stats;
        var slot = running;
        if (slot == null) {
            return;
        }
        boolean over =
                slot.use()
                        .disk()
                        .measured()
                        .map(disk -> disk.value() > spec.disk().value())
                        .orElse(false);
        if (over != full) {
            full = over;
            LOG.warn(
                    over ? "the slot's disk share is full; the worker rests" : "it has room again");
            tellPause();
        }
    }

    @Override
    public void close() {
        closing.countDown();
        var open = conversation;
        var slot = running;
        if (open != null) {
            open.stop();
        }
        if (slot != null) {
            try {
                // Its graph closes in good order within a second; then it is ended all the same.
                slot.ended().get(3, TimeUnit.SECONDS);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            } catch (ExecutionException | TimeoutException e) {
                LOG.debug("it did not end by itself");
            }
            slot.close();
        }
    }
}
