package hearth.link;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import hearth.kernel.Threads;
import hearth.link.wire.AgentMessage;
import hearth.link.wire.FaucetRequest;
import hearth.link.wire.Hello;
import hearth.link.wire.HistoryReply;
import hearth.link.wire.HistoryRequest;
import hearth.link.wire.Live;
import hearth.link.wire.Machine;
import hearth.link.wire.PanelMessage;
import hearth.link.wire.Point;
import hearth.link.wire.Series;
import hearth.link.wire.WatchRequest;
import hearth.link.wire.Welcome;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;

/** The link over real sockets and real TLS. */
final class LinkTest {
    private static final Duration LIMIT = Duration.ofSeconds(20);

    @TempDir Path folder;

    private final Threads threads = Threads.system();
    private final ArrayBlockingQueue<Live> pushes = new ArrayBlockingQueue<>(10_000);
    private Identity agent;
    private Identity panel;
    private TrustedPins trusted;
    private LinkServer server;

    @BeforeEach
    void listen() throws Exception {
        agent = Identity.in(folder, "agent", threads.time());
        panel = Identity.in(folder, "panel", threads.time());
        trusted = new TrustedPins(folder.resolve("trusted"));
        trusted.add(panel.pin());
        server = LinkServer.start(0, agent, trusted, new Answers(), threads);
    }

    @AfterEach
    void close() {
        server.close();
        threads.close();
    }

    private static final class Answers implements LinkHandler {
        @Override
        public Welcome welcome(Hello hello) {
            return Welcome.newBuilder().setProtocol(Protocol.VERSION).setMachine("tower").build();
        }

        @Override
        public void handle(PanelMessage request, Reply reply) {
            switch (request.getBodyCase()) {
                case WATCH -> {
                    reply.watch(request.getWatch().getOn());
                    reply.done();
                }
                case HISTORY -> {
                    reply.progress("read", "reading", 0.5);
                    var series = Series.newBuilder().setName(request.getHistory().getSeries(0));
                    for (int i = 0; i < 2000; i++) {
                        series.addPoints(Point.newBuilder().setAt(i).setMean(i * 0.5));
                    }
                    reply.send(
                            AgentMessage.newBuilder()
                                    .setHistory(HistoryReply.newBuilder().addSeries(series)),
                            false);
                }
                case FAUCET -> throw new IllegalStateException("a bug");
                default -> reply.fail("AGENT-2", "Not known here.");
            }
        }
    }

    private AgentEndpoint endpoint(Identity who) {
        return new AgentEndpoint(server.port(), 1, who.pin(), "0.1.0");
    }

    private LinkClient connect(Identity as, Identity to, Hello hello) throws Exception {
        return LinkClient.connect(endpoint(to), as, hello, LIMIT, pushes::add);
    }

    private static Hello hello(int newest, int oldest) {
        return Hello.newBuilder()
                .setProtocol(newest)
                .setOldestProtocol(oldest)
                .setVersion("0.1.0")
                .setRole("panel")
                .build();
    }

    @Test
    void answersRequestsWithProgressAndPushesLive() throws Exception {
        try (var client = connect(panel, agent, hello(1, 1))) {
            assertEquals("tower", client.welcome().getMachine());
            var progress = new AtomicReference<AgentMessage>();
            var request =
                    PanelMessage.newBuilder()
                            .setHistory(HistoryRequest.newBuilder().addSeries("cpu.load"));
            var reply = client.request(request, progress::set).get(20, TimeUnit.SECONDS);
            assertEquals(2000, reply.getHistory().getSeries(0).getPointsCount());
            assertEquals("reading", progress.get().getProgress().getText());
            watch(client);
            server.publish(Live.newBuilder().setSequence(7).build());
            var live = pushes.poll(20, TimeUnit.SECONDS);
            assertTrue(live != null && live.getSequence() == 7, "one push came");
        }
    }

    private static void watch(LinkClient client) throws Exception {
        client.request(PanelMessage.newBuilder().setWatch(WatchRequest.newBuilder().setOn(true)))
                .get(20, TimeUnit.SECONDS);
    }

    @Test
    void refusesACallerWhoseKeyIsNotTrusted() throws Exception {
        var stranger = Identity.in(folder, "stranger", threads.time());
        var refused =
                assertThrows(
                        LinkFailedException.class, () -> connect(stranger, agent, hello(1, 1)));
        assertTrue(refused.code().startsWith("LINK-"), refused.code());
        assertEquals(0, server.callers());
    }

