package hearth.workers.risk.extract;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import hearth.workers.risk.Account;
import hearth.workers.risk.CodeHash;
import hearth.workers.risk.extract.BadServer.Reply;
import hearth.workers.risk.extract.RpcFailedException.Kind;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Random;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import java.util.zip.GZIPOutputStream;

/** Everything that an endpoint can do wrong has a name, and none of it is believed. */
final class BadEndpointTest {
    /** An answer comes, however busy the machine is. */
    private static RpcFailedException failure(BadServer server) {
        return failure(server, Duration.ofSeconds(20));
    }

    private static RpcFailedException failure(BadServer server, Duration patience) {
        try (var reader = new ChainReader(server.endpoint(), patience)) {
            return assertThrows(RpcFailedException.class, reader::head);
        }
    }

    private static Kind kind(Reply reply) throws IOException {
        try (var server = new BadServer((_, _) -> reply)) {
            return failure(server).kind();
        }
    }

    @Test
    void nobodyThereIsUnreachable() throws Exception {
        URI address;
        try (var server = new BadServer((_, _) -> Reply.json("{}"))) {
            address = server.endpoint().http();
        }
        try (var reader = new ChainReader(new Endpoint(address, null, 1))) {
            var failure = assertThrows(RpcFailedException.class, reader::head);
            assertEquals(Kind.UNREACHABLE, failure.kind());
            assertTrue(failure.toString().contains("cannot be reached"), failure.toString());
        }
    }

    @Test
    void silenceIsSlow() throws Exception {
        var closing = new CountDownLatch(1);
        try (var server =
                new BadServer((_, _) -> {
                    try {
                        var _ = closing.await(10, TimeUnit.SECONDS);
                    } catch (InterruptedException e) {
                        Thread.currentThread().interrupt();
                    }
                    return Reply.json("{}");
                })) {
            assertEquals(Kind.SLOW, failure(server, Duration.ofSeconds(1)).kind());
            closing.countDown();
        }
    }

    @Test
    void tooManyRequestsSaysHowLongToWait() throws Exception {
        var reply = new Reply(429, List.of("Retry-After", "7"), "", 1);
        try (var server = new BadServer((_, _) -> reply)) {
            var failure = failure(server);
            assertEquals(Kind.LIMITED, failure.kind());
            assertEquals(Duration.ofSeconds(7), failure.retryAfter());
            assertTrue(new Waits().after(failure).toSeconds() >= 7);
        }
        assertEquals(
                Kind.LIMITED,
                kind(
                        Reply.json(
                                "{\"id\":0,\"error\":{\"code\":-32005,\"message\":\"slow down\"}}")));
    }

    @Test
    void waitsGrowAndHaveAnEnd() {
        var backoff = new Backoff(new Random(1));
        long last = 0;
        for (int i = 0; i < 40; i++) {
            last = backoff.after(Duration.ZERO).toMillis();
            assertTrue(last >= 100 && last <= 30_000, "waited " + last);
        }
        assertTrue(last >= 15_000, "it does not grow");
        assertEquals(120_000, backoff.after(Duration.ofDays(1)).toMillis());
        backoff.success();
        assertTrue(backoff.after(Duration.ZERO).toMillis() <= 200);
    }

