package hearth.network.chain;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.sun.net.httpserver.HttpServer;

import hearth.kernel.Address;
import hearth.network.contracts.RewardPool;
import hearth.network.work.Fixed;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;

/** How a root was posted, where a chain has 20 million blocks, two a second, and old logs not. */
@Timeout(60)
final class PostingOnLongChainTest {
    private static final long NEWEST = 20_000_000;
    private static final long POSTED = 19_876_543;
    private static final long WINDOW = 3_600;
    private static final long EPOCH = 7;
    private static final Address POOL = Fixed.address("pool");

    private final JsonMapper json = new JsonMapper();
    private final List<String> asked = new CopyOnWriteArrayList<>();

    /** Blocks before it are not told, nor their logs. */
    private volatile long pruned;

    private volatile boolean refused;
    private HttpServer server;
    private ChainClient chain;
    private Pool pool;

    @BeforeEach
    void open() throws Exception {
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.createContext(
                "/",
                exchange -> {
                    var call = json.readTree(exchange.getRequestBody().readAllBytes());
                    var answer =
                            "{\"jsonrpc\":\"2.0\",\"id\":" + call.path("id") + answer(call) + "}";
                    byte[] body = answer.getBytes(StandardCharsets.UTF_8);
                    exchange.sendResponseHeaders(200, body.length);
                    exchange.getResponseBody().write(body);
                    exchange.close();
                });
        server.start();
        var address = URI.create("http://127.0.0.1:" + server.getAddress().getPort());
        var endpoint = new NetworkFile.Endpoint(7, null, List.of(address), null);
        chain = new ChainClient(endpoint, InstantSource.system());
        var none = Fixed.hash("code");
        pool =
                new Pool(
                        chain,
                        new NetworkFile(
                                "long",
                                endpoint,
                                endpoint,
                                new NetworkFile.Contracts(Fixed.address("token"), POOL, POOL),
                                new NetworkFile.CodeHashes(none, none, none),
                                NetworkParameters.practice(),
                                List.of(Fixed.address("gatekeeper"))));
    }

    @AfterEach
    void close() {
        chain.close();
        server.stop(0);
    }

    private static long second(long block) {
        return 1_700_000_000 + block / 2;
    }

    private static String word(long value) {
        return String.format("%064x", value);
    }

    private static String hash(String name) {
        return Fixed.hash(name).hex();
    }

    private String answer(JsonNode call) {
        var method = call.path("method").asString();
        asked.add(method);
        var first = call.path("params").path(0);
        return switch (method) {
            case "eth_call" -> ",\"result\":\"" + read(first) + "\"";
            case "eth_getBlockByNumber" -> ",\"result\":" + block(first.asString());
            case "eth_getLogs" -> logs(first);
            default -> ",\"error\":{\"code\":-32601,\"message\":\"no such method\"}";
        };
    }

    /** Of the epoch's record, or of the window, which takes no argument. */
    private static String read(JsonNode call) {
        var words = call.path("data").asString(call.path("input").asString());
        return words.length() == "0x12345678".length()
                ? "0x" + word(WINDOW)
                : hash("root")
                        + word(1)
                        + word(second(POSTED) + WINDOW)
                        + word(1)
                        + hash("leaves").substring(2)
                        + hash("receipts").substring(2);
    }

    private String block(String which) {
        long number = which.equals("latest") ? NEWEST : Long.decode(which);
        return number < pruned
                ? "null"
                : """
                {"number":"0x%x","hash":"%s","parentHash":"%s","timestamp":"0x%x",
                 "transactions":[]}\
                """
                        .formatted(number, hash("b" + number), hash("p"), second(number));
    }

    private String logs(JsonNode filter) {
        long from = Long.decode(filter.path("fromBlock").asString());
        long to = Long.decode(filter.path("toBlock").asString());
        if (refused || to - from > 9) {
            return ",\"error\":{\"code\":-32005,\"message\":\"ten blocks at most\"}";
        }
        if (from > POSTED || to < POSTED || POSTED < pruned) {
            return ",\"result\":[]";
        }
        return """
        ,"result":[{"address":"%s","blockNumber":"0x%x","blockHash":"%s","transactionHash":"%s",
          "logIndex":"0x0","topics":["%s","0x%s","%s"],"data":"0x%s%s%s%s%s"}]\
        """
                .formatted(
                        POOL.hex(),
                        POSTED,
                        hash("b" + POSTED),
                        hash("transaction"),
                        Topics.of(RewardPool.ROOTPOSTED_EVENT),
                        word(EPOCH),
                        hash("root"),
                        word(1),
                        hash("leaves").substring(2),
                        word(1),
                        hash("receipts").substring(2),
                        word(second(POSTED) + WINDOW));
    }

    @Test
    void isFoundByTheSecondOfItsBlock() throws Exception {
        for (long from : new long[] {0, POSTED - 1_000}) {
            pruned = from;
            asked.clear();
            var at = pool.postedAt(EPOCH).orElseThrow();
            assertEquals(Fixed.hash("transaction"), at.transaction());
            assertEquals(POSTED, at.block());
            assertEquals(1, asked.stream().filter("eth_getLogs"::equals).count());
            assertTrue(asked.size() < 60, asked::toString);
        }
    }

    @Test
    void isAbsentWhereItsBlockIsPrunedAndAFailureWhereLogsAreRefused() throws Exception {
        pruned = POSTED + 2;
        assertEquals(Optional.empty(), pool.postedAt(EPOCH));
        pruned = 0;
        refused = true;
        assertThrows(ChainFailedException.class, () -> pool.postedAt(EPOCH));
    }
}
