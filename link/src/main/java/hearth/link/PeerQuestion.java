package hearth.link;

import hearth.kernel.Threads;

import io.grpc.Status;
import io.grpc.stub.ServerCallStreamObserver;
import io.grpc.stub.StreamObserver;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import java.io.ByteArrayOutputStream;
import java.time.Duration;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;

/** One question that comes in: its limit is looked at first, a slow caller is cut off. */
final class PeerQuestion implements StreamObserver<byte[]> {
    private static final Logger LOG = LoggerFactory.getLogger(PeerQuestion.class);

    private final String name;
    private final Pin caller;
    private final ServerCallStreamObserver<byte[]> out;
    private final PeerHandler handler;
    private final Duration patience;
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
            Duration patience,
            Threads threads) {
        this.name = name;
        this.caller = caller;
        this.out = out;
        this.handler = handler;
        this.patience = patience;
        this.threads = threads;
        this.slow =
                threads.clock()
                        .schedule(
                                () -> threads.io().execute(this::tooSlow),
                                patience.toMillis(),
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
                    "Too many messages; a node may send four a second.");
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
        try {
            send(handler.answer(name, caller, asked.toByteArray()));
        } catch (LinkFailedException e) {
            close(Status.FAILED_PRECONDITION, e.code(), e.sentence());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } catch (RuntimeException e) {
            LOG.error("a question failed by a bug", e);
            close(Status.INTERNAL, "GATE-9", "The gatekeeper failed on this message.");
        }
    }

    private void send(byte[] answer) throws InterruptedException {
        for (var chunk : Chunks.cut(answer)) {
            while (!out.isReady() && !out.isCancelled()) {
                if (!ready.tryAcquire(patience.toMillis(), TimeUnit.MILLISECONDS)) {
                    close(Status.ABORTED, "GATE-7", "The answer was not taken in time.");
                    return;
                }
            }
            if (out.isCancelled()) {
                return;
            }
            out.onNext(chunk);
        }
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
