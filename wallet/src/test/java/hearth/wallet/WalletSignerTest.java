package hearth.wallet;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import hearth.kernel.Address;
import hearth.kernel.DataDir;
import hearth.kernel.Hash32;
import hearth.kernel.Hex;
import hearth.kernel.Threads;
import hearth.kernel.Wei;
import hearth.network.Addresses;
import hearth.network.Intent;
import hearth.network.SignedTransaction;
import hearth.network.SigningFailedException;
import hearth.network.TransactionTerms;
import hearth.wallet.Effects.Holding;
import hearth.wallet.internal.ScryptCost;
import hearth.wallet.internal.ScryptProcess;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.web3j.crypto.SignedRawTransaction;
import org.web3j.crypto.TransactionDecoder;
import org.web3j.crypto.transaction.type.Transaction1559;

import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.logging.Handler;
import java.util.logging.Level;
import java.util.logging.LogRecord;
import java.util.logging.Logger;

final class WalletSignerTest {
    private static final TransactionTerms TERMS =
            new TransactionTerms(31_337, 118, 96_400, BigInteger.TEN.pow(9), BigInteger.TEN.pow(8));
    private static final Hash32 DIGEST = new Hash32("0x" + "d1".repeat(32));
    private static final String CANARY = "canary-Zy7q-passphrase";

    @TempDir Path root;
    private final FakeTime time = new FakeTime();
    private final FakePreview preview = new FakePreview();
    private final List<Consent> shown = new ArrayList<>();
    private final Queue<String> logged = new ConcurrentLinkedQueue<>();
    private final Handler recorder = recorder();
    private Threads threads = Threads.system();
    private Wallet wallet;
    private Unlocked unlocked;

    WalletSignerTest() throws Exception {}

    @BeforeEach
    void open() throws Exception {
        Logger.getLogger("").addHandler(recorder);
        Logger.getLogger("").setLevel(Level.ALL);
        wallet =
                Wallets.open(
                        DataDir.open(root),
                        new Threads(time, threads.clock(), threads.io(), threads.db()),
                        ScryptProcess.in(root),
                        new ScryptCost(1 << 10, 8, 1),
                        new SecureRandom());
        try (Passphrase pass = pass();
                RecoveryWords words = RecoveryWords.parse(RecoveryWordsTest.JUNK.toCharArray())) {
            wallet.importWords(words, pass);
            unlocked = wallet.unlock(pass);
        }
    }

    @AfterEach
    void close() {
        wallet.close();
        threads.close();
        Logger.getLogger("").removeHandler(recorder);
        Logger.getLogger("").setLevel(Level.INFO);
    }

    @Test
    void signsExactlyWhatItShows() throws Exception {
        Address owner = unlocked.account().address();
        Intent.Claim claim =
                new Intent.Claim(412, owner, Wei.coins(23), List.of(DIGEST, DIGEST, DIGEST));
        SignedTransaction signed = signer(agree()).sign(claim, TERMS);

        Consent consent = shown.getFirst();
        assertEquals(claim, consent.intent());
        assertEquals("Claim 18 SUB0", consent.headline());
        assertEquals(preview.payout, consent.receiver().orElseThrow());
        assertEquals("18 SUB0", line(consent, "You get"));
        assertEquals(Addresses.checksummed(preview.payout), line(consent, "It goes to"));
        assertEquals("at most 0.0000964 ETH", line(consent, "You pay"));
        assertEquals("Test network, chain 31337", line(consent, "Network"));
        assertEquals(
                "RewardPool " + Addresses.checksummed(TestNetwork.POOL), line(consent, "Contract"));
        assertEquals("23 SUB0, of it claimed 5", line(consent, "Cumulative total"));
        assertEquals("epoch 412, 3 hashes", line(consent, "Proof"));
        assertEquals("118, 96400", line(consent, "Nonce, gas limit"));

        SignedRawTransaction sent =
                assertInstanceOf(
                        SignedRawTransaction.class,
                        TransactionDecoder.decode(Hex.of(signed.raw())));
        assertEquals(owner.hex(), sent.getFrom());
        Transaction1559 body = assertInstanceOf(Transaction1559.class, sent.getTransaction());
        assertEquals(consent.contract().hex(), body.getTo());
        assertEquals(consent.callData(), "0x" + body.getData().replaceFirst("^0x", ""));
        assertEquals(BigInteger.ZERO, body.getValue());
        assertEquals(BigInteger.valueOf(118), body.getNonce());
        assertEquals(31_337, body.getChainId());
        assertEquals(TERMS.maxFeePerGas(), body.getMaxFeePerGas());
        assertEquals(TERMS.gasLimit(), body.getGasLimit().longValueExact());
    }

