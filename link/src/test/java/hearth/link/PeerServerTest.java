package hearth.link;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import hearth.kernel.Threads;

import io.grpc.CallOptions;
import io.grpc.Status;
import io.grpc.StatusRuntimeException;
import io.grpc.netty.shaded.io.grpc.netty.GrpcSslContexts;
import io.grpc.netty.shaded.io.grpc.netty.NettyChannelBuilder;
import io.grpc.netty.shaded.io.netty.handler.ssl.SslContext;
import io.grpc.netty.shaded.io.netty.handler.ssl.SslContextBuilder;
import io.grpc.netty.shaded.io.netty.handler.ssl.SslProvider;
import io.grpc.stub.ClientCalls;
import io.grpc.stub.StreamObserver;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.Future;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;

/** A gatekeeper's port on a real socket, against those who ask too much. */
@Timeout(60)
final class PeerServerTest {
    private static final Duration LIMIT = Duration.ofSeconds(10);
    private static final Duration LONG = Duration.ofSeconds(50);
    private static final int ECHO_BYTES = 200_000;

    @TempDir Path folder;
    private Threads threads;
    private Identity gatekeeper;
    private final List<AutoCloseable> opened = new ArrayList<>();
    private final Echo echo = new Echo();

    /** Says everything back, and keeps what reached it. */
    private static final class Echo implements PeerHandler {
        private final List<byte[]> heard = new CopyOnWriteArrayList<>();
        private volatile Set<Pin> friends = Set.of();
        private volatile Set<Pin> nodes = Set.of();

        /** Long answers say that they are asked for, and wait. */
        private final Semaphore begun = new Semaphore(0);

        private volatile CompletableFuture<Void> longOnes = CompletableFuture.completedFuture(null);

        @Override
        public Set<String> questions() {
            return Set.of("ECHO", "SHORT", "MEMBERS");
        }

        @Override
        public int limit(String question, Pin caller) throws LinkFailedException {
            return switch (question) {
                case "ECHO" -> ECHO_BYTES;
                case "SHORT" -> 512;
                default -> throw new LinkFailedException("GATE-10", "Members only.");
            };
        }

        @Override
        public Standing standing(Pin caller) {
            if (friends.contains(caller)) {
                return new Standing.Member();
            }
            return nodes.contains(caller) ? new Standing.Node(1) : new Standing.Stranger();
        }

        @Override
        public boolean large(String question) {
            return question.equals("ECHO");
        }

        @Override
        public byte[] answer(String question, Pin caller, byte[] asked) {
            heard.add(asked);
            if (large(question)) {
                begun.release();
                longOnes.join();
            }
            return asked;
        }
    }

    @BeforeEach
    void open() throws Exception {
        threads = Threads.system();
        gatekeeper = Identity.in(folder, "gatekeeper", threads.time());
    }

    @AfterEach
    void close() throws Exception {
        for (var one : opened.reversed()) {
            one.close();
        }
        threads.close();
    }

    private int listen(PeerLimits limits) throws Exception {
        var server =
                PeerServer.start(
                        new InetSocketAddress(InetAddress.getLoopbackAddress(), 0),
                        gatekeeper,
                        limits,
                        echo,
                        threads);
        opened.add(server);
        return server.port();
    }

    private PeerClient client(int port, String name) throws Exception {
        return client(port, name, gatekeeper.pin());
    }

    private PeerClient client(int port, String name, Pin pin) throws Exception {
        var identity = Identity.in(folder, name, threads.time());
        var client = PeerClient.to("127.0.0.1", port, pin, identity);
        opened.add(client);
        return client;
    }

    private static String refused(PeerClient client, String question, byte[] asked) {
        return assertThrows(
                        LinkFailedException.class,
                        () -> client.ask(question, asked, ECHO_BYTES, LIMIT))
                .code();
    }

    @Test
    void longMessagesGoThereAndBackInChunks() throws Exception {
        var client = client(listen(PeerLimits.usual()), "node");
        byte[] asked = new byte[ECHO_BYTES];
        new SecureRandom().nextBytes(asked);
        assertArrayEquals(asked, client.ask("ECHO", asked, ECHO_BYTES, LIMIT));
        assertArrayEquals(new byte[0], client.ask("ECHO", new byte[0], 0, LIMIT));
    }

