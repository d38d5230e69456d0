package hearth.wallet;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import hearth.kernel.Address;
import hearth.kernel.Hash32;
import hearth.kernel.Hex;
import hearth.kernel.Wei;
import hearth.network.Intent;
import hearth.network.chain.ChainClient;
import hearth.network.chain.ContradictedException;
import hearth.network.chain.NetworkFile;
import hearth.network.chain.Token;
import hearth.network.chain.TransactionSender;
import hearth.network.chain.TransactionState;
import hearth.network.chain.Trust;
import hearth.network.chain.proof.BadProofException;
import hearth.network.chain.proof.BlockHeader;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.web3j.crypto.Hash;
import org.web3j.rlp.RlpEncoder;
import org.web3j.rlp.RlpList;
import org.web3j.rlp.RlpString;
import org.web3j.rlp.RlpType;

import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

import java.math.BigInteger;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * Every lie that an endpoint can tell about money, told over a real chain: each is found out, or
 * harms nobody. The first endpoint lies; the second, where there is one, does not.
 */
@Timeout(180)
final class LyingEndpointTest {
    private static final JsonMapper JSON = JsonMapper.builder().build();
    private static final Wei REWARD = PracticeOwner.halves(37);

    @TempDir Path root;
    private PracticeOwner at;
    private LyingProxy liar;
    private LyingProxy honest;
    private ChainClient chain;
    private NetworkFile network;
    private final List<FlowEvent> events = new ArrayList<>();

    @BeforeEach
    void open() throws Exception {
        at = PracticeOwner.start(root.resolve("d"));
        // Epochs begin with the first node.
        var key = new Address("0x" + "61".repeat(20));
        var digest = new Hash32("0x" + "bb".repeat(32));
        assertInstanceOf(
                JoinOutcome.Joined.class,
                at.owner().join(at.yes()).run(new JoinFlow.Request(key, 1, digest), _ -> {}));
        URI real = at.network().settlement().rpc().getFirst();
        liar = LyingProxy.before(real);
        honest = LyingProxy.before(real);
        use(liar.address(), honest.address());
    }

    @AfterEach
    void close() {
        for (AutoCloseable each : new AutoCloseable[] {chain, liar, honest, at}) {
            if (each != null) {
                try {
                    each.close();
                } catch (Exception e) {
                    throw new AssertionError(e);
                }
            }
        }
    }

    private void use(URI... addresses) {
        if (chain != null) {
            chain.close();
        }
        NetworkFile real = at.network();
        network =
                new NetworkFile(
                        real.name(),
                        new NetworkFile.Endpoint(
                                real.settlement().chainId(),
                                real.settlement().genesisHash(),
                                List.of(addresses),
                                null),
                        real.source(),
                        real.contracts(),
                        real.codeHashes(),
                        real.parameters(),
                        real.gatekeepers());
        chain = new ChainClient(network.settlement(), InstantSource.system());
    }

    private OwnerChain owner() {
        return new OwnerChain(
                at.dir(), network, at.unlocked().account(), chain, InstantSource.system());
    }

    private RewardLedger ledger() throws Exception {
        return RewardLedger.open(at.dir(), network, at.address(), chain, InstantSource.system());
    }

    private ClaimOutcome claim(ClaimFlow.Request request) {
        events.clear();
        return owner().claim(at.yes()).run(request, Duration.ZERO, events::add);
    }

    private void claimed(ClaimFlow.Request request) {
        ClaimOutcome outcome = claim(request);
        assertInstanceOf(ClaimOutcome.Claimed.class, outcome, outcome.toString());
    }

    private Trust trustOfClaim() {
        return events.stream()
                .filter(FlowEvent.Checked.class::isInstance)
                .map(e -> ((FlowEvent.Checked) e).trust())
                .findFirst()
                .orElseThrow();
    }

    private static ObjectNode copy(JsonNode node) {
        return (ObjectNode) JSON.readTree(node.toString());
    }

