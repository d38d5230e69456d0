package hearth.monitors.bench;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import hearth.kernel.Threads;
import hearth.monitors.bench.line.LineClient;
import hearth.monitors.bench.line.LineCode;
import hearth.monitors.bench.line.LineServer;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.SocketException;
import java.security.SecureRandom;
import java.util.Locale;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;

@Timeout(60)
final class LineTest {
    private final Threads threads = Threads.system();
    private final SecureRandom random = new SecureRandom();
    private final LineCode code = LineCode.fresh(random);

    @AfterEach
    void end() {
        threads.close();
    }

    private LineServer server() throws IOException {
        return new LineServer(
                new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), code, random, threads);
    }

    private CompletableFuture<Void> serving(LineServer server) {
        return CompletableFuture.runAsync(
                () -> {
                    try {
                        server.serveOne();
                    } catch (IOException e) {
                        throw new CompletionException(e);
                    }
                },
                threads.io());
    }

    private LineClient client(LineServer server, LineCode with) throws IOException {
        return new LineClient(server.address(), with, random, threads, () -> false);
    }

    @Test
    void bothWaysAreMeasuredWithOneAndSeveralStreams() throws Exception {
        try (var server = server()) {
            var session = serving(server);
            var typed = LineCode.of(code.shown().toUpperCase(Locale.ROOT).toCharArray());
            try (var client = client(server, typed)) {
                assertTrue(client.rate(true, 1, 1) > 0);
                assertTrue(client.rate(false, 1, 1) > 0);
                assertTrue(client.rate(true, 3, 1) > 0);
                assertTrue(client.roundTrip() > 0);
            }
            session.join();
        }
    }

    @Test
    void whoDoesNotKnowTheCodeGetsNothing() throws Exception {
        try (var server = server()) {
            var session = serving(server);
            var wrong = LineCode.fresh(random);
            assertThrows(IOException.class, () -> client(server, wrong).close());
            // The right one still comes in.
            client(server, code).close();
            session.join();
        }
    }

    @Test
    void garbageAndEndlessGuessingEndTheSession() throws Exception {
        try (var server = server()) {
            var session = serving(server);
            for (int i = 0; i < 5; i++) {
                try (var socket = new Socket()) {
                    socket.connect(server.address());
                    socket.getOutputStream().write(new byte[100]);
                    socket.shutdownOutput();
                    assertEquals(32, socket.getInputStream().readNBytes(64).length);
                } catch (SocketException e) {
                    // Closed before all of it was read: as good.
                    assertTrue(i >= 0);
                }
            }
            var ended = assertThrows(CompletionException.class, session::join);
            assertTrue(String.valueOf(ended.getMessage()).contains("wrong code"));
        }
    }

    @Test
    void allAddressesAtOnceAreRefused() {
        var refused =
                assertThrows(
                        IOException.class,
                        () ->
                                new LineServer(
                                                new InetSocketAddress("0.0.0.0", 0),
                                                code,
                                                random,
                                                threads)
                                        .close());
        assertTrue(String.valueOf(refused.getMessage()).contains("name one address"));
    }

    @Test
    void aCodeIsReadAsItIsShownAndNothingElse() {
        assertEquals(code.shown(), LineCode.of(code.shown().toCharArray()).shown());
        assertThrows(IllegalArgumentException.class, () -> LineCode.of("1234".toCharArray()));
        assertThrows(
                IllegalArgumentException.class,
                () -> LineCode.of("zzzz-zzzz-zzzz-zzzz-zzzz".toCharArray()));
        assertEquals("LineCode[hidden]", code.toString());
    }
}
