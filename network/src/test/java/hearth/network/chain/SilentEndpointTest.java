package hearth.network.chain;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.sun.net.httpserver.HttpServer;

import hearth.kernel.Address;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import java.math.BigInteger;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;

/** An endpoint that takes a transaction and says nothing, or says no. */
final class SilentEndpointTest {
    private static final String REFUSAL =
            "{\"jsonrpc\":\"2.0\",\"id\":0,\"error\":{\"code\":-32000,"
                    + "\"message\":\"insufficient funds for gas\"}}";

    @TempDir Path folder;
    private HttpServer server;
    private ChainClient chain;
    private NodeKey key;
    private final List<String> broadcasts = new ArrayList<>();
    private volatile String answerToBroadcast = "";

    @BeforeEach
    void open() throws Exception {
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.createContext(
                "/",
                exchange -> {
                    String asked =
                            new String(
                                    exchange.getRequestBody().readAllBytes(),
                                    StandardCharsets.UTF_8);
                    String answer = answer(asked);
                    byte[] body = answer.getBytes(StandardCharsets.UTF_8);
                    exchange.sendResponseHeaders(
                            body.length == 0 ? 503 : 200, body.length == 0 ? -1 : body.length);
                    exchange.getResponseBody().write(body);
                    exchange.close();
                });
        server.start();
        URI address = URI.create("http://127.0.0.1:" + server.getAddress().getPort());
        chain =
                new ChainClient(
                        new NetworkFile.Endpoint(7, null, List.of(address), null),
                        InstantSource.system());
        key = NodeKey.openOrCreate(folder.resolve("key"), new SecureRandom());
    }

    @AfterEach
    void close() {
        chain.close();
        server.stop(0);
    }

    private String answer(String asked) {
        if (asked.contains("eth_sendRawTransaction")) {
            broadcasts.add(asked.replaceAll(".*\"(0x02[0-9a-f]+)\".*", "$1"));
            return answerToBroadcast;
        }
        if (asked.contains("eth_getBlockByNumber")) {
            return "{\"jsonrpc\":\"2.0\",\"id\":0,\"result\":{\"number\":\"0x1\","
                    + "\"baseFeePerGas\":\"0x1\",\"transactions\":[]}}";
        }
        if (asked.contains("Receipt") || asked.contains("eth_getTransactionByHash")) {
            return "{\"jsonrpc\":\"2.0\",\"id\":0,\"result\":null}";
        }
        String number = asked.contains("eth_estimateGas") ? "0x5208" : "0x0";
        return "{\"jsonrpc\":\"2.0\",\"id\":0,\"result\":\"" + number + "\"}";
    }

    private TransactionSender sender() throws Exception {
        return TransactionSender.journalled(
                chain,
                key.address(),
                FeeLimits.usual(),
                InstantSource.system(),
                folder.resolve("journal"),
                (_, _) -> {});
    }

    private Payload pay() {
        return pay(1);
    }

    private Payload pay(long amount) {
        Address somebody = new Address("0x" + "5a".repeat(20));
        return Payload.of(key, new Call(somebody, BigInteger.valueOf(amount), "0x"), "Pay");
    }

    @Test
    void aPaymentThatMayHaveArrivedIsSentAgainAndNeverMadeTwice() throws Exception {
        SentTransaction sent = sender().send(pay());
        assertEquals(List.of(sent), sender().open());
        assertInstanceOf(TransactionState.Pending.class, sender().state(sent));
        answerToBroadcast = "{\"jsonrpc\":\"2.0\",\"id\":0,\"result\":\"" + sent.hash() + "\"}";
        assertEquals(List.of(sent), sender().tend());
        assertEquals(2, broadcasts.size());
        assertTrue(broadcasts.getFirst().startsWith("0x02"), broadcasts.getFirst());
        assertEquals(broadcasts.getFirst(), broadcasts.getLast());
    }

    @Test
    void aPaymentThatWasRefusedStaysNotedAndIsOfferedAgain() throws Exception {
        answerToBroadcast = REFUSAL;
        SentTransaction sent = sender().send(pay());
        assertEquals(Optional.of("it answered \"insufficient funds for gas\""), sent.refusal());
        assertEquals(List.of(sent), sender().open());
        answerToBroadcast = "{\"jsonrpc\":\"2.0\",\"id\":0,\"result\":\"" + sent.hash() + "\"}";
        assertEquals(List.of(), sender().tend(), "nobody has asked for it");
        assertEquals(1, broadcasts.size());
        sender().offerAgain(sent);
        assertEquals(Optional.empty(), sender().open().getFirst().refusal());
        assertEquals(2, broadcasts.size());
        assertEquals(1, new HashSet<>(broadcasts).size());
    }

    @Test
    void aRefusedNumberIsGivenToTheNextOneAndTheFirstIsNotOfferedAgain() throws Exception {
        answerToBroadcast = REFUSAL;
        TransactionSender sender = sender();
        SentTransaction refused = sender.send(pay());
        answerToBroadcast = "{\"jsonrpc\":\"2.0\",\"id\":0,\"result\":\"0x\"}";
        SentTransaction next = sender.send(pay(2));
        assertEquals(refused.nonce(), next.nonce());
        assertEquals(List.of(refused, next), sender.open());
        assertEquals(List.of(next), sender.tend());
        sender.offerAgain(refused);
        assertEquals(3, broadcasts.size(), "its number is another's now");
        assertEquals(next.nonce() + 1, sender.send(pay(3)).nonce());
    }

    @Test
    void aSenderWithoutAFileForgetsWhatWasRefused() {
        answerToBroadcast = REFUSAL;
        TransactionSender sender =
                TransactionSender.forgetful(
                        chain, key.address(), FeeLimits.usual(), InstantSource.system());
        ChainFailedException e = assertThrows(ChainFailedException.class, () -> sender.send(pay()));
        assertTrue(String.valueOf(e.getMessage()).contains("insufficient funds"));
        assertEquals(List.of(), sender.open());
    }
}