    @Test
    void honestEndpointsProveAClaimAndEveryFigure() throws Exception {
        claimed(at.award(at.address(), REWARD));
        assertInstanceOf(Trust.Agreed.class, trustOfClaim());
        Balances balances = owner().balances();
        assertInstanceOf(Trust.Agreed.class, balances.trust());
        assertEquals(Wei.coins(999).plus(REWARD), balances.tokens());
        assertEquals(at.chain().balance(at.address()), balances.coins());
        try (RewardLedger ledger = ledger()) {
            assertTrue(ledger.sync().trust().verified());
            assertTrue(ledger.rows().get().stream().allMatch(LedgerRow::proven));
            assertEquals(at.pool().claimed(at.address()), ledger.sum(LedgerRow.Kind.CLAIMED));
        }
    }

    @Test
    void oneStrangersWordAloneIsShownAsUnverified() throws Exception {
        NetworkFile.Endpoint one = network.settlement();
        assertTrue(one.here());
        use(honest.address());
        // A node of this computer is the owner's own.
        assertInstanceOf(Trust.OwnNode.class, owner().balances().trust());
        honest.close();
        use(liar.address(), honest.address());
        Trust trust = owner().balances().trust();
        assertFalse(trust.verified(), trust.words());
        assertTrue(trust.words().contains("only one of 2 endpoints"), trust.words());
        claimed(at.award(at.address(), REWARD));
        assertFalse(trustOfClaim().verified());
        try (RewardLedger ledger = ledger()) {
            assertFalse(ledger.sync().trust().verified());
            assertEquals(2, ledger.rows().get().size());
            assertFalse(ledger.rows().get().getFirst().proven());
        }
        // As soon as a second one answers, the same rows are proven.
        honest = LyingProxy.before(at.network().settlement().rpc().getFirst());
        use(liar.address(), honest.address());
        try (RewardLedger ledger = ledger()) {
            assertTrue(ledger.sync().trust().verified());
            assertEquals(2, ledger.rows().get().size());
            assertTrue(ledger.rows().get().getFirst().proven());
        }
    }

    @Test
    void aForgedReceiptIsContradictedByItsBlock() throws Exception {
        ClaimFlow.Request request = at.award(at.address(), REWARD);
        at.chain().command("anvil_setAutomine", false);
        long head = at.chain().latest().number();
        JsonNode block = liar.truly("eth_getBlockByNumber", "latest", false);
        // Nothing is mined, yet it tells of success in the newest block.
        liar.tell((method, parameters, result) -> {
            if (!method.equals("eth_getTransactionReceipt") || !result.isNull()) {
                return result;
            }
            return JSON.createObjectNode()
                    .put("transactionHash", parameters.get(0).stringValue())
                    .put("blockNumber", "0x" + Long.toHexString(head))
                    .put("blockHash", block.get("hash").stringValue())
                    .put("status", "0x1")
                    .put("gasUsed", "0x5208")
                    .put("cumulativeGasUsed", "0x5208")
                    .put("effectiveGasPrice", "0x1")
                    .put("transactionIndex", "0x0");
        });
        var stopped = assertInstanceOf(ClaimOutcome.Stopped.class, claim(request));
        assertEquals(FlowProblem.Kind.CONTRADICTED, stopped.problem().kind());
        assertTrue(
                stopped.problem().sentence().contains("does not hold it"),
                stopped.problem().sentence());
        // It is still followed, and paid when it really is in a block.
        liar.tellTheTruth();
        at.mine(1);
        at.chain().command("anvil_setAutomine", true);
        assertEquals(REWARD, at.pool().claimed(at.address()));
    }

    @Test
    void aReceiptTurnedIntoARefusalIsContradicted() throws Exception {
        ClaimFlow.Request request = at.award(at.address(), REWARD);
        liar.tell((method, _, result) ->
                method.equals("eth_getTransactionReceipt") && result.isObject()
                        ? copy(result).put("status", "0x0")
                        : result);
        var stopped = assertInstanceOf(ClaimOutcome.Stopped.class, claim(request));
        assertEquals(FlowProblem.Kind.CONTRADICTED, stopped.problem().kind());
    }

    @Test
    void aReceiptThatComesLateIsWaitedFor() throws Exception {
        ClaimFlow.Request request = at.award(at.address(), REWARD);
        use(liar.address());
        long before = at.chain().nonce(at.address(), false);
        AtomicInteger late = new AtomicInteger(4);
        liar.tell((method, _, result) ->
                method.equals("eth_getTransactionReceipt")
                                && result.isObject()
                                && late.getAndDecrement() > 0
                        ? JSON.nullNode()
                        : result);
        claimed(request);
        // Taken for lost, it would have been sent a second time.
        assertEquals(before + 1, at.chain().nonce(at.address(), false));
        assertTrue(late.get() < 0);
    }

