package hearth.network.practice;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import hearth.kernel.Address;
import hearth.kernel.Threads;
import hearth.network.SignedTransaction;
import hearth.network.SigningFailedException;
import hearth.network.TransactionTerms;
import hearth.network.chain.Call;
import hearth.network.chain.ChainClient;
import hearth.network.chain.ChainFailedException;
import hearth.network.chain.FeeLimits;
import hearth.network.chain.FinalNote;
import hearth.network.chain.NodeKey;
import hearth.network.chain.Payload;
import hearth.network.chain.SentTransaction;
import hearth.network.chain.TransactionSender;
import hearth.network.chain.TransactionState;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

import java.io.IOException;
import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicReference;

/** Stuck, forgotten and replaced transactions, on a real chain that mines only when told. */
@Timeout(60)
final class TransactionSenderTest {
    private static final Address SOMEBODY = new Address("0x" + "5a".repeat(20));

    @TempDir Path folder;
    private Threads threads;
    private Sidecar anvil;
    private NodeKey key;
    private final AtomicReference<Instant> now =
            new AtomicReference<>(Instant.ofEpochSecond(1_800_000_000));

    @BeforeEach
    void open() throws Exception {
        Anvils.require();
        threads = Threads.system();
        anvil = Sidecar.adoptOrStart(spec(folder), threads.time());
        key = NodeKey.openOrCreate(folder.resolve("key"), new SecureRandom());
        chain().command("anvil_setBalance", key.address().hex(), "0xde0b6b3a7640000");
    }

    private static Sidecar.Spec spec(Path folder) throws Exception {
        return new Sidecar.Spec(
                AnvilBinary.require(),
                folder,
                "manual",
                99,
                List.of("--no-mining", "--prune-history"),
                new Enclosure.Sealed());
    }

    @AfterEach
    void end() {
        if (anvil != null) {
            anvil.close();
        }
        if (threads != null) {
            threads.close();
        }
    }

    private ChainClient chain() {
        return anvil.client();
    }

    private TransactionSender sender(FeeLimits limits) throws Exception {
        return sender(limits, (_, _) -> {});
    }

    private TransactionSender sender(FeeLimits limits, FinalNote finals) throws Exception {
        return TransactionSender.journalled(
                chain(), key.address(), limits, now::get, folder.resolve("journal"), finals);
    }

    private Payload pay(long amount) {
        return Payload.of(key, new Call(SOMEBODY, BigInteger.valueOf(amount), "0x"), "Pay");
    }

    private void mine() throws Exception {
        chain().command("anvil_mine", "0x1");
    }

    @Test
    void raisesTheFeeOfAStuckTransactionByAnEighth() throws Exception {
        TransactionSender sender = sender(FeeLimits.usual());
        SentTransaction sent = sender.send(pay(1));
        assertInstanceOf(TransactionState.Pending.class, sender.state(sent));
        assertEquals(List.of(), sender.tend());

        now.set(now.get().plusSeconds(60));
        SentTransaction again = sender.tend().getFirst();
        assertEquals(2, again.hashes().size());
        assertEquals(sent.nonce(), again.nonce());
        assertEquals(List.of(), sender.tend());
        mine();
        // Asked by what was known before the replacement.
        var included = assertInstanceOf(TransactionState.Included.class, sender.state(sent));
        assertEquals(again.hash(), included.inclusion().hash());
        assertEquals(BigInteger.ONE, chain().balance(SOMEBODY).value());
        mine();
        mine();
        assertInstanceOf(TransactionState.Final.class, sender.state(sent));
        assertEquals(List.of(), sender.open());
    }

    @Test
    void whatIsFinalIsKeptBeforeItIsForgotten() throws Exception {
        var kept = new ArrayList<SentTransaction>();
        var broken = new AtomicBoolean(true);
        TransactionSender sender =
                sender(
                        FeeLimits.usual(),
                        (sent, _) -> {
                            kept.add(sent);
                            if (broken.getAndSet(false)) {
                                throw new ChainFailedException("The disk is full.");
                            }
                        });
        SentTransaction sent = sender.send(pay(1));
        for (int i = 0; i < 3; i++) {
            mine();
        }
        assertInstanceOf(TransactionState.Final.class, sender.state(sent));
        assertEquals(List.of(sent), sender.open(), "what was not kept is forgotten");
        assertInstanceOf(TransactionState.Final.class, sender.state(sent));
        assertEquals(List.of(), sender.open());
        assertEquals(List.of(sent, sent), kept);
    }

    @Test
    void neverOffersMoreThanTheCap() throws Exception {
        // A little above the first offer, which is twice the base fee of 1 gwei.
        BigInteger cap = BigInteger.TWO.pow(31);
        TransactionSender sender =
                sender(new FeeLimits(cap, BigInteger.ZERO, Duration.ofSeconds(60)));
        SentTransaction sent = sender.send(pay(1));
        for (int i = 0; i < 5; i++) {
            now.set(now.get().plusSeconds(60));
            sender.tend();
        }
        assertTrue(sender.open().getFirst().hashes().size() < 5);
        mine();
        assertInstanceOf(TransactionState.Included.class, sender.state(sent));
    }

    @Test
    void sendsAgainWhatTheChainForgot() throws Exception {
        TransactionSender sender = sender(FeeLimits.usual());
        SentTransaction sent = sender.send(pay(1));
        chain().command("anvil_dropTransaction", sent.hash().hex());
        // A new process that knows only the journal.
        TransactionSender after = sender(FeeLimits.usual());
        assertEquals(List.of(sent), after.open());
        assertEquals(List.of(sent), after.tend());
        mine();
        assertInstanceOf(TransactionState.Included.class, after.state(sent));
    }

