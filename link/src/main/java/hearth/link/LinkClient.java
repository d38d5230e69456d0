package hearth.link;

import hearth.kernel.Threads;
import hearth.link.wire.AgentLinkGrpc;
import hearth.link.wire.AgentMessage;
import hearth.link.wire.CancelRequest;
import hearth.link.wire.Hello;
import hearth.link.wire.Live;
import hearth.link.wire.PanelMessage;
import hearth.link.wire.Welcome;

import io.grpc.ManagedChannel;
import io.grpc.netty.shaded.io.grpc.netty.GrpcSslContexts;
import io.grpc.netty.shaded.io.grpc.netty.NettyChannelBuilder;
import io.grpc.netty.shaded.io.netty.channel.EventLoopGroup;
import io.grpc.netty.shaded.io.netty.channel.MultiThreadIoEventLoopGroup;
import io.grpc.netty.shaded.io.netty.channel.nio.NioIoHandler;
import io.grpc.netty.shaded.io.netty.channel.socket.nio.NioSocketChannel;
import io.grpc.netty.shaded.io.netty.handler.ssl.SslContextBuilder;
import io.grpc.netty.shaded.io.netty.handler.ssl.SslProvider;
import io.grpc.stub.StreamObserver;

import org.jspecify.annotations.Nullable;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Consumer;

/** A caller's end of the link; safe from any thread. Callbacks come on the link's own thread. */
public final class LinkClient implements AutoCloseable {
    private final ManagedChannel channel;
    private final EventLoopGroup loops;
    private final StreamObserver<PanelMessage> out;
    private final AtomicLong lastId = new AtomicLong();
    private final Map<Long, Pending> pending = new ConcurrentHashMap<>();
    private final CompletableFuture<Void> ended = new CompletableFuture<>();
    private final Consumer<Live> onLive;
    private final Welcome welcome;

    private record Pending(
            CompletableFuture<AgentMessage> last, Consumer<? super AgentMessage> each) {}

    /**
     * Connects and opens the conversation; blocks up to {@code limit}.
     *
     * @param onLive called with each push after {@link #request a watch request}
     * @throws LinkFailedException when nobody answers there, the key differs or versions do not fit
     */
    public static LinkClient connect(
            AgentEndpoint endpoint,
            Identity identity,
            Hello hello,
            Duration limit,
            Consumer<Live> onLive)
            throws LinkFailedException, IOException, InterruptedException {
        return new LinkClient(endpoint, identity, hello, limit, onLive);
    }

    private LinkClient(
            AgentEndpoint endpoint,
            Identity identity,
            Hello hello,
            Duration limit,
            Consumer<Live> onLive)
            throws LinkFailedException, IOException, InterruptedException {
        this.onLive = onLive;
        var tls =
                GrpcSslContexts.configure(
                                SslContextBuilder.forClient()
                                        .keyManager(new IdentityKeys(identity)),
                                SslProvider.JDK)
                        .protocols("TLSv1.3")
                        .trustManager(
                                new PinnedTrust(endpoint.pin()::equals, identity, identity.time()))
                        .build();
        loops =
                new MultiThreadIoEventLoopGroup(
                        1, Threads.daemon("hearth-link"), NioIoHandler.newFactory());
        channel =
                NettyChannelBuilder.forAddress(
                                new InetSocketAddress(
                                        InetAddress.getLoopbackAddress(), endpoint.port()))
                        // The name is not what is checked: the pin is.
                        .overrideAuthority("localhost")
                        .channelType(NioSocketChannel.class)
                        .eventLoopGroup(loops)
                        .directExecutor()
                        .sslContext(tls)
                        .maxInboundMessageSize(16 * Protocol.MESSAGE_LIMIT)
                        .build();
        out = AgentLinkGrpc.newStub(channel).session(new Incoming());
        boolean opened = false;
        try {
            var first = request(PanelMessage.newBuilder().setHello(hello));
            var answer = first.get(limit.toMillis(), TimeUnit.MILLISECONDS);
            if (!answer.hasWelcome()) {
                throw new LinkFailedException("LINK-2", "The agent did not welcome this caller.");
            }
            welcome = answer.getWelcome();
            opened = true;
        } catch (ExecutionException e) {
            throw e.getCause() instanceof LinkFailedException refused
                    ? refused
                    : new LinkFailedException("LINK-1", "The agent does not answer.", e);
        } catch (TimeoutException e) {
            throw new LinkFailedException(
                    "LINK-1", "The agent did not answer within " + limit.toSeconds() + " s.", e);
        } finally {
            if (!opened) {
                close();
            }
        }
    }