    @Test
    void aHiddenReceiptAndAWrongNumberMakeNothingForgotten() throws Exception {
        ClaimFlow.Request request = at.award(at.address(), REWARD);
        at.chain().command("anvil_setAutomine", false);
        ClaimFlow flow = owner().claim(at.yes());
        flow.run(
                request,
                Duration.ZERO,
                event -> {
                    if (event instanceof FlowEvent.Sent) {
                        flow.cancel();
                    }
                });
        liar.tell((method, _, result) ->
                switch (method) {
                    case "eth_getTransactionReceipt" -> JSON.nullNode();
                    case "eth_getTransactionCount" -> JSON.getNodeFactory().stringNode("0x63");
                    default -> result;
                });
        OwnerChain.UnderWay waiting = owner().underWay().getFirst();
        assertInstanceOf(TransactionState.Pending.class, waiting.state());
        OwnerChain asked = owner();
        TransactionSender sender = asked.sender();
        sender.state(waiting.sent());
        at.mine(3);
        // It is in a block now; the first endpoint says that another took its number.
        sender.state(waiting.sent());
        at.mine(3);
        assertInstanceOf(TransactionState.Pending.class, sender.state(waiting.sent()));
        liar.tellTheTruth();
        assertInstanceOf(TransactionState.Final.class, sender.state(waiting.sent()));
        at.chain().command("anvil_setAutomine", true);
        assertEquals(REWARD, at.pool().claimed(at.address()));
    }

    @Test
    void anOmittedLogIsFoundInTheBlocksReceipts() throws Exception {
        claimed(at.award(at.address(), REWARD));
        liar.tell((method, _, result) ->
                switch (method) {
                    case "eth_getLogs" -> JSON.createArrayNode();
                    default -> result;
                });
        try (RewardLedger ledger = ledger()) {
            assertTrue(ledger.sync().trust().verified());
            assertEquals(REWARD, ledger.sum(LedgerRow.Kind.CLAIMED));
        }
    }

    @Test
    void receiptsWithoutALogAreContradicted() throws Exception {
        claimed(at.award(at.address(), REWARD));
        use(liar.address());
        liar.tell((method, _, result) -> {
            if (!method.equals("eth_getBlockReceipts")) {
                return result;
            }
            ArrayNode less = JSON.createArrayNode();
            for (JsonNode each : result) {
                ObjectNode receipt = copy(each);
                ((ArrayNode) receipt.get("logs")).removeAll();
                less.add(receipt);
            }
            return less;
        });
        try (RewardLedger ledger = ledger()) {
            var caught = assertThrows(ContradictedException.class, ledger::sync);
            assertTrue(String.valueOf(caught.getMessage()).contains("commits to"));
            assertTrue(ledger.rows().get().isEmpty());
        }
    }

    @Test
    void anInventedBalanceIsNotShown() throws Exception {
        use(liar.address());
        liar.tell((method, _, result) ->
                method.equals("eth_call") && result.stringValue().length() == 66
                        ? JSON.getNodeFactory().stringNode("0x" + "0".repeat(40) + "f".repeat(24))
                        : result);
        assertThrows(ContradictedException.class, () -> owner().balances());
        // Coins are read from the proof alone, so an invented balance is never even looked at.
        liar.tell((method, _, result) ->
                method.equals("eth_getBalance")
                        ? JSON.getNodeFactory().stringNode("0xffffffffffffffffff")
                        : result);
        assertEquals(at.chain().balance(at.address()), owner().balances().coins());
    }

    @Test
    void aWrongNumberOfTransactionsLosesNothing() throws Exception {
        ClaimFlow.Request request = at.award(at.address(), REWARD);
        liar.tell((method, _, result) ->
                method.equals("eth_getTransactionCount")
                        ? JSON.getNodeFactory().stringNode("0x63")
                        : result);
        // The number is taken from the account's proof; what the liar says of it is not used.
        claimed(request);
        assertEquals(REWARD, at.pool().claimed(at.address()));
        liar.tell((method, _, result) ->
                method.equals("eth_getTransactionCount")
                        ? JSON.getNodeFactory().stringNode("0x0")
                        : result);
        claimed(at.award(at.address(), REWARD));
        assertEquals(REWARD.plus(REWARD), at.pool().claimed(at.address()));
    }

