package hearth.link;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import hearth.kernel.DataDir;
import hearth.kernel.Threads;
import hearth.link.wire.Hello;
import hearth.link.wire.PanelMessage;
import hearth.link.wire.Welcome;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;

/** Certificates that age, clocks that are wrong, and callers that are trusted no longer. */
@Timeout(60)
final class CertificateLifeTest {
    private static final Instant NOW = Instant.parse("2026-11-27T12:00:00Z");
    private static final Duration LIMIT = Duration.ofSeconds(20);
    private static final Duration LOOK = Duration.ofMillis(100);

    @TempDir Path folder;
    private final Threads threads = Threads.system();
    private final AtomicReference<Instant> agentClock = new AtomicReference<>(NOW);
    private final AtomicReference<Instant> panelClock = new AtomicReference<>(NOW);
    private Identity agent;
    private Identity panel;
    private TrustedPins trusted;
    private LinkServer server;

    @BeforeEach
    void listen() throws Exception {
        agent = Identity.in(folder, "agent", agentClock::get);
        panel = Identity.in(folder, "panel", panelClock::get);
        trusted = new TrustedPins(folder.resolve("trusted"));
        trusted.add(panel.pin());
        server = LinkServer.start(0, agent, trusted, new Quiet(), threads, LOOK);
    }

    @AfterEach
    void close() {
        server.close();
        threads.close();
    }

    private static final class Quiet implements LinkHandler {
        @Override
        public Welcome welcome(Hello hello) {
            return Welcome.newBuilder().setProtocol(Protocol.VERSION).build();
        }

        @Override
        public void handle(PanelMessage request, Reply reply) {
            reply.done();
        }
    }

    private LinkClient connect() throws Exception {
        var hello =
                Hello.newBuilder()
                        .setProtocol(Protocol.VERSION)
                        .setOldestProtocol(Protocol.OLDEST)
                        .setRole("panel")
                        .build();
        return LinkClient.connect(
                new AgentEndpoint(server.port(), 1, agent.pin(), "0.1.0"),
                panel,
                hello,
                LIMIT,
                _ -> {});
    }

    @Test
    void livesFor398DaysAndIsRenewedWithItsKeyWhileTheAgentRuns() throws Exception {
        var first = agent.certificate();
        assertEquals(
                Duration.ofDays(398 + 7),
                Duration.between(
                        first.getNotBefore().toInstant(), first.getNotAfter().toInstant()));
        agentClock.set(NOW.plus(Duration.ofDays(150)));
        assertEquals(first, agent.certificate());
        agentClock.set(NOW.plus(Duration.ofDays(199)));
        panelClock.set(agentClock.get());
        connect().close();
        assertNotEquals(first, agent.certificate());
        assertEquals(Pin.of(first), agent.pin());
        // What was renewed is on disk for the next start.
        assertEquals(
                agent.certificate(), Identity.in(folder, "agent", agentClock::get).certificate());
    }

    @Test
    void aWrongClockOnEitherSideLocksNobodyOut() throws Exception {
        for (Instant wrong :
                List.of(
                        Instant.EPOCH,
                        NOW.minus(Duration.ofDays(365)),
                        NOW.plus(Duration.ofDays(190)))) {
            agentClock.set(wrong);
            connect().close();
            agentClock.set(NOW);
            panelClock.set(wrong);
            connect().close();
            panelClock.set(NOW);
        }
        // Ten years ahead on both sides, as on one machine: both renew.
        agentClock.set(NOW.plus(Duration.ofDays(3650)));
        panelClock.set(agentClock.get());
        connect().close();
        // And back again.
        agentClock.set(NOW);
        panelClock.set(NOW);
        connect().close();
    }

    @Test
    void aLapsedCertificateIsRefusedAlsoWhenTheClockFellBack() throws Exception {
        // A panel whose clock stands still never renews; the agent's goes on.
        agentClock.set(NOW.plus(Duration.ofDays(500)));
        assertThrows(LinkFailedException.class, this::connect);
        var _ = agent.certificate();
        agentClock.set(Instant.EPOCH);
        assertThrows(LinkFailedException.class, this::connect);
    }

    @Test
    void anOpenConversationEndsWhenItsCallerIsTrustedNoLonger() throws Exception {
        assertTrue(Protocol.REVOKED_AFTER.compareTo(Duration.ofSeconds(5)) <= 0);
        try (var client = connect()) {
            trusted.remove(panel.pin());
            assertThrows(ExecutionException.class, () -> client.ended().get(10, TimeUnit.SECONDS));
            assertEquals(0, server.callers());
        }
        assertThrows(LinkFailedException.class, this::connect);
        trusted.add(panel.pin());
        connect().close();
    }

    @Test
    void anUnreadableListOfTrustedCallersTrustsNobody() throws Exception {
        try (var client = connect()) {
            DataDir.write(
                    folder.resolve("trusted"), "no pin\n".getBytes(StandardCharsets.US_ASCII));
            assertThrows(ExecutionException.class, () -> client.ended().get(10, TimeUnit.SECONDS));
        }
    }
}