    @Test
    void namesAnAllowanceInWords() throws Exception {
        signer(agree()).sign(new Intent.Approve(Wei.coins(8)), TERMS);
        assertEquals("Allow the registry to take 8 SUB0", shown.getFirst().headline());
        assertEquals("exactly 8 SUB0", line(shown.getFirst(), "It may take"));
        assertEquals(
                "NodeRegistry " + Addresses.checksummed(TestNetwork.REGISTRY),
                line(shown.getFirst(), "Who may take it"));
    }

    @Test
    void signsNothingForAnotherChainOrAboveItsLimits() {
        Intent leave = new Intent.Leave(1);
        BigInteger gwei = BigInteger.TEN.pow(9);
        assertTrue(
                refused(leave, new TransactionTerms(1, 0, 90_000, gwei, gwei)).contains("chain 1"));
        assertTrue(
                refused(leave, new TransactionTerms(31_337, 0, 1_000_001, gwei, gwei))
                        .contains("1000001 gas"));
        BigInteger dear = gwei.multiply(BigInteger.valueOf(2_000));
        assertTrue(
                refused(leave, new TransactionTerms(31_337, 0, 90_000, dear, gwei))
                        .contains("its fee could be 0.18 ETH"));
        assertTrue(shown.isEmpty(), "the operator was asked");
    }

    @Test
    void signsNothingThatWouldFailOrDoSomethingElse() throws Exception {
        preview.effects = (from, call) -> new Effects.Fails("NodeNotLive");
        assertTrue(refused(new Intent.Leave(1), TERMS).contains("NodeNotLive"));

        Address owner = unlocked.account().address();
        Address thief = TestNetwork.address(0x66);
        Holding own = new Holding(owner, Intent.Coin.TOKEN);
        Holding registry = new Holding(TestNetwork.REGISTRY, Intent.Coin.TOKEN);
        Intent join = new Intent.Join(TestNetwork.address(9), 2, owner, DIGEST);
        BigInteger two = Wei.coins(2).value();
        Map<Holding, BigInteger> right = Map.of(own, two.negate(), registry, two);
        preview.effects = (from, call) -> new Effects.Simulated(right, List.of());
        signer(agree()).sign(join, TERMS);
        assertEquals(1, shown.size());

        List<Effects> lies =
                List.of(
                        new Effects.Simulated(Map.of(), List.of()),
                        new Effects.Simulated(
                                Map.of(
                                        own,
                                        two.negate(),
                                        new Holding(thief, Intent.Coin.TOKEN),
                                        two),
                                List.of()),
                        new Effects.Simulated(
                                Map.of(own, two.negate().add(two.negate()), registry, two),
                                List.of()),
                        new Effects.Simulated(
                                right, List.of(new Effects.Allowance(owner, thief, Wei.ONE))));
        for (Effects lie : lies) {
            preview.effects = (from, call) -> lie;
            assertTrue(refused(join, TERMS).contains("does something else"), lie.toString());
        }
        assertEquals(1, shown.size(), "the operator was asked");
    }

    @Test
    void signsNothingWithoutConsentOrWithALockedWallet() throws Exception {
        WalletSigner no =
                signer(consent -> new ConsentPrompt.Answer.Refused("The operator said no."));
        assertEquals(
                "The operator said no.",
                assertThrows(
                                SigningFailedException.class,
                                () -> no.sign(new Intent.Leave(1), TERMS))
                        .getMessage());
        unlocked.close();
        assertTrue(refused(new Intent.Leave(1), TERMS).contains("locked"));
    }

    @Test
    void locksAfterOneSignatureWhenAsked() throws Exception {
        signer(consent -> new ConsentPrompt.Answer.Agreed(unlocked, true))
                .sign(new Intent.Leave(1), TERMS);
        assertTrue(unlocked.isClosed());
    }

