package hearth.link;

import hearth.kernel.Threads;
import hearth.link.wire.AgentLinkGrpc;
import hearth.link.wire.AgentMessage;
import hearth.link.wire.Live;
import hearth.link.wire.PanelMessage;

import io.grpc.Context;
import io.grpc.Contexts;
import io.grpc.Grpc;
import io.grpc.Metadata;
import io.grpc.Server;
import io.grpc.ServerCall;
import io.grpc.ServerCallHandler;
import io.grpc.ServerInterceptors;
import io.grpc.netty.shaded.io.grpc.netty.NettyServerBuilder;
import io.grpc.netty.shaded.io.netty.channel.EventLoopGroup;
import io.grpc.netty.shaded.io.netty.channel.MultiThreadIoEventLoopGroup;
import io.grpc.netty.shaded.io.netty.channel.nio.NioIoHandler;
import io.grpc.netty.shaded.io.netty.channel.socket.nio.NioServerSocketChannel;
import io.grpc.stub.ServerCallStreamObserver;
import io.grpc.stub.StreamObserver;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;

/**
 * The agent's end: mutual TLS 1.3 on the loopback address, callers pinned. A slow caller gets the
 * newest Live only and is cut off when it leaves too many replies unread; it never slows the agent.
 */
public final class LinkServer implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(LinkServer.class);
    private static final Context.Key<Boolean> FROM_AFAR = Context.key("from-afar");

    private final Server server;
    private final EventLoopGroup loops;
    private final Service service;
    private final ScheduledFuture<?> watch;

    private LinkServer(
            Server server, EventLoopGroup loops, Service service, ScheduledFuture<?> watch) {
        this.watch = watch;
        this.server = server;
        this.loops = loops;
        this.service = service;
    }

    /**
     * Starts to listen.
     *
     * @param port 0 for any free one
     * @throws LinkFailedException when the port is taken
     */
    public static LinkServer start(
            int port, Identity identity, TrustedPins trusted, LinkHandler handler, Threads threads)
            throws IOException, LinkFailedException {
        return start(port, identity, trusted, handler, threads, Protocol.REVOKED_AFTER);
    }

    static LinkServer start(
            int port,
            Identity identity,
            TrustedPins trusted,
            LinkHandler handler,
            Threads threads,
            Duration look)
            throws IOException, LinkFailedException {
        var tls = ServerTls.of(identity, pin -> trusted.all().contains(pin));
        // One loop is plenty for a handful of callers and keeps the agent small.
        var loops =
                new MultiThreadIoEventLoopGroup(
                        1, Threads.daemon("hearth-link"), NioIoHandler.newFactory());
        var service = new Service(handler, trusted, threads);
        var address = new InetSocketAddress(InetAddress.getLoopbackAddress(), port);
        var server =
                NettyServerBuilder.forAddress(address)
                        .channelType(NioServerSocketChannel.class)
                        .bossEventLoopGroup(loops)
                        .workerEventLoopGroup(loops)
                        .executor(threads.io())
                        .sslContext(tls)
                        .maxInboundMessageSize(Protocol.MESSAGE_LIMIT)
                        .maxInboundMetadataSize(Protocol.METADATA_LIMIT)
                        .maxConcurrentCallsPerConnection(Protocol.STREAM_LIMIT)
                        .handshakeTimeout(Protocol.HANDSHAKE.toMillis(), TimeUnit.MILLISECONDS)
                        .addService(
                                ServerInterceptors.intercept(
                                        service, new Callers(), LinkServer::place))
                        .build();
        try {
            server.start();
        } catch (IOException e) {
            var _ = loops.shutdownGracefully(0, 1, TimeUnit.SECONDS);
            throw new LinkFailedException(
                    "LINK-5",
                    "Port " + port + " is taken; leave --port away and a free one is used.",
                    e);
        }
        var watch =
                threads.clock()
                        .scheduleWithFixedDelay(
                                () -> threads.io().execute(service::cutRevoked),
                                look.toMillis(),
                                look.toMillis(),
                                TimeUnit.MILLISECONDS);
        return new LinkServer(server, loops, service, watch);
    }

    /** Notes for each call whether its caller sits on another machine. */
    private static <Q, R> ServerCall.Listener<Q> place(
            ServerCall<Q, R> call, Metadata headers, ServerCallHandler<Q, R> next) {
        var peer = call.getAttributes().get(Grpc.TRANSPORT_ATTR_REMOTE_ADDR);
        boolean here =
                peer instanceof InetSocketAddress address
                        && address.getAddress() != null
                        && address.getAddress().isLoopbackAddress();
        return Contexts.interceptCall(
                Context.current().withValue(FROM_AFAR, !here), call, headers, next);
    }

    /** The port that it listens on. */
    public int port() {
        return server.getPort();
    }

    /** Pushes to every caller that watches; the newest replaces one not yet sent. */
    public void publish(Live live) {
        for (var session : service.sessions) {
            session.publish(live);
        }
    }

    /** Whether anybody watches. */
    public boolean watched() {
        return service.sessions.stream().anyMatch(LinkSession::watching);
    }

    /** How many callers are connected. */
    public int callers() {
        return service.sessions.size();
    }

    @Override
    public void close() {
        watch.cancel(false);
        server.shutdown();
        try {
            if (!server.awaitTermination(1, TimeUnit.SECONDS)) {
                server.shutdownNow();
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            server.shutdownNow();
        }
        var _ = loops.shutdownGracefully(0, 1, TimeUnit.SECONDS);
    }

    private static final class Service extends AgentLinkGrpc.AgentLinkImplBase {
        private final LinkHandler handler;
        private final Threads threads;
        private final TrustedPins trusted;
        private final Set<LinkSession> sessions = ConcurrentHashMap.newKeySet();

        Service(LinkHandler handler, TrustedPins trusted, Threads threads) {
            this.handler = handler;
            this.trusted = trusted;
            this.threads = threads;
        }

        @Override
        public StreamObserver<PanelMessage> session(StreamObserver<AgentMessage> out) {
            var caller = Callers.CALLER.get();
            var session =
                    new LinkSession(
                            caller,
                            (ServerCallStreamObserver<AgentMessage>) out,
                            handler,
                            threads,
                            !Boolean.FALSE.equals(FROM_AFAR.get()),
                            sessions::remove);
            sessions.add(session);
            // A resumed TLS session asks no trust manager again: each call is checked, too.
            cutRevoked();
            return session;
        }

        /** Ends the conversations of callers that are trusted no longer. */
        void cutRevoked() {
            if (sessions.isEmpty()) {
                return;
            }
            Set<Pin> now;
            try {
                now = trusted.all();
            } catch (IOException e) {
                LOG.warn("the list of trusted callers cannot be read: {}", e.getMessage());
                now = Set.of();
            }
            for (var session : sessions) {
                if (!now.contains(session.caller())) {
                    session.revoke();
                }
            }
        }
    }
}