    @Test
    void refusesAnAgentWhoseKeyIsAnother() throws Exception {
        var other = Identity.in(folder, "other", threads.time());
        assertThrows(LinkFailedException.class, () -> connect(panel, other, hello(1, 1)));
    }

    @Test
    void saysWhichSideIsTooOld() {
        var old = assertThrows(LinkFailedException.class, () -> connect(panel, agent, hello(0, 0)));
        assertEquals("LINK-2", old.code());
        assertTrue(old.sentence().contains("update it"), old.sentence());
        var young =
                assertThrows(LinkFailedException.class, () -> connect(panel, agent, hello(9, 9)));
        assertTrue(young.sentence().contains("agent is older"), young.sentence());
    }

    @Test
    void aBugInOneRequestIsAnAnswerNotAnEnd() throws Exception {
        try (var client = connect(panel, agent, hello(1, 1))) {
            var failure =
                    assertThrows(
                            ExecutionException.class,
                            () ->
                                    client.request(
                                                    PanelMessage.newBuilder()
                                                            .setFaucet(
                                                                    FaucetRequest
                                                                            .getDefaultInstance()))
                                            .get(20, TimeUnit.SECONDS));
            assertInstanceOf(LinkFailedException.class, failure.getCause());
            watch(client);
        }
    }

    @Test
    void aSlowPanelGetsTheNewestAndNeverHoldsTheAgentUp() throws Exception {
        var stuck = new CountDownLatch(1);
        var first = new CountDownLatch(1);
        var seen = new ArrayBlockingQueue<Live>(100_000);
        try (var client =
                LinkClient.connect(
                        endpoint(agent),
                        panel,
                        hello(1, 1),
                        LIMIT,
                        live -> {
                            seen.add(live);
                            first.countDown();
                            try {
                                if (!stuck.await(20, TimeUnit.SECONDS)) {
                                    throw new IllegalStateException("the test hung");
                                }
                            } catch (InterruptedException e) {
                                Thread.currentThread().interrupt();
                            }
                        })) {
            watch(client);
            var filler = "x".repeat(10_000);
            for (int i = 1; i <= 2_000; i++) {
                server.publish(
                        Live.newBuilder()
                                .setSequence(i)
                                .setMachine(Machine.newBuilder().setModel(filler))
                                .build());
            }
            assertTrue(first.await(20, TimeUnit.SECONDS));
            stuck.countDown();
            int arrived = 1;
            Live last = seen.poll(20, TimeUnit.SECONDS);
            while (last != null && last.getSequence() < 2_000) {
                arrived++;
                last = seen.poll(20, TimeUnit.SECONDS);
            }
            assertTrue(last != null, "the newest arrived in the end");
            assertTrue(arrived < 1_900, "most were skipped, but " + arrived + " arrived");
        }
    }

    @Test
    void keepsItsKeyWhenTheCertificateIsRenewedAndItsFilesPrivate() throws Exception {
        var later = InstantSource.fixed(Instant.now(Clock.systemUTC()).plus(Duration.ofDays(300)));
        var renewed = Identity.in(folder, "agent", later);
        assertEquals(agent.pin(), renewed.pin());
        assertFalse(
                renewed.certificate()
                        .getSerialNumber()
                        .equals(agent.certificate().getSerialNumber()));
        assertEquals(
                "rw-------",
                PosixFilePermissions.toString(
                        Files.getPosixFilePermissions(folder.resolve("agent.key"))));
    }

    @Test
    void saysWhenThePortIsTaken() {
        var taken =
                assertThrows(
                        LinkFailedException.class,
                        () ->
                                LinkServer.start(
                                        server.port(), agent, trusted, new Answers(), threads));
        assertTrue(taken.sentence().contains("is taken"), taken.sentence());
    }

    @Test
    void leavesItsEndpointForTheNextWindow() throws Exception {
        endpoint(agent).leaveIn(folder);
        assertEquals(endpoint(agent), AgentEndpoint.in(folder).orElseThrow());
        Files.writeString(folder.resolve("agent.endpoint"), "port=x");
        assertTrue(AgentEndpoint.in(folder).isEmpty());
    }
}