    @Test
    void aHugeFeeIsRefusedByTheWalletsOwnCap() throws Exception {
        ClaimFlow.Request request = at.award(at.address(), REWARD);
        Wei before = at.chain().balance(at.address());
        liar.tell((method, _, result) ->
                switch (method) {
                    case "eth_maxPriorityFeePerGas", "eth_gasPrice" ->
                            JSON.getNodeFactory().stringNode("0x56bc75e2d63100000");
                    case "eth_estimateGas" -> JSON.getNodeFactory().stringNode("0xf000");
                    default -> result;
                });
        ClaimOutcome outcome = claim(request);
        Wei spent = before.minus(at.chain().balance(at.address()));
        assertTrue(
                spent.compareTo(SigningLimits.usual().maxFee()) <= 0,
                outcome + " spent " + CoinText.of(spent, "ETH"));
        liar.tell((method, _, result) ->
                method.equals("eth_estimateGas")
                        ? JSON.getNodeFactory().stringNode("0xffffffffff")
                        : result);
        var stopped =
                assertInstanceOf(ClaimOutcome.Stopped.class, claim(at.award(at.address(), REWARD)));
        assertEquals(FlowProblem.Kind.NOT_SIGNED, stopped.problem().kind());
    }

    @Test
    void anOldHeadHidesNothingThatWasKnown() throws Exception {
        claimed(at.award(at.address(), REWARD));
        at.mine(3);
        try (RewardLedger ledger = ledger()) {
            assertEquals(2, ledger.sync().added());
        }
        long old = at.chain().latest().number() - 4;
        LyingProxy.Lie stale = stale(old);
        // Both endpoints lag: a shorter chain of the same blocks takes nothing back.
        liar.tell(stale);
        honest.tell(stale);
        try (RewardLedger ledger = ledger()) {
            var synced = ledger.sync();
            assertEquals(0, synced.withdrawn());
            assertEquals(2, ledger.rows().get().size());
        }
        // One of two lags: it is outvoted by nothing, only the common block is used.
        honest.tellTheTruth();
        assertTrue(owner().balances().block() <= old);
        assertEquals(Wei.coins(999), owner().balances().tokens());
    }

    private void refuse(boolean andTake) {
        liar.refuse(
                "eth_sendRawTransaction", "insufficient funds for gas * price + value", andTake);
    }

    @Test
    void whatWasRefusedIsOfferedAgainByItsOwnWishAlone() throws Exception {
        own(REWARD);
        Intent.Transfer first = tokens("7b", REWARD);
        refuse(false);
        var refused = assertInstanceOf(TransferOutcome.UnderWay.class, transfer(first));
        assertEquals(FlowProblem.Kind.UNREACHABLE, refused.problem().kind());
        liar.tellTheTruth();
        // It would be taken now, but that is not what is asked for.
        Intent.Transfer other = tokens("7c", Wei.ONE);
        assertInstanceOf(TransferOutcome.Sent.class, transfer(other));
        assertEquals(Wei.ONE, held(other));
        assertEquals(Wei.ZERO, held(first));

        Intent.Transfer second = tokens("7d", REWARD);
        refuse(false);
        refused = assertInstanceOf(TransferOutcome.UnderWay.class, transfer(second));
        liar.tellTheTruth();
        var sent = assertInstanceOf(TransferOutcome.Sent.class, transfer(second));
        assertEquals(refused.sent().hash(), sent.inclusion().hash());
        assertEquals(REWARD, held(second));
    }

    @Test
    void whatWasRefusedAndLostItsNumberIsSignedAnewWhenItIsWantedAgain() throws Exception {
        own(REWARD);
        Intent.Transfer wanted = tokens("7e", REWARD);
        refuse(false);
        assertInstanceOf(TransferOutcome.UnderWay.class, transfer(wanted));
        Intent.Transfer other = tokens("7f", Wei.ONE);
        assertInstanceOf(TransferOutcome.UnderWay.class, transfer(other));
        liar.tellTheTruth();
        assertInstanceOf(TransferOutcome.Sent.class, transfer(wanted));
        assertEquals(REWARD, held(wanted));
        assertEquals(Wei.ZERO, held(other));
    }

