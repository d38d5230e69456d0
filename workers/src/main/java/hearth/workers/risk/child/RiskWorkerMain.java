package hearth.workers.risk.child;

import hearth.kernel.Threads;
import hearth.workers.risk.ScoringModel;
import hearth.workers.risk.TrainedModel;
import hearth.workers.risk.extract.Endpoint;
import hearth.workers.risk.load.DamagedGraphException;
import hearth.workers.risk.load.GraphFailedException;
import hearth.workers.risk.pipeline.ContractRisk;
import hearth.workers.risk.pipeline.DamagedWorkException;
import hearth.workers.risk.pipeline.RiskConfig;

import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.URI;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.ZoneId;
import java.util.concurrent.CancellationException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.concurrent.locks.ReentrantLock;

/**
 * The contract-risk worker's process. Standard input and output carry {@link Wire}; everything else
 * goes to standard error. It ends when its input ends: a worker never outlives its agent.
 */
public final class RiskWorkerMain {
    /** Exit code when the graph cannot be used. */
    static final int GRAPH_FAILED = 73;

    /** Exit code after damaged memory was found. */
    static final int DAMAGED = 70;

    private static final Logger LOG = LoggerFactory.getLogger(RiskWorkerMain.class);

    private final OutputStream out;
    private final ReentrantLock writing = new ReentrantLock();
    private final Threads threads;
    private static final Duration END = Duration.ofSeconds(10);

    private final ScoringModel model;
    private final Clock clock;
    private @Nullable ContractRisk risk;
    private int exitCode;

    RiskWorkerMain(OutputStream out, Threads threads, ScoringModel model, Clock clock) {
        this.out = out;
        this.threads = threads;
        this.model = model;
        this.clock = clock;
    }

    /** Runs until standard input ends. */
    public static void main(String[] arguments) {
        var out = System.out;
        // A stray print of any library must not break the protocol.
        System.setOut(System.err);
        int code;
        try (var threads = Threads.system()) {
            var main =
                    new RiskWorkerMain(
                            out,
                            threads,
                            TrainedModel.load(),
                            Clock.system(ZoneId.systemDefault()));
            code = main.serve(new BufferedInputStream(System.in));
        }
        System.exit(code);
    }

    /** Serves requests until the input ends or a stop is asked for; gives the exit code. */
    int serve(InputStream in) {
        try {
            for (var request = Wire.read(in, Wire.Request.class);
                    request != null && !request.kind().equals(Wire.STOP);
                    request = Wire.read(in, Wire.Request.class)) {
                if (request.kind().equals(Wire.CONFIGURE)) {
                    configure(request);
                    if (risk == null) {
                        return GRAPH_FAILED;
                    }
                } else {
                    var asked = request;
                    threads.io().execute(() -> answer(asked));
                }
            }
        } catch (IOException e) {
            LOG.error("the agent's words could not be read: {}", e.getMessage());
            exitCode = 65;
        } finally {
            // Whatever hangs, this process does not outlive its agent by more than this. A thread
            // of
            // its own: the clock is closed before the last hooks run, and with it what it planned.
            Threads.daemon("hearth-end").newThread(this::endAnyway).start();
            if (risk != null) {
                risk.close();
            }
        }
        return exitCode;
    }

    private void endAnyway() {
        long end = System.nanoTime() + END.toNanos();
        for (long left = END.toNanos(); left > 0; left = end - System.nanoTime()) {
            LockSupport.parkNanos(this, left);
        }
        Runtime.getRuntime().halt(exitCode);
    }