    @Test
    void aMessageBeyondItsLimitNeverReachesTheGatekeeper() throws Exception {
        var client = client(listen(PeerLimits.usual()), "node");
        assertEquals("GATE-6", refused(client, "SHORT", new byte[513]));
        assertEquals("GATE-6", refused(client, "ECHO", new byte[ECHO_BYTES + 1]));
        assertTrue(echo.heard.isEmpty(), "nothing of it was handed on");
        assertEquals(512, client.ask("SHORT", new byte[512], 512, LIMIT).length);
    }

    @Test
    void whileItsPlacesForLongAnswersAreTakenItSaysSoAndAnswersTheRest() throws Exception {
        int port = listen(new PeerLimits(100, 100, 16, 16, LIMIT, Duration.ofMillis(200)));
        echo.longOnes = new CompletableFuture<>();
        var client = client(port, "node");
        var answers = new ArrayList<Future<byte[]>>();
        try {
            for (int i = 0; i < PeerServer.LARGE_AT_ONCE; i++) {
                answers.add(
                        threads.io()
                                .submit(() -> client.ask("ECHO", new byte[1], ECHO_BYTES, LONG)));
            }
            assertTrue(echo.begun.tryAcquire(answers.size(), 20, TimeUnit.SECONDS));
            assertEquals("GATE-21", refused(client, "ECHO", new byte[1]));
            assertEquals(1, client.ask("SHORT", new byte[1], 1, LIMIT).length);
        } finally {
            echo.longOnes.complete(null);
        }
        for (var answer : answers) {
            assertEquals(1, answer.get().length);
        }
    }

    @Test
    void anAnswerBeyondWhatWasAskedForIsNotTaken() throws Exception {
        var client = client(listen(PeerLimits.usual()), "node");
        var e =
                assertThrows(
                        LinkFailedException.class,
                        () -> client.ask("SHORT", new byte[100], 99, LIMIT));
        assertEquals("GATE-6", e.code());
    }

    @Test
    void whoMayNotAskIsToldWhy() throws Exception {
        var client = client(listen(PeerLimits.usual()), "node");
        assertEquals("GATE-10", refused(client, "MEMBERS", new byte[1]));
        assertTrue(echo.heard.isEmpty());
    }

    @Test
    void moreThanFourMessagesASecondAreRefusedButNotOfAGatekeeper() throws Exception {
        var limits = new PeerLimits(4, 8, 16, 16, LIMIT);
        int port = listen(limits);
        var hasty = client(port, "hasty");
        long began = System.nanoTime();
        echo.nodes = Set.of(Identity.in(folder, "hasty", threads.time()).pin());
        int taken = 0;
        for (int i = 0; i < 40; i++) {
            try {
                hasty.ask("SHORT", new byte[1], 1, LIMIT);
                taken++;
            } catch (LinkFailedException e) {
                assertEquals("GATE-5", e.code());
            }
        }
        double seconds = (System.nanoTime() - began) / 1e9;
        assertTrue(taken >= 8, "a few at once are fine: " + taken);
        assertTrue(taken <= 8 + 4 * seconds + 1, taken + " in " + seconds + " s");

        var member = Identity.in(folder, "member", threads.time());
        echo.friends = Set.of(member.pin());
        var other = client(port, "member");
        for (int i = 0; i < 40; i++) {
            assertEquals(1, other.ask("SHORT", new byte[1], 1, LIMIT).length);
        }
    }

    @Test
    void strangersOfOneAddressShareWhatOneMayAskAndWhoIsKnownHasItsOwn() throws Exception {
        int port = listen(new PeerLimits(1, 2, 16, 2, LIMIT));
        long began = System.nanoTime();
        int taken = 0;
        for (int i = 0; i < 12; i++) {
            try (var fresh = client(port, "key" + i)) {
                fresh.ask("SHORT", new byte[1], 1, LIMIT);
                taken++;
            } catch (LinkFailedException e) {
                // too many questions, or its connection came before a former one was gone
                assertTrue(Set.of("GATE-5", "GATE-8").contains(e.code()), e::sentence);
            }
        }
        double seconds = (System.nanoTime() - began) / 1e9;
        assertTrue(taken <= 4 + 2 * seconds + 1, taken + " in " + seconds + " s");
    }