    @Test
    void answersUnattendedOnlyWithinItsBounds() throws Exception {
        Address owner = unlocked.account().address();
        preview.payout = owner;
        WalletSigner signer =
                signer(new UnattendedConsent(unlocked, TestNetwork.file(), Wei.coins(4)));
        Address other = TestNetwork.address(0x66);
        List<Intent> fine =
                List.of(
                        new Intent.Approve(Wei.coins(4)),
                        new Intent.Join(other, 4, owner, DIGEST),
                        new Intent.Stake(1, 4),
                        new Intent.Claim(1, owner, Wei.coins(9), List.of()),
                        new Intent.Leave(1));
        for (Intent intent : fine) {
            signer.sign(intent, TERMS);
        }
        List<Intent> not =
                List.of(
                        new Intent.Approve(new Wei(Wei.coins(4).value().add(BigInteger.ONE))),
                        new Intent.Join(other, 5, owner, DIGEST),
                        new Intent.Join(other, 1, other, DIGEST),
                        new Intent.Stake(1, 5),
                        new Intent.Claim(1, other, Wei.coins(9), List.of()),
                        new Intent.SetPayout(owner),
                        new Intent.Withdraw(1),
                        new Intent.ReplaceNodeKey(1, other),
                        new Intent.Transfer(Intent.Coin.TOKEN, owner, Wei.ONE));
        for (Intent intent : not) {
            SigningFailedException e =
                    assertThrows(SigningFailedException.class, () -> signer.sign(intent, TERMS));
            assertTrue(
                    String.valueOf(e.getMessage()).startsWith("Not signed without being asked"),
                    intent + ": " + e.getMessage());
        }
        preview.payout = other;
        assertThrows(
                SigningFailedException.class,
                () -> signer.sign(new Intent.Claim(1, owner, Wei.coins(9), List.of()), TERMS));
    }

    /** Neither logs nor texts nor failures ever hold a secret. */
    @Test
    void leaksNoSecret() throws Exception {
        String key = "ac0974bec39a17e36ba4a6b4d238ff944bacb478cbed5efcae784d7bf4f2ff80";
        StringBuilder seen = new StringBuilder();
        try (Passphrase pass = pass();
                Passphrase wrong = Passphrase.of((CANARY + "x").toCharArray());
                RecoveryWords words = RecoveryWords.parse(RecoveryWordsTest.JUNK.toCharArray())) {
            seen.append(pass).append(words).append(unlocked);
            seen.append(wallet.state().get()).append(wallet.account());
            seen.append(assertThrows(WalletFailedException.class, () -> wallet.unlock(wrong)));
            seen.append(
                    assertThrows(
                            WalletFailedException.class,
                            () ->
                                    wallet.importKey(
                                            (key + "0").toCharArray(), pass, Placement.ONLY)));
            seen.append(signer(agree()).sign(new Intent.Leave(1), TERMS));
            seen.append(shown);
        }
        String all = seen.append(logged).toString();
        assertFalse(all.contains(CANARY), "a passphrase was shown");
        assertFalse(all.contains(key), "a key was shown");
        assertFalse(all.contains("test test"), "words were shown");
        assertFalse(all.contains("junk"), "a word was shown");
    }

    private WalletSigner signer(ConsentPrompt prompt) {
        return new WalletSigner(
                unlocked.account(), TestNetwork.file(), SigningLimits.usual(), preview, prompt);
    }

    private ConsentPrompt agree() {
        return consent -> {
            shown.add(consent);
            return new ConsentPrompt.Answer.Agreed(unlocked, false);
        };
    }

    private String refused(Intent intent, TransactionTerms terms) {
        return String.valueOf(
                assertThrows(
                                SigningFailedException.class,
                                () -> signer(agree()).sign(intent, terms))
                        .getMessage());
    }

    private static String line(Consent consent, String label) {
        return consent.lines().stream()
                .filter(line -> line.label().equals(label))
                .findFirst()
                .orElseThrow()
                .value();
    }

    private static Passphrase pass() {
        return Passphrase.ofUtf8(CANARY.getBytes(StandardCharsets.UTF_8));
    }

    private Handler recorder() {
        return new Handler() {
            @Override
            public void publish(LogRecord record) {
                logged.add(record.getMessage() + record.getThrown());
                if (record.getParameters() != null) {
                    logged.add(List.of(record.getParameters()).toString());
                }
            }

            @Override
            public void flush() {}

            @Override
            public void close() {}
        };
    }
}
