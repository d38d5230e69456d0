package hearth.network.practice;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import hearth.kernel.Address;
import hearth.kernel.DataDir;
import hearth.kernel.Hash32;
import hearth.kernel.Threads;
import hearth.kernel.Wei;
import hearth.network.chain.ChainClient;
import hearth.network.chain.proof.AccountProof;
import hearth.network.chain.proof.BadProofException;
import hearth.network.chain.proof.BlockHeader;
import hearth.network.chain.proof.BlockReceipts;
import hearth.testkit.StillThreads;

import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

import java.math.BigInteger;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;

/** Proofs of a real chain hold, and every way of bending them fails. */
@Timeout(120)
final class ProofOnChainTest {
    private static final JsonMapper JSON = JsonMapper.builder().build();
    private static final Address OWNER = new Address("0x" + "5a".repeat(20));

    @TempDir static Path folder;
    private static Threads threads;
    private static PracticeNetwork practice;
    private static Address token;
    private static long block;
    private static BlockHeader header;

    @BeforeAll
    static void open() throws Exception {
        Anvils.require();
        // Nobody else mines while transactions are gathered for one block.
        threads = StillThreads.open();
        practice =
                PracticeNetwork.start(
                        DataDir.open(folder.resolve("data")), threads, Optional.empty());
        practice.faucet(OWNER);
        token = practice.network().contracts().token();
        block = chain().latest().number();
        header = BlockHeader.of(block(block));
    }

    @AfterAll
    static void end() {
        if (practice != null) {
            practice.close();
        }
        if (threads != null) {
            threads.close();
        }
    }

    private static ChainClient chain() {
        return practice.settlementChain();
    }

    private static String hex(long number) {
        return "0x" + Long.toHexString(number);
    }

    private static JsonNode block(long number) throws Exception {
        return chain().json("eth_getBlockByNumber", hex(number), false);
    }

    private static JsonNode proof(Address of, Hash32... slots) throws Exception {
        return chain().json(
                        "eth_getProof",
                        of.hex(),
                        Arrays.stream(slots).map(Hash32::hex).toList(),
                        hex(block));
    }

    private static JsonNode changed(JsonNode from, Consumer<ObjectNode> change) {
        ObjectNode copy = (ObjectNode) JSON.readTree(from.toString());
        change.accept(copy);
        return copy;
    }

    @Test
    void aHeaderIsWhatItsHashSaysAndNothingElse() throws Exception {
        for (long number = 0; number <= block; number++) {
            BlockHeader each = BlockHeader.of(block(number));
            assertEquals(number, each.number());
            if (number > 0) {
                assertEquals(BlockHeader.of(block(number - 1)).hash(), each.parent());
            }
        }
        for (String field :
                List.of("stateRoot", "receiptsRoot", "parentHash", "hash", "requestsHash")) {
            JsonNode bent = changed(block(block), b -> b.put(field, "0x" + "ab".repeat(32)));
            assertThrows(BadProofException.class, () -> BlockHeader.of(bent), field);
        }
        JsonNode later = changed(block(block), b -> b.put("timestamp", "0x1"));
        assertThrows(BadProofException.class, () -> BlockHeader.of(later));
    }

    @Test
    void balancesAreProvenPresentAndAbsent() throws Exception {
        AccountProof rich = AccountProof.of(header, OWNER, proof(OWNER));
        assertEquals(Wei.coins(10), rich.balance());
        Address nobody = new Address("0x" + "77".repeat(20));
        assertEquals(Wei.ZERO, AccountProof.of(header, nobody, proof(nobody)).balance());

        Hash32 slot = AccountProof.mappingSlot(OWNER, 0);
        JsonNode answer = proof(token, slot);
        AccountProof contract = AccountProof.of(header, token, answer);
        assertEquals(practice.network().codeHashes().token(), contract.codeHash());
        assertEquals(Wei.coins(1_000).value(), contract.storage(slot, answer));
        Hash32 empty = AccountProof.mappingSlot(nobody, 0);
        JsonNode none = proof(token, empty);
        assertEquals(BigInteger.ZERO, contract.storage(empty, none));
    }

