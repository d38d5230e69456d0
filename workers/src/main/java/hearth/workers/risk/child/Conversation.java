package hearth.workers.risk.child;

import hearth.workers.risk.pipeline.WorkerStats;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import tools.jackson.databind.JsonNode;

import java.io.BufferedInputStream;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Consumer;

/** Questions to one process and its answers, until it ends. */
final class Conversation {
    private static final Logger LOG = LoggerFactory.getLogger(Conversation.class);

    private final InputStream in;
    private final OutputStream out;
    private final Consumer<WorkerStats> stats;
    private final ReentrantLock writing = new ReentrantLock();
    private final AtomicLong ids = new AtomicLong();
    private final Map<Long, CompletableFuture<Wire.Reply>> open = new ConcurrentHashMap<>();
    private final CompletableFuture<Void> ended = new CompletableFuture<>();

    Conversation(InputStream in, OutputStream out, Consumer<WorkerStats> stats) {
        this.in = new BufferedInputStream(in, 1 << 16);
        this.out = out;
        this.stats = stats;
    }

    CompletableFuture<Void> ended() {
        return ended;
    }

    /** Reads answers until the process ends. */
    void listen() {
        try {
            for (var reply = Wire.read(in, Wire.Reply.class);
                    reply != null;
                    reply = Wire.read(in, Wire.Reply.class)) {
                if (reply.id() == 0) {
                    stats.accept(Wire.body(reply.body(), WorkerStats.class));
                } else {
                    var asked = open.remove(reply.id());
                    if (asked != null) {
                        asked.complete(reply);
                    }
                }
            }
        } catch (IOException e) {
            // A killed process breaks its pipe in the middle of a line: its end is told elsewhere.
            LOG.debug("the worker's words ended", e);
        } finally {
            ended.complete(null);
            var gone = new IOException("the worker's process ended");
            open.values().forEach(asked -> asked.completeExceptionally(gone));
        }
    }

    /** Asks; the answer comes by its id. */
    CompletableFuture<Wire.Reply> ask(String kind, Object body) throws IOException {
        long id = ids.incrementAndGet();
        var asked = new CompletableFuture<Wire.Reply>();
        open.put(id, asked);
        var _ = asked.whenComplete((_, _) -> open.remove(id));
        JsonNode tree = Wire.tree(body);
        writing.lock();
        try {
            Wire.write(out, new Wire.Request(id, kind, tree));
        } catch (IOException e) {
            asked.cancel(false);
            throw e;
        } finally {
            writing.unlock();
        }
        if (ended.isDone()) {
            asked.completeExceptionally(new IOException("the worker's process ended"));
        }
        return asked;
    }

    /**
     * Waits for an answer.
     *
     * @throws IOException when the process ended first: ask the next one
     * @throws WorkerFailedException when it says that it cannot, or not in time
     */
    <T> T await(CompletableFuture<Wire.Reply> asked, Class<T> type, long nanos)
            throws IOException, WorkerFailedException, InterruptedException {
        try {
            var reply = asked.get(nanos, TimeUnit.NANOSECONDS);
            if (reply.error() != null) {
                throw new WorkerFailedException(reply.error(), null);
            }
            return Wire.body(reply.body(), type);
        } catch (ExecutionException e) {
            throw new IOException(e.getCause());
        } catch (TimeoutException e) {
            asked.cancel(false);
            throw new WorkerFailedException("The contract-risk worker is too slow to answer.", e);
        }
    }

    /** Asks it to end and closes its input. */
    void stop() {
        writing.lock();
        try (out) {
            Wire.write(out, new Wire.Request(ids.incrementAndGet(), Wire.STOP, null));
        } catch (IOException e) {
            LOG.debug("it has ended already");
        } finally {
            writing.unlock();
        }
    }

    /** Passes on what the process says on standard error, line by line, to this process's log. */
    static void log(InputStream errors) {
        try (var lines =
                new BufferedReader(new InputStreamReader(errors, StandardCharsets.UTF_8))) {
            for (var line = lines.readLine(); line != null; line = lines.readLine()) {
                if (!line.isBlank() && LOG.isInfoEnabled()) {
                    LOG.info(
                            "worker: {}",
                            line.substring(0, Math.min(line.length(), 500))
                                    .replaceAll("[\\p{Cntrl}\\p{Cf}]", " "));
                }
            }
        } catch (IOException e) {
            LOG.debug("the worker's standard error ended");
        }
    }
}
