package hearth.wallet;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import hearth.kernel.Address;
import hearth.kernel.Hex;
import hearth.kernel.Wei;
import hearth.network.Intent;
import hearth.network.TransactionTerms;
import hearth.network.chain.SentTransaction;
import hearth.network.chain.Token;
import hearth.network.chain.TransactionState;
import hearth.wallet.FlowProblem.Kind;

import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

import java.math.BigInteger;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/** Raising the fee of a transfer that waits, on a real chain that mines only when told. */
@Timeout(120)
final class RaiseFlowTest {
    private static final Address FRIEND = new Address("0x" + "7b".repeat(20));

    @TempDir Path root;
    private @Nullable PracticeOwner started;
    private final List<FlowEvent> events = new ArrayList<>();
    private final List<Consent> asked = new ArrayList<>();

    @BeforeEach
    void start() throws Exception {
        started = PracticeOwner.start(root);
        at().chain().command("evm_setAutomine", false);
    }

    @AfterEach
    void stop() {
        if (started != null) {
            started.close();
        }
    }

    private PracticeOwner at() {
        if (started == null) {
            throw new IllegalStateException("not started");
        }
        return started;
    }

    /** All tokens: on the pending block, which holds the first one, they are gone already. */
    @Test
    void theOneWithTheHigherFeeIsCarriedOutAndTheOtherIsNot() throws Exception {
        Wei all = new Token(at().chain(), at().network()).balance(at().address());
        SentTransaction first = waiting(new Intent.Transfer(Intent.Coin.TOKEN, FRIEND, all));
        assertFalse(at().owner().underWay().getFirst().stuck(), "it was sent just now");
        assertTrue(later().underWay().getFirst().stuck(), "it waits for two minutes");

        Consent offered = offered(first);
        BigInteger before = first.terms().feeCap();
        assertEquals(first.nonce(), offered.terms().nonce());
        assertTrue(offered.headline().startsWith("Raise the fee: Send "), offered.headline());
        assertEquals("at most " + eth(before), line(offered, "Fee so far"));
        assertEquals(
                "at most " + eth(offered.terms().feeCap().subtract(before)),
                line(offered, "More than so far"));
        assertEquals("at most " + eth(offered.terms().feeCap()), line(offered, "You pay"));
        assertInstanceOf(Effects.Simulated.class, offered.effects());

        // As after a restart: this flow has never seen the first one signed.
        var raised =
                assertInstanceOf(
                        RaiseOutcome.Raised.class,
                        later().raise(yes()).run(first, offered, events::add));
        assertEquals(offered.terms(), raised.sent().terms());
        assertEquals(2, raised.sent().hashes().size());
        assertTrue(asked.getFirst().isCoveredBy(offered));

        at().mine(1);
        var under = later().underWay().getFirst();
        var included = assertInstanceOf(TransactionState.Included.class, under.state());
        assertEquals(raised.sent().hash(), included.inclusion().hash());
        assertFalse(under.stuck());
        assertEquals(1, at().chain().nonce(at().address(), false));
        assertEquals(all, new Token(at().chain(), at().network()).balance(FRIEND));
    }

    @Test
    void whatABlockTookMeanwhileIsSaidAndNotSignedAgain() throws Exception {
        SentTransaction first = waiting(oneCoin());
        Consent offered = offered(first);
        at().mine(1);
        FlowProblem problem = stopped(first, offered);
        assertEquals(Kind.IN_BLOCK, problem.kind());
        assertTrue(problem.sentence().startsWith("It is in block "), problem.sentence());
        assertEquals(
                problem,
                assertInstanceOf(
                                RaiseFlow.Offer.Impossible.class, later().raise(yes()).offer(first))
                        .problem());
        assertEquals(List.of(), asked);
    }

    /** Another window raised it while this dialog stood open. */
    @Test
    void aFeeThatWasRaisedMeanwhileIsLookedAtAgain() throws Exception {
        SentTransaction first = waiting(oneCoin());
        Consent offered = offered(first);
        assertInstanceOf(
                RaiseOutcome.Raised.class, later().raise(yes()).run(first, offered, events::add));
        FlowProblem problem = stopped(first, offered);
        assertEquals(Kind.NOT_RAISED, problem.kind());
        assertTrue(
                problem.sentence().startsWith("Its fee was raised meanwhile"), problem::sentence);
        assertEquals(1, asked.size());
        assertEquals(offered.terms(), later().underWay().getFirst().sent().terms());
        at().mine(1);
        var under = later().underWay();
        assertEquals(1, under.size());
        assertInstanceOf(TransactionState.Included.class, under.getFirst().state());
        assertEquals(Wei.ONE, at().chain().balance(FRIEND));
    }

