package hearth.link;

import hearth.kernel.Threads;

import io.grpc.Server;
import io.grpc.ServerInterceptors;
import io.grpc.ServerServiceDefinition;
import io.grpc.netty.shaded.io.grpc.netty.NettyServerBuilder;
import io.grpc.netty.shaded.io.netty.channel.EventLoopGroup;
import io.grpc.netty.shaded.io.netty.channel.MultiThreadIoEventLoopGroup;
import io.grpc.netty.shaded.io.netty.channel.nio.NioIoHandler;
import io.grpc.stub.ServerCallStreamObserver;
import io.grpc.stub.ServerCalls;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;

/**
 * A gatekeeper's port: mutual TLS 1.3 on any address. Anybody may connect with a key of their own;
 * who that key stands for, and what it may ask, is the handler's to say. Beyond the {@link
 * PeerLimits} connections are closed before the handshake and questions refused before a byte of
 * them is read.
 */
public final class PeerServer implements AutoCloseable {
    /** Large answers that are made or under way at once; memory is the limit. */
    static final int LARGE_AT_ONCE = 2;

    private final Server server;
    private final EventLoopGroup loops;

    private PeerServer(Server server, EventLoopGroup loops) {
        this.server = server;
        this.loops = loops;
    }

    /**
     * Starts to listen.
     *
     * @throws LinkFailedException when the address or port cannot be had
     */
    public static PeerServer start(
            InetSocketAddress address,
            Identity identity,
            PeerLimits limits,
            PeerHandler handler,
            Threads threads)
            throws IOException, LinkFailedException {
        var tls = ServerTls.of(identity, _ -> true);
        var loops =
                new MultiThreadIoEventLoopGroup(
                        1, Threads.daemon("hearth-peers"), NioIoHandler.newFactory());
        var server =
                NettyServerBuilder.forAddress(address)
                        .channelFactory(() -> new BoundedDoor(limits))
                        .bossEventLoopGroup(loops)
                        .workerEventLoopGroup(loops)
                        .executor(threads.io())
                        .sslContext(tls)
                        .maxInboundMessageSize(Chunks.LIMIT)
                        .maxInboundMetadataSize(Protocol.METADATA_LIMIT)
                        .maxConcurrentCallsPerConnection(limits.burst())
                        .handshakeTimeout(Protocol.HANDSHAKE.toMillis(), TimeUnit.MILLISECONDS)
                        .maxConnectionIdle(5, TimeUnit.MINUTES)
                        .permitKeepAliveTime(30, TimeUnit.SECONDS)
                        .addService(
                                ServerInterceptors.intercept(
                                        service(limits, handler, threads), new Callers()))
                        .build();
        try {
            server.start();
        } catch (IOException e) {
            var _ = loops.shutdownGracefully(0, 1, TimeUnit.SECONDS);
            throw new LinkFailedException(
                    "GATE-4",
                    "Nothing can listen on " + address + "; choose another with --listen.",
                    e);
        }
        return new PeerServer(server, loops);
    }

    private static ServerServiceDefinition service(
            PeerLimits limits, PeerHandler handler, Threads threads) {
        var allowance = new Allowance(limits.perSecond(), limits.burst());
        // as many as its connections are: several machines of a home may come back at once
        int home = limits.connectionsPerAddress();
        var strangers = new Allowance(limits.perSecond() * home, limits.burst() * home);
        var places = new Semaphore(LARGE_AT_ONCE);
        var definition = ServerServiceDefinition.builder(Chunks.service());
        for (var name : handler.questions()) {
            definition.addMethod(
                    Chunks.method(name),
                    ServerCalls.asyncBidiStreamingCall(out -> {
                        var caller = Callers.CALLER.get();
                        var question =
                                new PeerQuestion(
                                        name,
                                        caller,
                                        (ServerCallStreamObserver<byte[]>) out,
                                        handler,
                                        limits,
                                        places,
                                        threads);
                        long now = System.nanoTime();
                        boolean may =
                                switch (handler.standing(caller)) {
                                    case PeerHandler.Standing.Member _ -> true;
                                    case PeerHandler.Standing.Node node ->
                                            allowance.take(node, now);
                                    // a key costs nothing, an address does
                                    case PeerHandler.Standing.Stranger _ ->
                                            strangers.take(Callers.FROM.get(), now);
                                };
                        question.begin(may);
                        return question;
                    }));
        }
        return definition.build();
    }

    /** The port that it listens on. */
    public int port() {
        return server.getPort();
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
}
