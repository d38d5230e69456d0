package hearth.link;

import hearth.kernel.Threads;
import hearth.link.wire.AgentMessage;
import hearth.link.wire.Failure;
import hearth.link.wire.Hello;
import hearth.link.wire.Live;
import hearth.link.wire.PanelMessage;

import io.grpc.Status;
import io.grpc.stub.ServerCallStreamObserver;
import io.grpc.stub.StreamObserver;

import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Consumer;

/** One caller of the agent. */
final class LinkSession implements StreamObserver<PanelMessage> {
    private static final Logger LOG = LoggerFactory.getLogger(LinkSession.class);

    private final Pin caller;
    private final ServerCallStreamObserver<AgentMessage> out;
    private final LinkHandler handler;
    private final Threads threads;
    private final boolean fromAfar;
    private final Consumer<LinkSession> whenGone;
    private final Set<Long> cancelledRequests = ConcurrentHashMap.newKeySet();
    private final Outbox outbox = new Outbox(Protocol.BACKLOG_LIMIT);
    private boolean over;
    private boolean opened;
    private volatile boolean watching;

    LinkSession(
            Pin caller,
            ServerCallStreamObserver<AgentMessage> out,
            LinkHandler handler,
            Threads threads,
            boolean fromAfar,
            Consumer<LinkSession> whenGone) {
        this.caller = caller;
        this.out = out;
        this.fromAfar = fromAfar;
        this.handler = handler;
        this.threads = threads;
        this.whenGone = whenGone;
        out.setOnReadyHandler(this::drain);
        out.setOnCancelHandler(this::end);
    }

    Pin caller() {
        return caller;
    }

    /** Ends it at once, because its caller is trusted no longer. */
    void revoke() {
        LOG.warn("a caller that is trusted no longer was cut off");
        finish(Status.UNAUTHENTICATED.withDescription("this caller is trusted no longer"));
    }

    boolean watching() {
        return watching;
    }

    @Override
    public void onNext(PanelMessage message) {
        if (!opened) {
            open(message);
            return;
        }
        threads.io()
                .execute(() -> {
                    var reply = new SessionReply(message.getId());
                    try {
                        handler.handle(message, reply);
                    } catch (RuntimeException | OutOfMemoryError e) {
                        // One request must not end the agent: neither by a bug nor by asking for
                        // more than there is memory for. Its caller is answered, or it waits.
                        LOG.error("a request failed by a bug", e);
                        reply.fail(
                                "AGENT-9",
                                "The agent failed on this request; its log has the details.");
                    }
                });
    }

    private void open(PanelMessage message) {
        if (!message.hasHello()) {
            finish(Status.FAILED_PRECONDITION.withDescription("hello comes first"));
            return;
        }
        var hello = message.getHello();
        var misfit = misfit(hello);
        if (misfit != null) {
            send(
                    AgentMessage.newBuilder()
                            .setReplyTo(message.getId())
                            .setFailure(Failure.newBuilder().setCode("LINK-2").setSentence(misfit))
                            .build());
            finish(Status.OK);
            return;
        }
        opened = true;
        send(
                AgentMessage.newBuilder()
                        .setReplyTo(message.getId())
                        .setWelcome(handler.welcome(hello))
                        .build());
    }

    private static @Nullable String misfit(Hello hello) {
        if (hello.getProtocol() < Protocol.OLDEST) {
            return "This "
                    + hello.getRole()
                    + " ("
                    + hello.getVersion()
                    + ") is older than the agent understands; update it.";
        }
        if (hello.getOldestProtocol() > Protocol.VERSION) {
            return "The agent is older than this "
                    + hello.getRole()
                    + " understands; stop it with “hearth agent stop” and start it again.";
        }
        return null;
    }

    @Override
    public void onError(Throwable cause) {
        end();
    }

    @Override
    public void onCompleted() {
        finish(Status.OK);
    }

    void publish(Live live) {
        if (!watching) {
            return;
        }
        synchronized (this) {
            outbox.freshest(live);
        }
        drain();
    }

    private synchronized void send(AgentMessage message) {
        if (over) {
            return;
        }
        if (!outbox.add(message)) {
            LOG.warn("a caller that left {} replies unread was cut off", Protocol.BACKLOG_LIMIT);
            finish(Status.RESOURCE_EXHAUSTED.withDescription("replies were left unread"));
            return;
        }
        drain();
    }

    private synchronized void drain() {
        while (!over && out.isReady()) {
            var next = outbox.next();
            if (next == null) {
                return;
            }
            out.onNext(next);
        }
    }

    private synchronized void finish(Status status) {
        if (over) {
            return;
        }
        drain();
        end();
        if (status.isOk()) {
            out.onCompleted();
        } else {
            out.onError(status.asRuntimeException());
        }
    }

    private synchronized void end() {
        if (!over) {
            over = true;
            watching = false;
            whenGone.accept(this);
            if (opened) {
                handler.gone();
            }
        }
    }

    private synchronized boolean ended() {
        return over;
    }

    private final class SessionReply implements Reply {
        private final long request;

        SessionReply(long request) {
            this.request = request;
        }

        @Override
        public void send(AgentMessage.Builder message, boolean more) {
            LinkSession.this.send(message.setReplyTo(request).setMore(more).build());
            if (!more) {
                cancelledRequests.remove(request);
            }
        }

        @Override
        public boolean cancelled() {
            return cancelledRequests.contains(request) || ended();
        }

        @Override
        public boolean fromAfar() {
            return fromAfar;
        }

        @Override
        public void watch(boolean on) {
            watching = on;
        }

        @Override
        public void cancel(long other) {
            cancelledRequests.add(other);
        }
    }
}
