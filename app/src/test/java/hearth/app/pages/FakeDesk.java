package hearth.app.pages;

import hearth.app.join.Ask;
import hearth.app.join.JourneyEvent;
import hearth.app.join.JourneyOutcome;
import hearth.app.join.JourneyStep;
import hearth.app.wallet.Desk;
import hearth.app.wallet.DeskFailedException;
import hearth.kernel.Address;
import hearth.kernel.Hash32;
import hearth.kernel.Wei;
import hearth.link.wire.AgentMessage;
import hearth.link.wire.BenchReply;
import hearth.network.Intent;
import hearth.network.TransactionTerms;
import hearth.network.chain.SentTransaction;
import hearth.network.chain.TransactionState;
import hearth.network.chain.Trust;
import hearth.wallet.Account;
import hearth.wallet.Balances;
import hearth.wallet.ClaimFlow;
import hearth.wallet.ClaimOutcome;
import hearth.wallet.Consent;
import hearth.wallet.Effects;
import hearth.wallet.FlowEvent;
import hearth.wallet.FlowProblem;
import hearth.wallet.FlowStep;
import hearth.wallet.LedgerRow;
import hearth.wallet.OwnerChain;
import hearth.wallet.Passphrase;
import hearth.wallet.RecoveryWords;
import hearth.wallet.SentTransfer;
import hearth.wallet.WalletState;

import java.math.BigInteger;
import java.nio.CharBuffer;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import java.util.function.Consumer;

/** A wallet without a file or a chain; everything happens at once, or begins and does not end. */
final class FakeDesk implements Desk {
    static final Address OWNER = new Address("0x7cd0a4f1b2c3d4e5f60718293a4b5c6d7e8fe1a4");
    private static final Address POOL = new Address("0x" + "30".repeat(20));
    static final Hash32 CLAIM = new Hash32("0x" + "ab".repeat(32));
    private static final Wei REWARD = Wei.parse("18420000000000000000");

    boolean exists;
    int joins;
    int claims;

    /** What was begun does not end: the panel shows it under way. */
    boolean held;

    /** Answers come when {@link #waiting} is run. */
    boolean later;

    /** What brings the answers that wait, oldest first. */
    final List<Runnable> waiting = new ArrayList<>();

    /** Whether the recovery words were checked. */
    boolean checked;

    /** Whether the words lie sealed beside the key. */
    boolean sealed = true;

    int drillsClosed;

    boolean open;
    String damage = "";
    String problem = "";
    boolean claimable;
    Optional<JourneyOutcome> joined = Optional.empty();
    Optional<ClaimOutcome> claimed = Optional.empty();
    Trust trust = new Trust.OwnNode(4_204);

    /** Sent and not final yet. */
    List<OwnerChain.UnderWay> underWay = List.of();

    /** Whether the chosen account has no key here. */
    boolean watchedOnly;

    final FakeSendDesk sending = new FakeSendDesk();

    FakeDesk(boolean exists) {
        this.exists = exists;
    }

    static ClaimOutcome paid(boolean isFinal) {
        return new ClaimOutcome.Claimed(REWARD, OWNER, inclusion(), isFinal);
    }

    static ClaimOutcome refused() {
        return new ClaimOutcome.Stopped(
                new FlowProblem(
                        FlowProblem.Kind.CONTRACT_REFUSED,
                        "The pool refused it: the root of epoch 412 is disputed. Your 18.42 SUB0 stay"
                                + " claimable; only the fee was spent."));
    }

    static TransactionState.Inclusion inclusion() {
        return new TransactionState.Inclusion(CLAIM, 4_204, CLAIM, new Wei(BigInteger.TEN), null);
    }

    /** A transfer that waits for two minutes. */
    static OwnerChain.UnderWay stuck() {
        var at = Sample.NOW.minusSeconds(120);
        return new OwnerChain.UnderWay(
                new SentTransaction("Transfer", 12, List.of(CLAIM), "0x00", at),
                new TransactionState.Pending(),
                true);
    }

    /** A transaction in each state that there is. */
    static List<OwnerChain.UnderWay> everyState() {
        return List.of(
                sent("Transfer", 12, new TransactionState.Pending()),
                refusedOne(),
                sent("Claim", 11, new TransactionState.Included(inclusion(), 3)),
                sent("SetPayout", 10, new TransactionState.Reverted(inclusion(), "Retired()")),
                sent("Transfer", 9, new TransactionState.Replaced()));
    }

    private static OwnerChain.UnderWay refusedOne() {
        var of = sent("Transfer", 13, new TransactionState.Pending()).sent();
        return new OwnerChain.UnderWay(
                new SentTransaction(
                        of.label(),
                        of.nonce(),
                        of.hashes(),
                        of.raw(),
                        of.sentAt(),
                        Optional.of("it answered “insufficient funds for gas * price + value”")),
                new TransactionState.Pending(),
                false);
    }