    /** Takes what is signed and says that it did not. */
    private void refuseAndTake(boolean hide) {
        refuse(true);
        liar.tell((method, _, result) ->
                hide
                                && (method.equals("eth_getTransactionReceipt")
                                        || method.equals("eth_getTransactionByHash"))
                        ? JSON.nullNode()
                        : result);
    }

    /** Runs until it ends or was looked at a few times in vain. */
    private TransferOutcome transfer(Intent.Transfer transfer) {
        TransferFlow flow =
                owner().transfer(_ -> new ConsentPrompt.Answer.Agreed(at.unlocked(), false));
        AtomicInteger looks = new AtomicInteger();
        return flow.run(
                transfer,
                Duration.ZERO,
                event -> {
                    if (event instanceof FlowEvent.Moved moved
                            && moved.state() instanceof TransactionState.Pending
                            && looks.incrementAndGet() == 3) {
                        flow.cancel();
                    }
                });
    }

    /** Claims, and sees it final: nothing is under way. */
    private void own(Wei amount) throws Exception {
        claimed(at.award(at.address(), amount));
        at.mine(3);
        assertInstanceOf(TransactionState.Final.class, owner().underWay().getFirst().state());
    }

    private Intent.Transfer tokens(String receiver, Wei amount) {
        return new Intent.Transfer(
                Intent.Coin.TOKEN, new Address("0x" + receiver.repeat(20)), amount);
    }

    private Wei held(Intent.Transfer transfer) throws Exception {
        return new Token(at.chain(), at.network()).balance(transfer.receiver());
    }

    @Test
    void whatWasTakenWithAnErrorIsFollowedIntoItsBlock() throws Exception {
        refuseAndTake(false);
        claimed(at.award(at.address(), REWARD));
        assertEquals(REWARD, at.pool().claimed(at.address()));
        Intent.Transfer once = tokens("7b", REWARD);
        assertInstanceOf(TransferOutcome.Sent.class, transfer(once));
        assertEquals(REWARD, held(once));
    }

    @Test
    void whatWasTakenWithAnErrorAndHiddenIsNotPaidTwice() throws Exception {
        own(REWARD);
        refuseAndTake(true);
        Intent.Transfer once = tokens("7b", REWARD);
        for (int i = 0; i < 2; i++) {
            TransferOutcome outcome = transfer(once);
            assertFalse(outcome instanceof TransferOutcome.Sent, outcome.toString());
            assertEquals(REWARD, held(once));
        }
        liar.tellTheTruth();
        at.mine(3);
        assertInstanceOf(TransactionState.Final.class, owner().underWay().getFirst().state());
    }

    @Test
    void ofTwoWithTheNumberThatWasRefusedTheChainTakesOne() throws Exception {
        own(REWARD);
        at.chain().command("anvil_setAutomine", false);
        refuseAndTake(true);
        Intent.Transfer refused = tokens("7b", REWARD);
        var first = assertInstanceOf(TransferOutcome.UnderWay.class, transfer(refused));
        assertEquals(FlowProblem.Kind.UNREACHABLE, first.problem().kind());
        assertTrue(first.problem().sentence().contains("insufficient funds"));
        var again = assertInstanceOf(TransferOutcome.UnderWay.class, transfer(refused));
        assertEquals(first.sent().hash(), again.sent().hash());
        Intent.Transfer instead = tokens("7c", Wei.ONE);
        var second = assertInstanceOf(TransferOutcome.UnderWay.class, transfer(instead));
        assertEquals(first.sent().nonce(), second.sent().nonce());
        liar.tellTheTruth();
        at.mine(4);
        at.chain().command("anvil_setAutomine", true);
        assertEquals(REWARD, held(refused).plus(held(instead)));
        OwnerChain asked = owner();
        TransactionSender sender = asked.sender();
        assertEquals(2, sender.open().size());
        for (int i = 0; i < 2; i++) {
            for (var sent : sender.open()) {
                sender.state(sent);
            }
            at.mine(3);
        }
        assertEquals(List.of(), asked.underWay());
    }

