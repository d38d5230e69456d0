package hearth.network.chain;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;

import hearth.kernel.Hash32;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;

/** What an endpoint may do wrong, played by a small HTTP server. */
@Timeout(120)
final class RpcTransportTest {
    /** For answers that must come, however busy the machine is. */
    private static final Duration PATIENT = Duration.ofSeconds(20);

    private static final String CHAIN_7 = "{\"jsonrpc\":\"2.0\",\"id\":0,\"result\":\"0x7\"}";

    private final AtomicReference<Instant> now =
            new AtomicReference<>(Instant.ofEpochSecond(1_800_000_000));
    private final CountDownLatch end = new CountDownLatch(1);
    private final List<HttpServer> servers = new ArrayList<>();

    @AfterEach
    void stop() {
        end.countDown();
        servers.forEach(server -> server.stop(0));
    }

    /** How a server answers; gets the number of the request, from 1. */
    private interface Answer {
        void give(HttpExchange exchange, int number) throws IOException, InterruptedException;
    }

    private URI server(Answer answer) throws IOException {
        HttpServer server =
                HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        AtomicInteger count = new AtomicInteger();
        server.createContext(
                "/",
                exchange -> {
                    exchange.getRequestBody().readAllBytes();
                    try {
                        answer.give(exchange, count.incrementAndGet());
                    } catch (InterruptedException e) {
                        Thread.currentThread().interrupt();
                    } finally {
                        exchange.close();
                    }
                });
        server.setExecutor(Executors.newVirtualThreadPerTaskExecutor());
        server.start();
        servers.add(server);
        return URI.create("http://127.0.0.1:" + server.getAddress().getPort());
    }

    private static void reply(HttpExchange exchange, int status, String body) throws IOException {
        byte[] bytes = body.getBytes(StandardCharsets.UTF_8);
        exchange.sendResponseHeaders(status, bytes.length);
        exchange.getResponseBody().write(bytes);
    }

    private ChainClient client(URI... addresses) {
        return client(PATIENT, addresses);
    }

    private ChainClient client(Duration patience, URI... addresses) {
        return new ChainClient(
                new NetworkFile.Endpoint(7, null, List.of(addresses), null),
                patience,
                1 << 20,
                now::get);
    }

    private static String failure(ChainClient client) {
        String sentence =
                String.valueOf(
                        assertThrows(ChainFailedException.class, client::chainId).getMessage());
        assertTrue(sentence.startsWith("The chain at http://127.0.0.1:"), sentence);
        return sentence;
    }

    private static URI nobody() throws IOException {
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return URI.create("http://127.0.0.1:" + socket.getLocalPort());
        }
    }

    @Test
    void saysThatNothingListens() throws Exception {
        try (ChainClient client = client(nobody())) {
            assertTrue(failure(client).contains("nothing listens there"));
        }
    }

    @Test
    void givesUpOnASlowEndpoint() throws Exception {
        URI slow = server((exchange, n) -> assertTrue(end.await(20, TimeUnit.SECONDS)));
        try (ChainClient client = client(Duration.ofMillis(1_200), slow)) {
            assertTrue(failure(client).contains("no answer within"));
        }
    }

    @Test
    void givesUpOnABodyThatDrips() throws Exception {
        URI dripping =
                server((exchange, n) -> {
                    exchange.sendResponseHeaders(200, 1000);
                    exchange.getResponseBody().write('{');
                    exchange.getResponseBody().flush();
                    assertTrue(end.await(20, TimeUnit.SECONDS));
                });
        try (ChainClient client = client(Duration.ofMillis(1_200), dripping)) {
            assertTrue(failure(client).contains("no answer within"));
        }
    }

    @Test
    void refusesAnOversizedAnswer() throws Exception {
        URI large = server((exchange, n) -> reply(exchange, 200, "\"" + "x".repeat(1 << 21)));
        try (ChainClient client = client(large)) {
            String sentence = failure(client);
            assertTrue(sentence.contains("larger than 1 MiB"), sentence);
        }
    }

    @Test
    void refusesMalformedNestedAndForeignAnswers() throws Exception {
        for (String body :
                List.of(
                        "{\"jsonrpc\":\"2.0\",\"id\":0,\"result\":\"0x",
                        "<html>gateway</html>",
                        "",
                        "null",
                        "{\"jsonrpc\":\"2.0\",\"id\":0,\"result\":\"seven\"}",
                        "{\"jsonrpc\":\"2.0\",\"id\":0,\"result\":{\"a\":1}}",
                        "{\"jsonrpc\":\"2.0\",\"id\":0}",
                        "[".repeat(100_000))) {
            URI odd = server((exchange, n) -> reply(exchange, 200, body));
            try (ChainClient client = client(odd)) {
                failure(client);
            }
        }
    }

    @Test
    void turnsToTheNextAddressAndLetsAFailedOneRest() throws Exception {
        AtomicInteger asked = new AtomicInteger();
        URI broken =
                server((exchange, n) -> {
                    asked.set(n);
                    reply(exchange, 503, "busy");
                });
        URI good = server((exchange, n) -> reply(exchange, 200, CHAIN_7));
        try (ChainClient client = client(broken, good)) {
            assertEquals(7, client.chainId());
            assertEquals(7, client.chainId());
            assertEquals(1, asked.get());
            now.set(now.get().plusSeconds(1));
            assertEquals(7, client.chainId());
            assertEquals(2, asked.get());
            // The second rest is twice as long.
            now.set(now.get().plusSeconds(1));
            assertEquals(7, client.chainId());
            assertEquals(2, asked.get());
        }
    }

    @Test
    void obeysALimitOfTheRate() throws Exception {
        AtomicInteger asked = new AtomicInteger();
        URI limiting =
                server((exchange, n) -> {
                    asked.set(n);
                    exchange.getResponseHeaders().add("Retry-After", "30");
                    reply(exchange, 429, "");
                });
        URI good = server((exchange, n) -> reply(exchange, 200, CHAIN_7));
        try (ChainClient client = client(limiting, good)) {
            assertEquals(7, client.chainId());
            now.set(now.get().plusSeconds(29));
            assertEquals(7, client.chainId());
            assertEquals(1, asked.get());
            now.set(now.get().plusSeconds(1));
            assertEquals(7, client.chainId());
            assertEquals(2, asked.get());
        }
        URI alone = server((exchange, n) -> reply(exchange, 429, ""));
        try (ChainClient client = client(alone)) {
            assertTrue(failure(client).contains("limits the rate"));
        }
    }

    @Test
    void notesAWrongChainAndAnotherFirstBlock() throws Exception {
        URI seven =
                server((exchange, n) ->
                        reply(
                                exchange,
                                200,
                                n == 1 ? CHAIN_7 : CHAIN_7.replace("\"0x7\"", "null")));
        try (ChainClient client = client(seven)) {
            var differs =
                    assertInstanceOf(
                            NetworkCheck.Outcome.Differs.class,
                            NetworkCheck.endpoint(
                                    new NetworkFile.Endpoint(
                                            8, null, List.of(URI.create("http://x")), null),
                                    client));
            assertTrue(differs.sentence().contains("chain 7"), differs.sentence());
        }
        assertThrows(IllegalArgumentException.class, () -> new Hash32("0x00"));
    }
}