    private static OwnerChain.UnderWay sent(String label, long nonce, TransactionState state) {
        var at = Sample.NOW.minusSeconds(60 - nonce);
        return new OwnerChain.UnderWay(
                new SentTransaction(label, nonce, List.of(CLAIM), "0x00", at), state, false);
    }

    @Override
    public <T> CompletableFuture<T> work(Callable<T> task) {
        try {
            var answer = task.call();
            if (later) {
                var coming = new CompletableFuture<T>();
                waiting.add(() -> coming.complete(answer));
                return coming;
            }
            return held ? new CompletableFuture<>() : CompletableFuture.completedFuture(answer);
        } catch (Exception e) {
            return CompletableFuture.failedFuture(e);
        }
    }

    @Override
    public Ask agent() {
        return (_, _) ->
                CompletableFuture.completedFuture(
                        AgentMessage.newBuilder()
                                .setBench(BenchReply.getDefaultInstance())
                                .build());
    }

    private Account account() {
        return watchedOnly ? FakeSendDesk.COLD : owner();
    }

    private Account owner() {
        return new Account(
                OWNER,
                OWNER,
                Account.Origin.CREATED,
                Sample.NOW,
                checked ? Optional.of(Sample.NOW) : Optional.empty(),
                "scrypt N 2^18, r 8, p 1");
    }

    @Override
    public WalletState state() {
        if (!damage.isEmpty()) {
            return new WalletState.Damaged(damage);
        }
        if (!exists) {
            return new WalletState.None();
        }
        return open
                ? new WalletState.Open(account(), Sample.NOW.plusSeconds(300))
                : new WalletState.Locked(account());
    }

    @Override
    public RecoveryWords create(Passphrase passphrase) {
        exists = true;
        return RecoveryWords.generate(12, new SecureRandom());
    }

    @Override
    public Account importWords(RecoveryWords words, Passphrase passphrase) {
        exists = true;
        return account();
    }

    @Override
    public boolean checkWords(RecoveryWords words) {
        return true;
    }

    @Override
    public Optional<Drill> drill(Optional<Passphrase> passphrase) {
        return sealed ? Optional.of(new Asked()) : Optional.empty();
    }

    /** Asks for the words "two", "five" and "nine" of a note that says so. */
    private final class Asked implements Drill {
        @Override
        public List<Integer> positions() {
            return List.of(2, 5, 9);
        }

        @Override
        public List<Boolean> check(List<char[]> typed) {
            var right =
                    List.of(
                            "two".contentEquals(CharBuffer.wrap(typed.get(0))),
                            "five".contentEquals(CharBuffer.wrap(typed.get(1))),
                            "nine".contentEquals(CharBuffer.wrap(typed.get(2))));
            checked |= !right.contains(false);
            return right;
        }

        @Override
        public void close() {
            drillsClosed++;
        }
    }

    @Override
    public void lock() {}

    @Override
    public Report report() {
        if (!exists || !damage.isEmpty()) {
            return unread(Optional.empty());
        }
        if (!problem.isEmpty()) {
            return unread(keystore());
        }
        var balances =
                new Balances(
                        Wei.parse("1570780000000000000000"),
                        Wei.parse("41200000000000000"),
                        Wei.parse("2500000000000000000000"),
                        Wei.parse("36380000000000000000"),
                        "SUB0",
                        4_204,
                        Sample.NOW,
                        trust);
        var rows =
                List.of(
                        row(LedgerRow.Kind.CLAIMED, 4_120, 411, 0, "18310000000000000000"),
                        row(LedgerRow.Kind.CLAIMED, 3_980, 409, 0, "18070000000000000000"),
                        row(LedgerRow.Kind.STAKED, 37, 0, 1, "2500000000000000000000"));
        var holdings =
                sending.all(account()).stream()
                        .map(one ->
                                one.address().equals(OWNER)
                                        ? new Holding(
                                                one,
                                                Optional.of(balances.tokens()),
                                                Optional.of(balances.coins()))
                                        : new Holding(
                                                one,
                                                Optional.of(Wei.coins(400)),
                                                Optional.of(Wei.ZERO)))
                        .toList();
        return new Report(
                state(),
                Optional.of(balances),
                holdings,
                underWay,
                rows,
                sendings(),
                keystore(),
                "");
    }

    private Report unread(Optional<Path> keystore) {
        return new Report(
                state(),
                Optional.empty(),
                exists && damage.isEmpty()
                        ? List.of(new Holding(account(), Optional.empty(), Optional.empty()))
                        : List.of(),
                List.of(),
                List.of(),
                List.of(),
                keystore,
                problem);
    }