    private static LyingProxy.Lie stale(long old) {
        return (method, parameters, result) -> {
            if (method.equals("eth_blockNumber")) {
                return JSON.getNodeFactory().stringNode("0x" + Long.toHexString(old));
            }
            if (method.equals("eth_getBlockByNumber")
                    && result.isObject()
                    && Long.parseLong(result.get("number").stringValue().substring(2), 16) > old) {
                return JSON.getNodeFactory().nullNode();
            }
            return result;
        };
    }

    @Test
    void aReorganisationOfOneAndOfTwelveBlocksTakesRowsBackAndPaysOnce() throws Exception {
        for (int depth : new int[] {1, 12}) {
            try (RewardLedger ledger = ledger()) {
                ledger.sync();
            }
            String snapshot = at.chain().ask("evm_snapshot");
            ClaimFlow.Request request = at.award(at.address(), REWARD);
            // The second time, the transaction that a reorganisation threw out is sent again first
            // and pays; the claim then finds nothing left to claim.
            claim(request);
            assertEquals(REWARD, at.pool().claimed(at.address()));
            at.mine(depth - 1);
            try (RewardLedger ledger = ledger()) {
                ledger.sync();
                int rows = ledger.rows().get().size();
                at.chain().command("evm_revert", snapshot);
                // Another branch that grows past the old one.
                at.chain().command("evm_increaseTime", 7);
                at.mine(depth + 8);
                var synced = ledger.sync();
                assertEquals(1, synced.withdrawn(), "depth " + depth);
                assertEquals(rows - 1, ledger.rows().get().size());
                assertEquals(at.pool().claimed(at.address()), ledger.sum(LedgerRow.Kind.CLAIMED));
            }
            at.forget();
        }
    }

    @Test
    void aBlockHashThatDoesNotFitItsHeaderCountsForNothing() throws Exception {
        liar.tell((method, _, result) ->
                method.equals("eth_getBlockByNumber") && result.isObject()
                        ? copy(result).put("hash", "0x" + "66".repeat(32))
                        : result);
        Trust trust = owner().balances().trust();
        assertFalse(trust.verified());
        assertTrue(trust.words().contains("header's hash is"), trust.words());
    }

    @Test
    void twoChainsThatBothFitThemselvesAreCalledOut() throws Exception {
        // A forged header with a right hash of its own: only the other endpoint can tell.
        at.mine(70);
        liar.tell((method, _, result) -> {
            if (!method.equals("eth_getBlockByNumber") || !result.isObject()) {
                return result;
            }
            ObjectNode forged = copy(result);
            forged.put("extraData", "0x6c6965");
            return Headers.rehashed(forged);
        });
        var caught = assertThrows(ContradictedException.class, () -> owner().balances());
        assertTrue(
                String.valueOf(caught.getMessage()).startsWith("The endpoints are on different"),
                caught.getMessage());
        try (RewardLedger ledger = ledger()) {
            assertThrows(ContradictedException.class, ledger::sync);
        }
    }

    /** Gives a bent header the hash that it should have. */
    private static final class Headers {
        private static JsonNode rehashed(ObjectNode header) {
            for (int i = 0; i < 2; i++) {
                try {
                    BlockHeader.of(header);
                    return header;
                } catch (BadProofException e) {
                    header.put("hash", computed(header));
                }
            }
            throw new AssertionError("no hash for " + header);
        }

        private static String computed(ObjectNode h) {
            var items = new ArrayList<RlpType>();
            for (String name :
                    List.of(
                            "parentHash",
                            "sha3Uncles",
                            "miner",
                            "stateRoot",
                            "transactionsRoot",
                            "receiptsRoot",
                            "logsBloom",
                            "#difficulty",
                            "#number",
                            "#gasLimit",
                            "#gasUsed",
                            "#timestamp",
                            "extraData",
                            "mixHash",
                            "nonce",
                            "#baseFeePerGas",
                            "withdrawalsRoot",
                            "#blobGasUsed",
                            "#excessBlobGas",
                            "parentBeaconBlockRoot",
                            "requestsHash")) {
                boolean number = name.startsWith("#");
                String text = h.get(number ? name.substring(1) : name).stringValue();
                items.add(
                        number
                                ? RlpString.create(new BigInteger(text.substring(2), 16))
                                : RlpString.create(Hex.parse(text)));
            }
            return Hex.of(Hash.sha3(RlpEncoder.encode(new RlpList(items))));
        }
    }
}