    @Test
    void aBentProofFailsWhereverItIsBent() throws Exception {
        JsonNode good = proof(OWNER);
        ArrayNode nodes = (ArrayNode) good.get("accountProof");
        assertTrue(nodes.size() >= 2, "the trie has more than a leaf");
        for (int i = 0; i < nodes.size(); i++) {
            int at = i;
            String node = nodes.get(i).stringValue();
            for (int digit = 4; digit < node.length(); digit += 37) {
                char other = node.charAt(digit) == '0' ? '1' : '0';
                String bent = node.substring(0, digit) + other + node.substring(digit + 1);
                JsonNode lie =
                        changed(good, a -> ((ArrayNode) a.get("accountProof")).set(at, bent));
                assertThrows(BadProofException.class, () -> AccountProof.of(header, OWNER, lie));
            }
            JsonNode cut = changed(good, a -> ((ArrayNode) a.get("accountProof")).remove(at));
            assertThrows(BadProofException.class, () -> AccountProof.of(header, OWNER, cut));
        }
        JsonNode longer = changed(good, a -> ((ArrayNode) a.get("accountProof")).add("0xc0"));
        assertThrows(BadProofException.class, () -> AccountProof.of(header, OWNER, longer));
        // An honest proof of somebody else shows nothing of this account.
        Address other = new Address("0x" + "12".repeat(20));
        JsonNode foreign = proof(other);
        if (!foreign.get("accountProof").equals(good.get("accountProof"))) {
            assertThrows(BadProofException.class, () -> AccountProof.of(header, OWNER, foreign));
        }
    }

    @Test
    void receiptsAreTheBlocksOwnOrNone() throws Exception {
        int seen = 0;
        for (long number = 1; number <= block; number++) {
            BlockHeader each = BlockHeader.of(block(number));
            JsonNode answer = chain().json("eth_getBlockReceipts", hex(number));
            BlockReceipts receipts = BlockReceipts.of(each, answer);
            if (receipts.receipts().isEmpty()) {
                continue;
            }
            seen++;
            for (BlockReceipts.Receipt receipt : receipts.receipts()) {
                for (BlockReceipts.Event event : receipt.events()) {
                    assertTrue(each.mayHoldEventOf(event.contract()));
                }
            }
            JsonNode refused = bend(answer, r -> r.put("status", "0x0"));
            assertThrows(BadProofException.class, () -> BlockReceipts.of(each, refused));
            JsonNode quiet = bend(answer, r -> ((ArrayNode) r.get("logs")).removeAll());
            if (!receipts.receipts().getFirst().events().isEmpty()) {
                assertThrows(BadProofException.class, () -> BlockReceipts.of(each, quiet));
            }
            JsonNode none = JSON.readTree("[]");
            assertThrows(BadProofException.class, () -> BlockReceipts.of(each, none));
        }
        assertTrue(seen >= 4, "the deployment made blocks with receipts");
    }

    @Test
    void aBlockOfManyTransactionsIsRebuiltToo() throws Exception {
        // More than 127 receipts: their positions need keys of two bytes.
        int many = 140;
        chain().command("anvil_impersonateAccount", OWNER.hex());
        chain().command("evm_setAutomine", false);
        long nonce = chain().nonce(OWNER, false);
        for (int i = 0; i < many; i++) {
            chain().ask(
                            "eth_sendTransaction",
                            Map.of(
                                    "from", OWNER.hex(),
                                    "to", OWNER.hex(),
                                    "nonce", hex(nonce + i),
                                    "value", hex(i)));
        }
        chain().command("anvil_mine", "0x1");
        chain().command("evm_setAutomine", true);
        long number = chain().latest().number();
        int rebuilt = 0;
        for (long at = block + 1; at <= number; at++) {
            BlockReceipts receipts =
                    BlockReceipts.of(
                            BlockHeader.of(block(at)),
                            chain().json("eth_getBlockReceipts", hex(at)));
            rebuilt = Math.max(rebuilt, receipts.receipts().size());
        }
        assertEquals(many, rebuilt);
    }

    private static JsonNode bend(JsonNode receipts, Consumer<ObjectNode> how) {
        ArrayNode copy = (ArrayNode) JSON.readTree(receipts.toString());
        how.accept((ObjectNode) copy.get(0));
        return copy;
    }
}