    /** To somebody of the address book, and to somebody who was taken out of it since. */
    private static List<Sending> sendings() {
        return List.of(
                new Sending(
                        new SentTransfer(
                                at(4_010),
                                4_010,
                                CLAIM,
                                new Intent.Transfer(
                                        Intent.Coin.TOKEN,
                                        new Address("0x" + "7b".repeat(20)),
                                        Wei.coins(400)),
                                new Wei(BigInteger.valueOf(87_412_000_000_000L))),
                        Optional.of("Mira")),
                new Sending(
                        new SentTransfer(
                                at(912),
                                912,
                                CLAIM,
                                new Intent.Transfer(
                                        Intent.Coin.NATIVE,
                                        FakeSendDesk.COLD.address(),
                                        Wei.parse("250000000000000000")),
                                new Wei(BigInteger.valueOf(42_000_000_000_000L))),
                        Optional.empty()));
    }

    @Override
    public FakeSendDesk sending() {
        return sending;
    }

    private static Optional<Path> keystore() {
        return Optional.of(Path.of("owner", "UTC--2026-11-21--7cd0a4f1.json"));
    }

    private static Instant at(long block) {
        return Sample.NOW.minusSeconds((4_204 - block) * 2);
    }

    private LedgerRow row(LedgerRow.Kind kind, long block, long epoch, long node, String wei) {
        return new LedgerRow(
                kind,
                at(block),
                block,
                CLAIM,
                block,
                epoch,
                node,
                Wei.parse(wei),
                trust.verified());
    }

    @Override
    public Offer offer() throws DeskFailedException {
        if (!claimable) {
            throw new DeskFailedException("rewards.nothing", "There is nothing to claim.");
        }
        var request = new ClaimFlow.Request(412, REWARD, List.of(CLAIM));
        var terms =
                new TransactionTerms(
                        31_337, 12, 96_000, BigInteger.valueOf(2_000_000_000), BigInteger.ONE);
        var consent =
                new Consent(
                        OWNER,
                        request.intent(OWNER),
                        "Claim 18.42 SUB0",
                        Optional.of(OWNER),
                        "Practice",
                        "RewardPool",
                        POOL,
                        "claim(epoch, owner, cumulative, proof)",
                        terms,
                        new Effects.Simulated(Map.of(), List.of()),
                        "0x3d13f874" + "00".repeat(220),
                        List.of(
                                new Consent.Line("You get", "18.42 SUB0"),
                                new Consent.Line("Goes to", OWNER.hex()),
                                new Consent.Line("Epoch", "412"),
                                new Consent.Line("You pay", "at most 0.000192 ETH"),
                                new Consent.Line("Network", "Practice, chain 31337"),
                                new Consent.Line("Contract", "RewardPool " + POOL.hex()),
                                new Consent.Line(
                                        "Function", "claim(epoch, owner, cumulative, proof)"),
                                new Consent.Line("Nonce, gas limit", "12, 96000"),
                                new Consent.Line(
                                        "Checked",
                                        "simulated: it does what is said here and nothing else")));
        return new Offer(request, request.intent(OWNER), consent);
    }

    @Override
    public ClaimOutcome claim(Offer offer, Passphrase passphrase, Consumer<FlowEvent> progress)
            throws DeskFailedException {
        claims++;
        progress.accept(new FlowEvent.Done(FlowStep.CHECK_PROOF));
        progress.accept(new FlowEvent.Sent(FlowStep.CLAIM, CLAIM));
        progress.accept(new FlowEvent.Moved(FlowStep.CLAIM, CLAIM, new TransactionState.Pending()));
        return claimed.orElseGet(() -> paid(true));
    }

    @Override
    public JourneyOutcome join(Joining joining) {
        joins++;
        var tell = joining.progress();
        tell.accept(new JourneyEvent.Began(JourneyStep.NETWORK));
        if (joined.isPresent() || held) {
            tell.accept(new JourneyEvent.Done(JourneyStep.NETWORK, "Chain 31337 answers."));
            tell.accept(new JourneyEvent.Began(JourneyStep.COINS));
            tell.accept(new JourneyEvent.Done(JourneyStep.COINS, "2 500 SUB0 and 1 ETH came."));
            tell.accept(new JourneyEvent.Began(JourneyStep.MACHINE));
            tell.accept(new JourneyEvent.Moved(JourneyStep.MACHINE, "Measuring memory", 0.42));
        }
        return joined.orElseGet(() ->
                new JourneyOutcome.Stopped(
                        JourneyStep.NETWORK, "AGENT-9", "The practice network could not start."));
    }
}