    /** Another computer with the same words sent something under this number, for a lot more. */
    @Test
    void aFeeThatIsTooLowForTheChainIsSaidInItsWords() throws Exception {
        SentTransaction first = waiting(oneCoin());
        TransactionTerms dear =
                new TransactionTerms(
                        first.terms().chainId(),
                        first.nonce(),
                        first.terms().gasLimit(),
                        first.terms().maxFeePerGas().shiftLeft(2),
                        first.terms().maxFeePerGas());
        byte[] raw = at().owner().signer(anyway()).sign(oneCoin(), dear).raw();
        at().chain().command("eth_sendRawTransaction", Hex.of(raw));
        FlowProblem problem = stopped(first, offered(first));
        assertEquals(Kind.NOT_RAISED, problem.kind());
        assertTrue(
                problem.sentence().contains("replacement transaction underpriced"),
                problem::sentence);
        assertEquals(2, later().underWay().getFirst().sent().hashes().size());
        assertEquals(List.of(), events, "nothing was taken");
    }

    /** Blocks became dearer while the dialog stood open. */
    @Test
    void whatWasOnTheScreenIsSignedHoweverTheFeesMoved() throws Exception {
        SentTransaction first = waiting(oneCoin());
        Consent offered = offered(first);
        BigInteger dearer = first.terms().maxFeePerGas().add(BigInteger.ONE);
        at().chain().command("anvil_setNextBlockBaseFeePerGas", "0x" + dearer.toString(16));
        at().mine(1);
        assertTrue(
                offered(first).maxFee().compareTo(offered.maxFee()) > 0,
                "today it would be dearer");
        var raised =
                assertInstanceOf(
                        RaiseOutcome.Raised.class,
                        later().raise(yes()).run(first, offered, events::add));
        assertEquals(offered.terms(), raised.sent().terms());
        assertEquals(1, events.size());
    }

    @Test
    void noHigherFeeWithoutTheCoinsForItOrAnAgreement() throws Exception {
        SentTransaction first = waiting(oneCoin());
        Consent offered = offered(first);
        RaiseOutcome refused =
                later().raise(_ -> new ConsentPrompt.Answer.Refused("Not for more."))
                        .run(first, offered, events::add);
        assertEquals(
                new FlowProblem(Kind.NOT_SIGNED, "Not for more."),
                assertInstanceOf(RaiseOutcome.Stopped.class, refused).problem());

        at().chain().command("anvil_setBalance", at().address().hex(), "0x1");
        assertEquals(Kind.NOT_ENOUGH_COINS, stopped(first, offered).kind());
        assertEquals(List.of(), events);
        assertEquals(1, later().underWay().getFirst().sent().hashes().size());
    }

    private static Intent.Transfer oneCoin() {
        return new Intent.Transfer(Intent.Coin.NATIVE, FRIEND, Wei.ONE);
    }

    /** Sends and loses sight of it. */
    private SentTransaction waiting(Intent.Transfer transfer) {
        TransferFlow flow = at().owner().transfer(anyway());
        var way =
                assertInstanceOf(
                        TransferOutcome.UnderWay.class,
                        flow.run(
                                transfer,
                                Duration.ZERO,
                                event -> {
                                    if (event instanceof FlowEvent.Sent) {
                                        flow.cancel();
                                    }
                                }));
        return way.sent();
    }

    private OwnerChain later() {
        return new OwnerChain(
                at().dir(),
                at().network(),
                at().unlocked().account(),
                at().chain(),
                () -> Instant.now().plusSeconds(120));
    }

    private Consent offered(SentTransaction sent) {
        return assertInstanceOf(RaiseFlow.Offer.Possible.class, later().raise(yes()).offer(sent))
                .consent();
    }

    private FlowProblem stopped(SentTransaction sent, Consent offered) {
        return assertInstanceOf(
                        RaiseOutcome.Stopped.class,
                        later().raise(yes()).run(sent, offered, events::add))
                .problem();
    }

    private static String line(Consent consent, String label) {
        return consent.lines().stream()
                .filter(line -> line.label().equals(label))
                .findFirst()
                .orElseThrow()
                .value();
    }

    private static String eth(BigInteger fee) {
        return CoinText.of(new Wei(fee), "ETH");
    }

    private ConsentPrompt anyway() {
        return _ -> new ConsentPrompt.Answer.Agreed(at().unlocked(), false);
    }

    private ConsentPrompt yes() {
        return consent -> {
            asked.add(consent);
            return new ConsentPrompt.Answer.Agreed(at().unlocked(), false);
        };
    }
}
