package hearth.link;

import hearth.kernel.Threads;
import hearth.link.wire.AgentLinkGrpc;
import hearth.link.wire.AgentMessage;
import hearth.link.wire.Live;
import hearth.link.wire.PanelMessage;

import io.grpc.Server;
import io.grpc.netty.shaded.io.grpc.netty.GrpcSslContexts;
import io.grpc.netty.shaded.io.grpc.netty.NettyServerBuilder;
import io.grpc.netty.shaded.io.netty.channel.EventLoopGroup;
import io.grpc.netty.shaded.io.netty.channel.MultiThreadIoEventLoopGroup;
import io.grpc.netty.shaded.io.netty.channel.nio.NioIoHandler;
import io.grpc.netty.shaded.io.netty.channel.socket.nio.NioServerSocketChannel;
import io.grpc.netty.shaded.io.netty.handler.ssl.ClientAuth;
import io.grpc.netty.shaded.io.netty.handler.ssl.SslContextBuilder;
import io.grpc.netty.shaded.io.netty.handler.ssl.SslProvider;
import io.grpc.stub.ServerCallStreamObserver;
import io.grpc.stub.StreamObserver;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;

/**
 * The agent's end: mutual TLS 1.3 on the loopback address, callers pinned. A slow caller gets the
 * newest Live only and is cut off when it leaves too many replies unread; it never slows the agent.
 */
public final class LinkServer implements AutoCloseable {
    private final Server server;
    private final EventLoopGroup loops;
    private final Service service;

    private LinkServer(Server server, EventLoopGroup loops, Service service) {
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
        var tls =
                GrpcSslContexts.configure(
                                SslContextBuilder.forServer(identity.key(), identity.certificate()),
                                SslProvider.JDK)
                        .protocols("TLSv1.3")
                        .clientAuth(ClientAuth.REQUIRE)
                        .trustManager(new PinnedTrust(trusted::all))
                        .build();
        // One loop is plenty for a handful of callers and keeps the agent small.
        var loops =
                new MultiThreadIoEventLoopGroup(
                        1, Threads.daemon("hearth-link"), NioIoHandler.newFactory());
        var service = new Service(handler, threads);
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
                        .addService(service)
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
        return new LinkServer(server, loops, service);
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
        private final Set<LinkSession> sessions = ConcurrentHashMap.newKeySet();

        Service(LinkHandler handler, Threads threads) {
            this.handler = handler;
            this.threads = threads;
        }

        @Override
        public StreamObserver<PanelMessage> session(StreamObserver<AgentMessage> out) {
            var session =
                    new LinkSession(
                            (ServerCallStreamObserver<AgentMessage>) out,
                            handler,
                            threads,
                            sessions::remove);
            sessions.add(session);
            return session;
        }
    }
}
