package hearth.network.chain;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.code_intelligence.jazzer.junit.FuzzTest;

import hearth.kernel.Address;
import hearth.kernel.Hash32;
import hearth.network.chain.proof.AccountProof;
import hearth.network.chain.proof.BadProofException;
import hearth.network.chain.proof.BlockHeader;
import hearth.network.chain.proof.BlockReceipts;
import hearth.network.chain.proof.PatriciaProof;
import hearth.network.work.Fixed;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.provider.MethodSource;
import org.web3j.crypto.Hash;

import tools.jackson.databind.JsonNode;

import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * Any bytes at all as a network's file, as what an endpoint answers, or as a proof: each is read,
 * or refused in the one declared way. In the ordinary tests Jazzer runs the seeds; {@code
 * bench/fuzz} looks for inputs of its own.
 */
final class ChainFuzzTest {
    static List<byte[]> files() {
        return List.of(
                NetworkFileJson.write(NetworkFileJsonTest.sample())
                        .getBytes(StandardCharsets.UTF_8));
    }

    @MethodSource("files")
    @FuzzTest
    void networkFiles(byte[] input) throws NetworkFileException {
        NetworkFile read;
        try {
            read = NetworkFileJson.parse(new String(input, StandardCharsets.UTF_8));
        } catch (NetworkFileException refused) {
            return;
        }
        assertEquals(read, NetworkFileJson.parse(NetworkFileJson.write(read)));
    }

    /** Hands out what it was given, whatever is asked. */
    private static final class Saying implements RpcWire {
        private final byte[] answer;

        Saying(byte[] answer) {
            this.answer = answer;
        }

        @Override
        public byte[] exchange(byte[] payload) throws IOException {
            HttpWire.refuseDepth(answer);
            return answer;
        }

        @Override
        public void close() {}
    }

    static List<byte[]> answers() {
        String header =
                """
                {"jsonrpc":"2.0","id":1,"result":{"parentHash":"Z","sha3Uncles":"Z","miner":"0xA",\
                "stateRoot":"Z","transactionsRoot":"Z","receiptsRoot":"Z","logsBloom":"0x#",\
                "difficulty":"0x0","number":"0x1","gasLimit":"0x1","gasUsed":"0x0",\
                "timestamp":"0x1","extraData":"0x","mixHash":"Z","nonce":"0x0000000000000000",\
                "hash":"Z","accountProof":["0xc0"],"storageProof":[{"key":"0x0","proof":["0x80"]}],\
                "logs":[{"address":"0xA","topics":["Z"],"data":"0x"}],"status":"0x1",\
                "type":"0x2","cumulativeGasUsed":"0x1","transactionHash":"Z"}}\
                """
                        .replace("Z", "0x" + "0".repeat(64))
                        .replace("A", "1".repeat(40))
                        .replace("#", "0".repeat(512));
        return List.of(
                header.getBytes(StandardCharsets.UTF_8),
                "[{\"id\":1,\"result\":\"0x1\"},{\"id\":0,\"error\":{\"code\":-32000}}]"
                        .getBytes(StandardCharsets.UTF_8));
    }

    private static RpcCalls calls(byte[] answer) {
        return new RpcCalls(
                new RpcHost(
                        URI.create("http://127.0.0.1:1"),
                        new Saying(answer),
                        InstantSource.system(),
                        () -> 0));
    }

    @MethodSource("answers")
    @FuzzTest
    void endpointsAnswers(byte[] input) {
        var calls = calls(input);
        try {
            believed(calls.one("eth_getBlockByNumber", "latest", false));
        } catch (IOException refused) {
            // said so
        }
        try {
            assertEquals(
                    2, calls.many("eth_getCode", List.of(List.of("0x1"), List.of("0x2"))).size());
        } catch (IOException refused) {
            // said so
        }
    }

    /** As a header, an account under it, its storage, its receipts. */
    private static void believed(JsonNode answer) {
        try {
            var header = BlockHeader.of(answer);
            AccountProof.of(header, Fixed.address("account"), answer);
            BlockReceipts.of(header, answer);
        } catch (BadProofException refused) {
            // said so
        }
        for (JsonNode receipt : answer) {
            try {
                BlockHeader.of(receipt);
            } catch (BadProofException refused) {
                // said so
            }
        }
    }

    static List<byte[]> nodes() {
        return List.of(
                new byte[] {(byte) 0xc2, 0x20, 0x01, 0}, new byte[] {(byte) 0xc1, (byte) 0xc0});
    }

    /** The bytes are a proof's nodes, each behind its length; the root is that of the first. */
    @MethodSource("nodes")
    @FuzzTest
    void proofs(byte[] input) {
        var nodes = new ArrayList<byte[]>();
        for (int at = 0; at < input.length; ) {
            int end = Math.min(input.length, at + 1 + (input[at] & 0xff));
            nodes.add(Arrays.copyOfRange(input, at + 1, end));
            at = end;
        }
        if (nodes.isEmpty()) {
            return;
        }
        var root = Hash32.of(Hash.sha3(nodes.getFirst()));
        try {
            PatriciaProof.value(root, new Address("0x" + "11".repeat(20)).bytes(), nodes);
        } catch (BadProofException refused) {
            // said so
        }
    }

    @Test
    void whatItBeginsWithIsRead() throws Exception {
        NetworkFileJson.parse(new String(files().getFirst(), StandardCharsets.UTF_8));
        assertTrue(calls(answers().getFirst()).one("eth_getBlockByNumber").isObject());
    }
}
