package hearth.link;

import hearth.kernel.Threads;

import io.grpc.CallOptions;
import io.grpc.ManagedChannel;
import io.grpc.Status;
import io.grpc.StatusRuntimeException;
import io.grpc.netty.shaded.io.grpc.netty.GrpcSslContexts;
import io.grpc.netty.shaded.io.grpc.netty.NettyChannelBuilder;
import io.grpc.netty.shaded.io.netty.channel.EventLoopGroup;
import io.grpc.netty.shaded.io.netty.channel.MultiThreadIoEventLoopGroup;
import io.grpc.netty.shaded.io.netty.channel.nio.NioIoHandler;
import io.grpc.netty.shaded.io.netty.channel.socket.nio.NioSocketChannel;
import io.grpc.netty.shaded.io.netty.handler.ssl.SslContextBuilder;
import io.grpc.netty.shaded.io.netty.handler.ssl.SslProvider;
import io.grpc.stub.ClientCalls;
import io.grpc.stub.StreamObserver;

import org.jspecify.annotations.Nullable;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.security.cert.CertificateException;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;

/**
 * A way to one gatekeeper's port; safe from any thread. It connects when first asked and again
 * after a failure; whose turn it is to wait is the caller's to say.
 */
public final class PeerClient implements AutoCloseable {
    private final ManagedChannel channel;
    private final EventLoopGroup loops;
    private final String place;

    private PeerClient(ManagedChannel channel, EventLoopGroup loops, String place) {
        this.channel = channel;
        this.loops = loops;
        this.place = place;
    }

    /**
     * A way there; nothing is sent yet.
     *
     * @param pin whose key must be shown there
     */
    public static PeerClient to(String host, int port, Pin pin, Identity identity)
            throws IOException {
        var tls =
                GrpcSslContexts.configure(
                                SslContextBuilder.forClient()
                                        .keyManager(new IdentityKeys(identity)),
                                SslProvider.JDK)
                        .protocols("TLSv1.3")
                        .trustManager(new PinnedTrust(pin::equals, identity, identity.time()))
                        .build();
        var loops =
                new MultiThreadIoEventLoopGroup(
                        1, Threads.daemon("hearth-peer"), NioIoHandler.newFactory());
        var channel =
                NettyChannelBuilder.forAddress(host, port)
                        // The name is not what is checked: the pin is.
                        .overrideAuthority("gatekeeper")
                        .channelType(NioSocketChannel.class)
                        .eventLoopGroup(loops)
                        .directExecutor()
                        .sslContext(tls)
                        .maxInboundMessageSize(Chunks.LIMIT)
                        .build();
        return new PeerClient(channel, loops, host + ":" + port);
    }

    /**
     * Asks and waits for the answer.
     *
     * @param most bytes of an answer that are taken
     * @throws LinkFailedException with the other end's own code and sentence when it refused;
     *     GATE-8 when it does not answer or shows another key
     */
    public byte[] ask(String question, byte[] asked, int most, Duration limit)
            throws LinkFailedException, InterruptedException {
        var answer = new Answer(most);
        var out =
                ClientCalls.asyncBidiStreamingCall(
                        channel.newCall(
                                Chunks.method(question),
                                CallOptions.DEFAULT.withDeadlineAfter(
                                        limit.toMillis(), TimeUnit.MILLISECONDS)),
                        answer);
        for (var chunk : Chunks.cut(asked)) {
            out.onNext(chunk);
        }
        out.onCompleted();
        try {
            return answer.whole.get();
        } catch (ExecutionException e) {
            throw failure(e.getCause());
        }
    }

    private LinkFailedException failure(@Nullable Throwable cause) {
        var status = cause instanceof StatusRuntimeException s ? s.getStatus() : Status.UNKNOWN;
        var said = String.valueOf(status.getDescription());
        if (said.matches("[A-Z]+-[0-9]+ .+")) {
            int blank = said.indexOf(' ');
            return new LinkFailedException(
                    said.substring(0, blank), said.substring(blank + 1), cause);
        }
        // an untrusted key ends the handshake, which looks like nobody there: the cause says it
        for (var deeper = cause; deeper != null; deeper = deeper.getCause()) {
            if (deeper instanceof CertificateException) {
                return new LinkFailedException(
                        "GATE-8",
                        "The gatekeeper at "
                                + place
                                + " shows another key than the network file names: "
                                + deeper.getMessage()
                                + ".",
                        cause);
            }
        }
        return new LinkFailedException(
                "GATE-8", "The gatekeeper at " + place + " does not answer.", cause);
    }

    @Override
    public void close() {
        channel.shutdownNow();
        var _ = loops.shutdownGracefully(0, 500, TimeUnit.MILLISECONDS);
    }

    private static final class Answer implements StreamObserver<byte[]> {
        private final CompletableFuture<byte[]> whole = new CompletableFuture<>();
        private final ByteArrayOutputStream read = new ByteArrayOutputStream();
        private final int most;

        Answer(int most) {
            this.most = most;
        }

        @Override
        public void onNext(byte[] chunk) {
            if (read.size() + chunk.length > most) {
                var tooLong =
                        Status.RESOURCE_EXHAUSTED
                                .withDescription("GATE-6 The answer is longer than it may be.")
                                .asRuntimeException();
                // said first: what is thrown here ends the call, but is told as something else
                whole.completeExceptionally(tooLong);
                throw tooLong;
            }
            read.writeBytes(chunk);
        }

        @Override
        public void onError(Throwable cause) {
            whole.completeExceptionally(cause);
        }

        @Override
        public void onCompleted() {
            whole.complete(read.toByteArray());
        }
    }
}
