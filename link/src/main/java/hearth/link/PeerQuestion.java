package hearth.link;

import hearth.kernel.Threads;

import io.grpc.Status;
import io.grpc.stub.ServerCallStreamObserver;
import io.grpc.stub.StreamObserver;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import java.io.ByteArrayOutputStream;
import java.util.Arrays;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;

/** One question that comes in: its limit is looked at first, a slow caller is cut off. */
final class PeerQuestion implements StreamObserver<byte[]> {
    private static final Logger LOG = LoggerFactory.getLogger(PeerQuestion.class);

    /** Bytes a second at which an answer must be taken in the long run. */
    private static final int SLOWEST = 256 * 1024;

    private final String name;
    private final Pin caller;
    private final ServerCallStreamObserver<byte[]> out;
    private final PeerHandler handler;
    private final PeerLimits limits;

    /** For those who make or send a large answer. */
    private final Semaphore places;

    private final Threads threads;
    private final ByteArrayOutputStream asked = new ByteArrayOutputStream();
    private final Semaphore ready = new Semaphore(0);
    private int limit;
    private boolean over;
    private ScheduledFuture<?> slow;

    PeerQuestion(
            String name,
            Pin caller,
            ServerCallStreamObserver<byte[]> out,
            PeerHandler handler,
            PeerLimits limits,
            Semaphore places,
            Threads threads) {
        this.places = places;
        this.name = name;
        this.caller = caller;
        this.out = out;
        this.handler = handler;
        this.limits = limits;
        this.threads = threads;
        this.slow =
                threads.clock()
                        .schedule(
                                () -> threads.io().execute(this::tooSlow),
                                limits.patience().toMillis(),
                                TimeUnit.MILLISECONDS);
    }

    /** Looks at who asks, before anything of the question is read. */
    void begin(boolean allowed) {
        out.setOnReadyHandler(ready::release);
        out.setOnCancelHandler(() -> {
            slow.cancel(false);
            ready.release();
        });
        if (!allowed) {
            refuse(
                    Status.RESOURCE_EXHAUSTED,
                    "GATE-5",
                    "Too many messages from this node, or from this address; ask more slowly.");
            return;
        }
        try {
            limit = handler.limit(name, caller);
        } catch (LinkFailedException e) {
            refuse(Status.PERMISSION_DENIED, e.code(), e.sentence());
        }
    }

    @Override
    public synchronized void onNext(byte[] chunk) {
        if (over) {
            return;
        }
        if (asked.size() + chunk.length > limit) {
            refuse(
                    Status.RESOURCE_EXHAUSTED,
                    "GATE-6",
                    "The message is longer than the " + limit + " bytes that it may have.");
            return;
        }
        asked.writeBytes(chunk);
    }

    @Override
    public void onError(Throwable cause) {
        end();
    }

    @Override
    public void onCompleted() {
        if (!end()) {
            return;
        }
        threads.io().execute(this::answer);
    }

    private void answer() {
        boolean large = handler.large(name);
        try {
            if (large && !places.tryAcquire(limits.place().toMillis(), TimeUnit.MILLISECONDS)) {
                close(Status.RESOURCE_EXHAUSTED, "GATE-21", "Too many ask for that at once.");
                return;
            }
            try {
                send(handler.answer(name, caller, asked.toByteArray()));
            } finally {
                if (large) {
                    places.release();
                }
            }
        } catch (LinkFailedException e) {
            close(Status.FAILED_PRECONDITION, e.code(), e.sentence());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } catch (RuntimeException | OutOfMemoryError e) {
            LOG.error("a question failed by a bug", e);
            close(Status.INTERNAL, "GATE-9", "The gatekeeper failed on this message.");
        }
    }

    /** The whole answer has one deadline: patience, and a second more for each 256 KiB. */
    private void send(byte[] answer) throws InterruptedException {
        var limit = limits.patience().plusSeconds(answer.length / SLOWEST);
        long deadline = System.nanoTime() + limit.toNanos();
        int from = 0;
        do {
            while (!out.isReady() && !out.isCancelled()) {
                if (!ready.tryAcquire(deadline - System.nanoTime(), TimeUnit.NANOSECONDS)) {
                    close(Status.ABORTED, "GATE-7", "The answer was not taken in time.");
                    return;
                }
            }
            if (out.isCancelled()) {
                return;
            }
            int to = Math.min(answer.length, from + Chunks.LIMIT);
            out.onNext(Arrays.copyOfRange(answer, from, to));
            from = to;
        } while (from < answer.length);
        out.onCompleted();
    }

    private void tooSlow() {
        refuse(Status.DEADLINE_EXCEEDED, "GATE-7", "The message did not come in time.");
    }

    private void refuse(Status status, String code, String sentence) {
        if (end()) {
            close(status, code, sentence);
        }
    }

    private void close(Status status, String code, String sentence) {
        out.onError(status.withDescription(code + " " + sentence).asRuntimeException());
    }

    /** Ends the taking in; true for the one who did. */
    private synchronized boolean end() {
        slow.cancel(false);
        boolean first = !over;
        over = true;
        return first;
    }
}