    @Test
    void serverErrorsAndRefusalsHaveTheirNames() throws Exception {
        assertEquals(Kind.SERVER, kind(Reply.of(503, "")));
        assertEquals(Kind.REFUSED, kind(Reply.of(401, "")));
        assertEquals(Kind.REFUSED, kind(new Reply(302, List.of("Location", "/x"), "", 1)));
        assertEquals(Kind.OVERSIZED, kind(Reply.of(413, "")));
        assertEquals(
                Kind.REFUSED,
                kind(Reply.json("{\"id\":0,\"error\":{\"code\":-32601,\"message\":\"no\"}}")));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "<html>not today</html>",
                "null",
                "[]",
                "{}",
                "{\"id\":0,\"result\":7}",
                "{\"id\":0,\"result\":\"0xzz\"}",
                "{\"id\":0,\"result\":\"12\"}",
                "{\"id\":0,\"result\":\"0x1",
                "{\"id\":9,\"result\":\"0x1\"}",
                "{\"result\":\"0x1\"}",
                "{\"id\":0,\"result\":\"0xfffffffffffffffffff\"}",
                "{\"id\":0,\"result\":null}",
            })
    void nonsenseIsMalformed(String reply) throws Exception {
        assertEquals(Kind.MALFORMED, kind(Reply.json(reply)));
    }

    @Test
    void deeplyNestedJsonIsMalformed() throws Exception {
        assertEquals(Kind.MALFORMED, kind(Reply.json("{\"x\":" + "[".repeat(100_000))));
    }

    @Test
    void replyWithoutEndIsCutOff() throws Exception {
        var block = " ".repeat(1 << 16);
        assertEquals(Kind.OVERSIZED, kind(new Reply(200, List.of(), block, 1_000)));
    }

    @Test
    void replyThatUnpacksToTooMuchIsCutOff() throws Exception {
        var packed = new ByteArrayOutputStream();
        try (var out = new GZIPOutputStream(packed)) {
            for (int i = 0; i < 1_000; i++) {
                out.write(new byte[1 << 16]);
            }
        }
        assertEquals(
                Kind.OVERSIZED,
                kind(
                        new Reply(
                                200,
                                List.of("Content-Encoding", "gzip"),
                                packed.toString(StandardCharsets.ISO_8859_1),
                                1)));
        assertEquals(
                Kind.MALFORMED,
                kind(new Reply(200, List.of("Content-Encoding", "gzip"), "not packed", 1)));
    }

    @Test
    void packedReplyIsRead() throws Exception {
        var packed = new ByteArrayOutputStream();
        try (var out = new GZIPOutputStream(packed)) {
            out.write("{\"id\":0,\"result\":\"0x2a\"}".getBytes(StandardCharsets.US_ASCII));
        }
        var reply =
                new Reply(
                        200,
                        List.of("Content-Encoding", "gzip"),
                        packed.toString(StandardCharsets.ISO_8859_1),
                        1);
        try (var server = new BadServer((_, _) -> reply);
                var reader = new ChainReader(server.endpoint())) {
            assertEquals(42, reader.head());
            assertEquals(packed.size(), reader.received());
        }
    }

    @Test
    void askingForLessIsLearnedFromRefusals() throws Exception {
        try (var server =
                        new BadServer((_, body) ->
                                body.split("eth_getCode", -1).length - 1 > 10
                                        ? Reply.json(
                                                "{\"id\":null,\"error\":{\"code\":-32600,"
                                                        + "\"message\":\"batch too large\"}}")
                                        : Reply.json(codes(body)));
                var reader = new ChainReader(server.endpoint())) {
            var addresses = IntStream.range(0, 60).mapToObj(i -> new Account(i, i, i)).toList();
            var codes = reader.codes(addresses);
            for (int i = 0; i < 60; i++) {
                assertArrayEquals(new byte[] {(byte) i}, codes.get(i));
            }
            assertTrue(reader.codesAtOnce() <= 10, "still " + reader.codesAtOnce());
            int before = server.count();
            var _ = reader.codes(addresses.subList(0, 6));
            assertEquals(before + 1, server.count());
        }
    }

    /** Answers in reverse order, each with the last byte of its address as the code. */
    private static String codes(String body) {
        var reply = new StringBuilder("[");
        var calls = body.split("\"id\":", -1);
        for (int i = calls.length - 1; i > 0; i--) {
            var call = calls[i];
            var id = call.substring(0, call.indexOf(','));
            int end = call.indexOf("\",\"latest\"");
            reply.append(reply.length() == 1 ? "" : ",")
                    .append("{\"result\":\"0x")
                    .append(call, end - 2, end)
                    .append("\",\"id\":")
                    .append(id)
                    .append('}');
        }
        return reply.append(']').toString();
    }

    @Test
    void endpointThatRunsNoProgramsIsAskedForCodes() throws Exception {
        try (var server =
                        new BadServer((_, body) ->
                                body.contains("eth_call")
                                        ? Reply.json(
                                                "{\"id\":0,\"error\":{\"code\":-32000,"
                                                        + "\"message\":\"to is required\"}}")
                                        : Reply.json(
                                                codes(body)
                                                        .replace("[{", "{")
                                                        .replace("}]", "}")));
                var reader = new ChainReader(server.endpoint())) {
            var hashes = reader.hashes(List.of(new Account(1, 1, 1)));
            assertEquals(
                    CodeHash.parse(
                            "0x5fe7f977e71dba2ea1a68e21057beebb9be2ac30c6410aa38d4f3fbe41dcffd2"),
                    hashes.getFirst());
        }
    }

    @Test
    void wordsOfAStrangerAreMadeHarmless() throws Exception {
        try (var server =
                new BadServer((_, _) ->
                        Reply.json(
                                "{\"id\":0,\"error\":{\"code\":1,\"message\":\"\\u001b[31m"
                                        + "\\u202e"
                                        + "x".repeat(5_000)
                                        + "\"}}"))) {
            var message = failure(server).toString();
            assertTrue(message.length() < 400);
            assertTrue(message.chars().noneMatch(c -> c == 0x1b || c == 0x202e), message);
        }
    }

    @Test
    void keyInTheAddressIsNotShown() {
        var endpoint = new Endpoint(URI.create("https://node.example/v3/secret?key=x"), null, 1);
        assertEquals("https://node.example", endpoint.toString());
    }
}