    private void configure(Wire.Request request) throws IOException {
        var wish = Wire.body(request.body(), Wire.Configure.class);
        try {
            var opened =
                    new ContractRisk(
                            new RiskConfig(
                                    new Endpoint(
                                            URI.create(wish.http()),
                                            wish.ws() == null ? null : URI.create(wish.ws()),
                                            wish.chainId()),
                                    wish.startBlock(),
                                    Path.of(wish.graph()),
                                    Duration.ofMillis(wish.pollMillis()),
                                    wish.inferThreads()),
                            model,
                            threads,
                            clock);
            risk = opened;
            var _ =
                    opened.failure()
                            .whenComplete((_, failure) -> {
                                if (failure != null) {
                                    end(failure);
                                }
                            });
            reply(new Wire.Reply(request.id(), Wire.tree(new Wire.Pause(false)), null));
            var _ =
                    threads.clock()
                            .scheduleAtFixedRate(
                                    () -> threads.io().execute(() -> tell(opened)),
                                    100,
                                    1_000,
                                    TimeUnit.MILLISECONDS);
        } catch (GraphFailedException e) {
            reply(new Wire.Reply(request.id(), null, e.getMessage()));
        }
    }

    private void end(Throwable failure) {
        if (failure instanceof CancellationException) {
            return; // closed in good order
        }
        // The agent starts a new process, which opens the graph anew: the way to recover from a
        // full disk or a damaged file that is the same every time.
        LOG.error("the pipeline has ended: {}", failure.toString());
        Runtime.getRuntime().halt(GRAPH_FAILED);
    }

    private void tell(ContractRisk opened) {
        // A slow agent misses seconds; it never slows the worker.
        if (writing.tryLock()) {
            try {
                Wire.write(out, new Wire.Reply(0, Wire.tree(opened.stats()), null));
            } catch (IOException e) {
                LOG.debug("the agent does not listen any more");
            } finally {
                writing.unlock();
            }
        }
    }

    private void reply(Wire.Reply reply) {
        writing.lock();
        try {
            Wire.write(out, reply);
        } catch (IOException e) {
            LOG.debug("the agent does not listen any more");
        } finally {
            writing.unlock();
        }
    }

    private void answer(Wire.Request request) {
        try {
            reply(new Wire.Reply(request.id(), Wire.tree(result(request)), null));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } catch (DamagedWorkException e) {
            // A new process has other memory; the agent starts it. This round is void.
            LOG.error("{}", e.getMessage());
            Runtime.getRuntime().halt(DAMAGED);
        } catch (DamagedGraphException e) {
            // A new process makes a new graph and fills it from the chain.
            LOG.error("the graph is damaged: {}", e.getMessage());
            Runtime.getRuntime().halt(GRAPH_FAILED);
        } catch (IOException | RuntimeException e) {
            LOG.warn("a request of kind {} failed", request.kind(), e);
            reply(new Wire.Reply(request.id(), null, String.valueOf(e.getMessage())));
        }
    }

    private Object result(Wire.Request request) throws IOException, InterruptedException {
        var work = risk;
        if (work == null) {
            throw new IOException("the worker is not configured yet");
        }
        return switch (request.kind()) {
            case Wire.EXECUTE -> {
                var wish = Wire.body(request.body(), Wire.Execute.class);
                yield new Wire.Executed(
                        work
                                .execute(
                                        wish.units(), wish.seed(), Duration.ofMillis(wish.millis()))
                                .stream()
                                .map(Wire.Outcome::of)
                                .toList());
            }
            case Wire.INSIGHTS -> {
                var wish = Wire.body(request.body(), Wire.Insights.class);
                yield work.graph()
                        .insights(
                                wish.minRisk(),
                                wish.search(),
                                wish.before(),
                                Math.clamp(wish.limit(), 1, 500));
            }
            case Wire.INSIGHT -> {
                var wish = Wire.body(request.body(), Wire.Insight.class);
                yield new Wire.Found(
                        work.insight(wish.key(), wish.byDeployer(), wish.family()).orElse(null));
            }
            case Wire.PAUSE -> {
                var wish = Wire.body(request.body(), Wire.Pause.class);
                work.pause(wish.pause());
                yield wish;
            }
            default -> throw new IOException("a request of an unknown kind");
        };
    }
}
