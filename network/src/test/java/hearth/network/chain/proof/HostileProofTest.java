package hearth.network.chain.proof;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import hearth.kernel.Address;
import hearth.kernel.Hash32;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.web3j.crypto.Hash;
import org.web3j.rlp.RlpEncoder;
import org.web3j.rlp.RlpList;
import org.web3j.rlp.RlpString;
import org.web3j.rlp.RlpType;

import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.SplittableRandom;

/**
 * Bytes from an enemy end in one kind of exception, whatever they are, and never in another value
 * than the trie holds. {@code -Dhostile.seed} and {@code -Dhostile.rounds} make other and longer
 * runs.
 */
@Timeout(600)
final class HostileProofTest {
    private static final int ROUNDS = Integer.getInteger("hostile.rounds", 20_000);
    private static final JsonMapper JSON = JsonMapper.builder().build();

    private final long seed = Long.getLong("hostile.seed", 20_261_128);
    private final SplittableRandom random = new SplittableRandom(seed);

    /** A trie of one branch and sixteen leaves, by hand. */
    private static byte[] key(int first) {
        byte[] key = new byte[32];
        key[0] = (byte) (first << 4);
        return key;
    }

    private static byte[] leaf(int first) {
        byte[] nibbles = Nibbles.of(key(first));
        return RlpEncoder.encode(
                new RlpList(
                        RlpString.create(Nibbles.pack(nibbles, 1, 64, true)),
                        RlpString.create(new byte[] {(byte) (first + 1), 7, 7})));
    }

    private static byte[] branch() {
        List<RlpType> items = new ArrayList<>();
        for (int i = 0; i < 16; i++) {
            items.add(
                    i % 3 == 2
                            ? RlpString.create(new byte[0])
                            : RlpString.create(Hash.sha3(leaf(i))));
        }
        items.add(RlpString.create(new byte[0]));
        return RlpEncoder.encode(new RlpList(items));
    }

    private static final byte[] BRANCH = branch();
    private static final Hash32 ROOT = Hash32.of(Hash.sha3(BRANCH));

    private byte[] bent(byte[] honest) {
        byte[] bytes = honest.clone();
        switch (random.nextInt(5)) {
            case 0 -> bytes[random.nextInt(bytes.length)] ^= (byte) (1 << random.nextInt(8));
            case 1 -> bytes = Arrays.copyOf(bytes, random.nextInt(bytes.length + 40));
            case 2 -> {
                for (int i = 0; i < 4; i++) {
                    bytes[random.nextInt(bytes.length)] = (byte) random.nextInt();
                }
            }
            case 3 -> {
                bytes = new byte[random.nextInt(2_500)];
                random.nextBytes(bytes);
            }
            default -> Arrays.fill(bytes, 0, random.nextInt(bytes.length), (byte) 0xc1);
        }
        return bytes;
    }

    @Test
    void anHonestProofHoldsForEveryKey() throws Exception {
        for (int i = 0; i < 16; i++) {
            Optional<byte[]> value =
                    PatriciaProof.value(
                            ROOT, key(i), i % 3 == 2 ? List.of(BRANCH) : List.of(BRANCH, leaf(i)));
            assertEquals(i % 3 != 2, value.isPresent(), "key " + i);
        }
    }

    @Test
    void noBytesProveAnythingElse() throws Exception {
        for (int i = 0; i < ROUNDS; i++) {
            int which = random.nextInt(16);
            List<byte[]> nodes = new ArrayList<>(List.of(BRANCH, leaf(random.nextInt(16))));
            int at = random.nextInt(2);
            nodes.set(at, bent(nodes.get(at)));
            if (random.nextInt(8) == 0) {
                nodes.add(bent(BRANCH));
            }
            try {
                Optional<byte[]> value = PatriciaProof.value(ROOT, key(which), nodes);
                // It can only be what the trie really holds.
                byte[] held = which % 3 == 2 ? null : new byte[] {(byte) (which + 1), 7, 7};
                assertArrayEquals(held, value.orElse(null), "seed " + seed);
            } catch (BadProofException e) {
                // As it should be.
            } catch (RuntimeException | StackOverflowError | OutOfMemoryError e) {
                throw new AssertionError("seed " + seed + ", round " + i, e);
            }
        }
    }

    @Test
    void deeplyNestedAndHugeNodesAreRefusedEarly() {
        byte[] nested = new byte[2_000];
        Arrays.fill(nested, (byte) 0xc1);
        for (byte[] odd : List.of(nested, new byte[1 << 20], new byte[0])) {
            Hash32 root = Hash32.of(Hash.sha3(odd));
            assertThrows(
                    BadProofException.class, () -> PatriciaProof.value(root, key(0), List.of(odd)));
        }
        // A node that names itself for ever cannot be made; many nodes are cut off all the same.
        assertThrows(
                BadProofException.class,
                () -> PatriciaProof.value(ROOT, key(0), Collections.nCopies(5_000, BRANCH)));
    }

    @Test
    void bentHeadersReceiptsAndAccountsEndInOneException() throws Exception {
        String zeros = "0x" + "0".repeat(64);
        String header =
                """
                {"parentHash":"Z","sha3Uncles":"Z","miner":"0xA","stateRoot":"Z",
                "transactionsRoot":"Z","receiptsRoot":"Z","logsBloom":"0xB","difficulty":"0x0",
                "number":"0x1","gasLimit":"0x1","gasUsed":"0x0","timestamp":"0x1","extraData":"0x",
                "mixHash":"Z","nonce":"0x0000000000000000","hash":"Z","accountProof":["0xc0"],
                "storageProof":[{"key":"0x0","proof":["0x80"]}],"logs":[],"status":"0x1",
                "cumulativeGasUsed":"0x1","transactionHash":"Z"}\
                """
                        .replace("0xA", "0x" + "0".repeat(40))
                        .replace("0xB", "0x" + "0".repeat(512))
                        .replace("Z", zeros);
        byte[] honest = header.getBytes(StandardCharsets.UTF_8);
        BlockHeader some =
                new BlockHeader(
                        1, new Hash32(zeros), new Hash32(zeros), ROOT, ROOT, 1, BigInteger.ZERO);
        for (int i = 0; i < ROUNDS / 4; i++) {
            JsonNode node;
            try {
                node = JSON.readTree(bent(honest));
            } catch (JacksonException e) {
                continue;
            }
            for (Parser parser :
                    List.<Parser>of(
                            BlockHeader::of,
                            n -> BlockReceipts.of(some, JSON.createArrayNode().add(n)),
                            n -> AccountProof.of(some, new Address("0x" + "5a".repeat(20)), n))) {
                try {
                    parser.read(node);
                    throw new AssertionError("believed, seed " + seed + ": " + node);
                } catch (BadProofException e) {
                    // As it should be.
                } catch (RuntimeException | StackOverflowError e) {
                    throw new AssertionError("seed " + seed + ": " + node, e);
                }
            }
        }
    }

    /** One of the parsers. */
    @FunctionalInterface
    private interface Parser {
        Object read(JsonNode node) throws BadProofException;
    }
}