    /** What the agent said of itself. */
    public Welcome welcome() {
        return welcome;
    }

    /** Completes when the link ends, with the reason when it was not closed here. */
    public CompletableFuture<Void> ended() {
        return ended.copy();
    }

    /** Asks; completes with the one or last reply, or fails with {@link LinkFailedException}. */
    public CompletableFuture<AgentMessage> request(PanelMessage.Builder message) {
        return request(message, _ -> {});
    }

    /** Asks; {@code each} sees the replies before the last. Cancelling tells the agent. */
    public CompletableFuture<AgentMessage> request(
            PanelMessage.Builder message, Consumer<? super AgentMessage> each) {
        var reply = new CompletableFuture<AgentMessage>();
        long id;
        synchronized (out()) {
            id = lastId.incrementAndGet();
            pending.put(id, new Pending(reply, each));
            if (ended.isDone()) {
                pending.remove(id);
                reply.completeExceptionally(cutOff(null));
                return reply;
            }
            out().onNext(message.setId(id).build());
        }
        return reply.whenComplete((_, _) -> {
            if (reply.isCancelled() && pending.remove(id) != null) {
                cancel(id);
            }
        });
    }

    private void cancel(long id) {
        synchronized (out()) {
            if (!ended.isDone()) {
                out().onNext(
                                PanelMessage.newBuilder()
                                        .setId(lastId.incrementAndGet())
                                        .setCancel(CancelRequest.newBuilder().setRequest(id))
                                        .build());
            }
        }
    }

    private StreamObserver<PanelMessage> out() {
        return out;
    }

    private static LinkFailedException cutOff(@Nullable Throwable cause) {
        return new LinkFailedException(
                "LINK-4", "The link to the agent was cut off; it is being opened again.", cause);
    }

    @Override
    public void close() {
        synchronized (out) {
            if (!ended.isDone()) {
                ended.complete(null);
                out.onCompleted();
            }
        }
        channel.shutdown();
        try {
            if (!channel.awaitTermination(500, TimeUnit.MILLISECONDS)) {
                channel.shutdownNow();
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            channel.shutdownNow();
        }
        var _ = loops.shutdownGracefully(0, 500, TimeUnit.MILLISECONDS);
        failPending(cutOff(null));
    }

    private void failPending(LinkFailedException why) {
        for (var id : List.copyOf(pending.keySet())) {
            var waiting = pending.remove(id);
            if (waiting != null) {
                waiting.last().completeExceptionally(why);
            }
        }
    }

    private final class Incoming implements StreamObserver<AgentMessage> {
        @Override
        public void onNext(AgentMessage message) {
            if (message.hasLive()) {
                onLive.accept(message.getLive());
                return;
            }
            var waiting =
                    message.getMore()
                            ? pending.get(message.getReplyTo())
                            : pending.remove(message.getReplyTo());
            if (waiting == null) {
                return;
            }
            if (message.getMore()) {
                waiting.each().accept(message);
            } else if (message.hasFailure()) {
                waiting.last()
                        .completeExceptionally(
                                new LinkFailedException(
                                        message.getFailure().getCode(),
                                        message.getFailure().getSentence()));
            } else {
                waiting.last().complete(message);
            }
        }

        @Override
        public void onError(Throwable cause) {
            var why = cutOff(cause);
            ended.completeExceptionally(why);
            failPending(why);
        }

        @Override
        public void onCompleted() {
            ended.complete(null);
            failPending(cutOff(null));
        }
    }
}