    @Test
    void numbersSeveralUnderWayAndGoesOnAfterACrash() throws Exception {
        TransactionSender sender = sender(FeeLimits.usual());
        assertEquals(0, sender.send(pay(1)).nonce());
        assertEquals(1, sender.send(pay(2)).nonce());
        assertEquals(2, sender(FeeLimits.usual()).send(pay(4)).nonce());
        mine();
        assertEquals(7, chain().balance(SOMEBODY).value().longValueExact());
    }

    @Test
    void twoSendersOfAnAccountKeepOneJournal() throws Exception {
        TransactionSender page = sender(FeeLimits.usual());
        TransactionSender flow = sender(FeeLimits.usual());
        SentTransaction first = page.send(pay(1));
        SentTransaction second = flow.send(pay(2));
        assertEquals(1, second.nonce());
        assertEquals(List.of(first, second), sender(FeeLimits.usual()).open());
    }

    @Test
    void aSenderOfAnotherProcessIsWaitedForWhileItSigns() throws Exception {
        Process other =
                new ProcessBuilder(
                                ProcessHandle.current().info().command().orElseThrow(),
                                "-XX:+UseSerialGC",
                                "-XX:TieredStopAtLevel=1",
                                "-D" + AnvilBinary.PROPERTY + "=" + AnvilBinary.require(),
                                "-cp",
                                System.getProperty("java.class.path"),
                                OtherSender.class.getName(),
                                folder.toString())
                        .redirectError(ProcessBuilder.Redirect.INHERIT)
                        .start();
        TransactionSender sender = sender(FeeLimits.usual());
        try (var said = other.inputReader(StandardCharsets.US_ASCII)) {
            assertEquals("signing", said.readLine());
            var busy = assertThrows(ChainFailedException.class, () -> sender.send(pay(2)));
            assertTrue(String.valueOf(busy.getMessage()).contains("is sending for this account"));
            other.getOutputStream().close();
            assertEquals("0", said.readLine());
        } finally {
            other.destroyForcibly();
        }
        // What it noted is known here, though this sender was opened before.
        assertEquals(1, sender.send(pay(2)).nonce());
        mine();
        assertEquals(3, chain().balance(SOMEBODY).value().longValueExact());
    }

    /** Sends from a process of its own, and takes its time to sign: until its input ends. */
    static final class OtherSender {
        private OtherSender() {}

        public static void main(String[] arguments) throws Exception {
            Path folder = Path.of(arguments[0]);
            NodeKey key = NodeKey.openOrCreate(folder.resolve("key"), new SecureRandom());
            Payload prompt = Payload.of(key, new Call(SOMEBODY, BigInteger.ONE, "0x"), "Pay");
            // Adopted, so it is the parent's to end.
            Sidecar anvil = Sidecar.adoptOrStart(spec(folder), InstantSource.system());
            TransactionSender sender =
                    TransactionSender.journalled(
                            anvil.client(),
                            key.address(),
                            FeeLimits.usual(),
                            InstantSource.system(),
                            folder.resolve("journal"),
                            (_, _) -> {});
            System.out.println(sender.send(new Slowly(prompt)).nonce());
        }
    }

    private record Slowly(Payload prompt) implements Payload {
        @Override
        public Address from() {
            return prompt.from();
        }

        @Override
        public Call call() {
            return prompt.call();
        }

        @Override
        public String label() {
            return prompt.label();
        }

        @Override
        public SignedTransaction sign(TransactionTerms terms) throws SigningFailedException {
            System.out.println("signing");
            try {
                while (System.in.read() >= 0) {
                    // until the parent closes it
                }
            } catch (IOException e) {
                throw new SigningFailedException(String.valueOf(e.getMessage()), e);
            }
            return prompt.sign(terms);
        }
    }

    @Test
    void noticesThatAnotherTookItsNumber() throws Exception {
        TransactionSender sender = sender(FeeLimits.usual());
        SentTransaction sent = sender.send(pay(1));
        chain().command("anvil_dropTransaction", sent.hash().hex());
        TransactionSender other =
                TransactionSender.forgetful(chain(), key.address(), FeeLimits.usual(), now::get);
        other.send(pay(2));
        mine();
        // The newest block's receipts may still come.
        assertInstanceOf(TransactionState.Pending.class, sender.state(sent));
        assertEquals(List.of(), sender.tend());
        mine();
        mine();
        assertInstanceOf(TransactionState.Replaced.class, sender.state(sent));
        assertEquals(List.of(), sender.open());
    }

    @Test
    void movesADamagedJournalAside() throws Exception {
        Path journal = folder.resolve("journal");
        Files.writeString(journal, "[{\"label\":");
        assertEquals(List.of(), sender(FeeLimits.usual()).open());
        assertTrue(Files.exists(folder.resolve("journal.damaged")));
    }

    @Test
    void namesWhyAnIncludedTransactionWasRefused() throws Exception {
        TransactionSender sender = sender(FeeLimits.usual());
        // NUMBER > 5 ? revert : stop. It passes when it is estimated, in block 1.
        Call refused = new Call(null, BigInteger.ZERO, "0x43600510600857005b60006000fd");
        SentTransaction sent = sender.send(Payload.of(key, refused, "Create"));
        chain().command("anvil_dropTransaction", sent.hash().hex());
        chain().command("anvil_mine", "0x7");
        assertEquals(List.of(sent), sender.tend());
        mine();
        var reverted = assertInstanceOf(TransactionState.Reverted.class, sender.state(sent));
        assertTrue(reverted.error().contains("revert"), reverted.error());
        assertEquals(List.of(), sender.open());
    }
}
