package hearth.workers.risk.extract;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import com.code_intelligence.jazzer.junit.FuzzTest;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.provider.MethodSource;

import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.List;

/**
 * Any bytes at all as what an endpoint answers: read, or refused in the one declared way. In the
 * ordinary tests Jazzer runs the seeds; {@code bench/fuzz} looks for inputs of its own.
 */
final class RepliesFuzzTest {
    private static final Endpoint NOWHERE =
            new Endpoint(URI.create("http://127.0.0.1:1"), null, 31_337);

    static List<byte[]> replies() {
        String hash = "0x" + "ab".repeat(32);
        String account = "0x" + "cd".repeat(20);
        return List.of(
                bytes(
                        "[{\"id\":1,\"result\":\"0x6001\"},"
                                + "{\"id\":0,\"error\":{\"code\":-32005,\"message\":\"limit\"}}]"),
                bytes(
                        """
                        {"id":0,"result":{"number":"0x10","hash":"#","parentHash":"#",
                        "timestamp":"0x65","transactions":[{"hash":"#","to":null},"#"]}}
                        """
                                .replace("#", hash)),
                bytes(
                        """
                        {"id":0,"result":[{"blockHash":"#","contractAddress":"@","from":"@",
                        "status":"0x1"}]}
                        """
                                .replace("#", hash)
                                .replace("@", account)));
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    @MethodSource("replies")
    @FuzzTest
    void replies(byte[] input) {
        try (var rpc = new Rpc(NOWHERE)) {
            reads(rpc, input, JsonShapes::bytes);
            reads(rpc, input, JsonShapes::quantity);
            reads(rpc, input, JsonShapes::block);
            reads(rpc, input, JsonShapes::receipts);
            reads(rpc, input, JsonShapes::receipt);
        }
    }

    private static <T> void reads(Rpc rpc, byte[] input, Rpc.Result<T> result) {
        for (int calls = 1; calls <= 2; calls++) {
            try {
                rpc.read(input, calls, result);
            } catch (RpcFailedException refused) {
                // with a sentence
            }
        }
    }

    static List<byte[]> memories() {
        return List.of(new byte[3 * 32]);
    }

    @MethodSource("memories")
    @FuzzTest
    void codeHashes(byte[] input) {
        try {
            CodeHashQuery.hashes(input, 2);
        } catch (RpcFailedException refused) {
            // with a sentence
        }
    }

    @Test
    void whatItBeginsWithIsRead() throws Exception {
        try (var rpc = new Rpc(NOWHERE)) {
            assertEquals(2, rpc.read(replies().get(0), 2, JsonShapes::bytes).size());
            assertEquals(1, rpc.read(replies().get(1), 1, JsonShapes::block).size());
            assertEquals(1, rpc.read(replies().get(2), 1, JsonShapes::receipts).size());
        }
        assertEquals(2, CodeHashQuery.hashes(memories().getFirst(), 2).length);
    }

    @Test
    void aBlockOfNoTimeIsMalformed() {
        var reply = new String(replies().get(1), StandardCharsets.UTF_8);
        try (var rpc = new Rpc(NOWHERE)) {
            assertThrows(
                    RpcFailedException.class,
                    () ->
                            rpc.read(
                                    bytes(reply.replace("0x65", "0x7fffffffffffffff")),
                                    1,
                                    JsonShapes::block));
        }
    }
}