    @Test
    void aNodeWithAFreshKeyHasTheSamePurse() throws Exception {
        int port = listen(new PeerLimits(1, 2, 16, 16, LIMIT));
        var keys = new ArrayList<PeerClient>();
        var pins = new HashSet<Pin>();
        for (int i = 0; i < 6; i++) {
            pins.add(Identity.in(folder, "fresh" + i, threads.time()).pin());
            keys.add(client(port, "fresh" + i));
        }
        echo.nodes = pins;
        long began = System.nanoTime();
        int taken = 0;
        for (var key : keys) {
            try {
                key.ask("SHORT", new byte[1], 1, LIMIT);
                taken++;
            } catch (LinkFailedException e) {
                assertEquals("GATE-5", e.code());
            }
        }
        double seconds = (System.nanoTime() - began) / 1e9;
        assertTrue(taken >= 2 && taken <= 2 + seconds + 1, taken + " in " + seconds + " s");
    }

    @Test
    void connectionsBeyondTheLimitAreClosedAndAPlaceThatIsFreeIsGivenAgain() throws Exception {
        int port = listen(new PeerLimits(100, 100, 2, 2, LIMIT));
        var first = client(port, "first");
        var second = client(port, "second");
        assertEquals(1, first.ask("SHORT", new byte[1], 1, LIMIT).length);
        assertEquals(1, second.ask("SHORT", new byte[1], 1, LIMIT).length);
        var third = client(port, "third");
        assertEquals("GATE-8", refused(third, "SHORT", new byte[1]));

        first.close();
        long deadline = System.nanoTime() + LIMIT.toNanos();
        while (true) {
            try (var fourth = client(port, "fourth")) {
                assertEquals(1, fourth.ask("SHORT", new byte[1], 1, LIMIT).length);
                return;
            } catch (LinkFailedException e) {
                assertTrue(System.nanoTime() < deadline, e::sentence);
            }
        }
    }

    @Test
    void anotherKeyThanTheNetworkFilesIsNotTalkedTo() throws Exception {
        int port = listen(PeerLimits.usual());
        var stranger = Identity.in(folder, "stranger", threads.time());
        var client = client(port, "node", stranger.pin());
        var e =
                assertThrows(
                        LinkFailedException.class,
                        () -> client.ask("SHORT", new byte[1], 1, LIMIT));
        assertEquals("GATE-8", e.code());
        assertTrue(e.sentence().contains("another key"), e::sentence);
        assertTrue(echo.heard.isEmpty());
    }

    @Test
    void whoShowsNoKeyIsNotLetIn() throws Exception {
        int port = listen(PeerLimits.usual());
        var tls =
                GrpcSslContexts.configure(SslContextBuilder.forClient(), SslProvider.JDK)
                        .protocols("TLSv1.3")
                        .trustManager(new PinnedTrust(_ -> true, gatekeeper, threads.time()))
                        .build();
        assertEquals(Status.Code.UNAVAILABLE, unfinished(port, tls, true).getCode());
        assertTrue(echo.heard.isEmpty());
    }

    @Test
    void whoSendsTooSlowlyIsCutOff() throws Exception {
        int port = listen(new PeerLimits(4, 8, 16, 16, Duration.ofMillis(300)));
        var slow = Identity.in(folder, "slow", threads.time());
        var tls =
                GrpcSslContexts.configure(
                                SslContextBuilder.forClient().keyManager(new IdentityKeys(slow)),
                                SslProvider.JDK)
                        .protocols("TLSv1.3")
                        .trustManager(new PinnedTrust(_ -> true, slow, threads.time()))
                        .build();
        var status = unfinished(port, tls, false);
        assertEquals(Status.Code.DEADLINE_EXCEEDED, status.getCode());
        assertTrue(String.valueOf(status.getDescription()).startsWith("GATE-7"), status::toString);
    }

    /** Asks with a channel of the test's own; without the end of the question unless told. */
    private Status unfinished(int port, SslContext tls, boolean end) throws Exception {
        var channel =
                NettyChannelBuilder.forAddress("127.0.0.1", port)
                        .overrideAuthority("gatekeeper")
                        .sslContext(tls)
                        .build();
        opened.add(channel::shutdownNow);
        var failed = new CompletableFuture<Status>();
        var out =
                ClientCalls.asyncBidiStreamingCall(
                        channel.newCall(Chunks.method("SHORT"), CallOptions.DEFAULT),
                        new StreamObserver<byte[]>() {
                            @Override
                            public void onNext(byte[] chunk) {}

                            @Override
                            public void onError(Throwable cause) {
                                failed.complete(((StatusRuntimeException) cause).getStatus());
                            }

                            @Override
                            public void onCompleted() {
                                failed.complete(Status.OK);
                            }
                        });
        out.onNext(new byte[1]);
        if (end) {
            out.onCompleted();
        }
        return failed.get(LIMIT.toSeconds(), TimeUnit.SECONDS);
    }
}
