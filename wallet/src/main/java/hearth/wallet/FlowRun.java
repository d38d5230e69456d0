package hearth.wallet;

import hearth.kernel.DataDir;
import hearth.network.Intent;
import hearth.network.SigningFailedException;
import hearth.network.chain.ChainFailedException;
import hearth.network.chain.NetworkCheck;
import hearth.network.chain.Payload;
import hearth.network.chain.RevertedException;
import hearth.network.chain.SentTransaction;
import hearth.network.chain.TransactionSender;
import hearth.network.chain.TransactionState;
import hearth.wallet.FlowProblem.Kind;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;

/**
 * One run of a flow: holds the owner's sending lock, finishes what an earlier run left under way,
 * then sends its own transactions one after the other. What the chain says decides what is left to
 * do, so a run after a crash repeats nothing.
 */
final class FlowRun implements AutoCloseable {
    /** A transaction that is in no block by then is left to the next run. */
    static final Duration INCLUSION = Duration.ofMinutes(3);

    private static final Logger LOG = LoggerFactory.getLogger(FlowRun.class);
    private static final Duration TURN = Duration.ofSeconds(1);
    private static final Duration POLL = Duration.ofMillis(250);

    private final OwnerChain owner;
    private final WalletSigner signer;
    private final Consumer<FlowEvent> progress;
    private final Cancellation cancellation;
    private final DataDir.Lock lock;
    private TransactionSender sender;
    private List<OwnerChain.UnderWay> earlier = List.of();
    private Optional<SentTransaction> unsettled = Optional.empty();

    private FlowRun(
            OwnerChain owner,
            WalletSigner signer,
            Consumer<FlowEvent> progress,
            Cancellation cancellation,
            DataDir.Lock lock,
            TransactionSender sender) {
        this.owner = owner;
        this.signer = signer;
        this.progress = progress;
        this.cancellation = cancellation;
        this.lock = lock;
        this.sender = sender;
    }

    /** A wish to stop that a flow looks at between its steps and while it waits. */
    static final class Cancellation {
        private final CountDownLatch wished = new CountDownLatch(1);

        void cancel() {
            wished.countDown();
        }

        void check() throws FlowStoppedException {
            if (wished.getCount() == 0) {
                throw cancelled();
            }
        }

        void pause(Duration time) throws FlowStoppedException {
            try {
                if (wished.await(time.toMillis(), TimeUnit.MILLISECONDS)) {
                    throw cancelled();
                }
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                throw cancelled();
            }
        }

        private static FlowStoppedException cancelled() {
            return new FlowStoppedException(
                    Kind.CANCELLED,
                    "Stopped as you asked. What was already sent to the chain goes on there.");
        }
    }

    /** Begins: checks the network, takes the lock, finishes earlier transactions. */
    static FlowRun begin(
            OwnerChain owner,
            ConsentPrompt prompt,
            Cancellation cancellation,
            Consumer<FlowEvent> progress)
            throws FlowStoppedException {
        progress.accept(new FlowEvent.Started(FlowStep.CHECK_NETWORK));
        DataDir.Lock lock;
        try {
            lock =
                    owner.dir()
                            .lock("wallet-sending.lock")
                            .orElseThrow(() ->
                                    new FlowStoppedException(
                                            Kind.BUSY,
                                            "Another Hearth window or command is sending"
                                                    + " for this wallet; wait for it."));
        } catch (IOException e) {
            throw storage(e);
        }
        boolean begun = false;
        try {
            NetworkCheck.Outcome check = NetworkCheck.settlement(owner.network(), owner.chain());
            if (check instanceof NetworkCheck.Outcome.Differs differs) {
                throw new FlowStoppedException(Kind.WRONG_NETWORK, differs.sentence());
            }
            progress.accept(new FlowEvent.Done(FlowStep.CHECK_NETWORK));
            FlowRun run =
                    new FlowRun(
                            owner,
                            owner.signer(prompt),
                            progress,
                            cancellation,
                            lock,
                            owner.sender());
            run.finishEarlier();
            begun = true;
            return run;
        } catch (ChainFailedException e) {
            throw unreachable(e);
        } catch (IOException e) {
            throw storage(e);
        } finally {
            if (!begun) {
                release(lock);
            }
        }
    }

    private void finishEarlier() throws FlowStoppedException, ChainFailedException {
        boolean any = false;
        List<OwnerChain.UnderWay> found = new ArrayList<>();
        for (SentTransaction sent : sender.open()) {
            found.add(OwnerChain.UnderWay.of(sent, sender));
        }
        earlier = List.copyOf(found);
        for (OwnerChain.UnderWay before : earlier) {
            SentTransaction sent = before.sent();
            // One that is in a block already needs no waiting for: the chain's state shows it.
            if (before.state() instanceof TransactionState.Pending
                    && sent.refusal().isEmpty()
                    && sender.inLine(sent)) {
                if (!any) {
                    step(FlowStep.FINISH_EARLIER);
                    any = true;
                }
                follow(FlowStep.FINISH_EARLIER, sent);
            }
        }
        if (any) {
            progress.accept(new FlowEvent.Done(FlowStep.FINISH_EARLIER));
        }
    }

    /** What an earlier run had sent, with its state when this one began. */
    List<OwnerChain.UnderWay> earlier() {
        return earlier;
    }

    /** Whether its number was given to another one since. */
    boolean givenUp(SentTransaction sent) {
        return sender.givenUp(sent);
    }

    /** What this run sent and has not seen proven in a block, nor refused or replaced. */
    Optional<SentTransaction> unsettled() {
        return unsettled.map(this::asNoted);
    }

    private SentTransaction asNoted(SentTransaction sent) {
        return sender.open().stream()
                .filter(now -> now.hashes().contains(sent.hashes().getFirst()))
                .findFirst()
                .orElse(sent);
    }

    /** Signs, sends and follows an intent into a block. */
    TransactionState.Inclusion carryOut(FlowStep step, Intent intent)
            throws FlowStoppedException, ChainFailedException {
        step(step);
        SentTransaction sent;
        try {
            sent = sender.send(Payload.of(signer, intent, owner.network()));
        } catch (SigningFailedException e) {
            throw new FlowStoppedException(Kind.NOT_SIGNED, String.valueOf(e.getMessage()));
        } catch (RevertedException e) {
            throw new FlowStoppedException(
                    Kind.CONTRACT_REFUSED,
                    "The contract refuses it (" + e.error() + "). Nothing was sent.");
        }
        unsettled = Optional.of(sent);
        progress.accept(new FlowEvent.Sent(step, sent.hash()));
        return followed(step, sent);
    }

    /** Follows what was sent before; the same bytes are offered again if they were refused. */
    TransactionState.Inclusion settle(FlowStep step, SentTransaction sent)
            throws FlowStoppedException, ChainFailedException {
        // Whatever happens from here on, it was sent.
        unsettled = Optional.of(sent);
        sender.offerAgain(sent);
        return followed(step, sent);
    }

    /** Follows what was sent into a block that is proven to hold it. */
    private TransactionState.Inclusion followed(FlowStep step, SentTransaction sent)
            throws FlowStoppedException, ChainFailedException {
        Optional<TransactionState.Inclusion> inclusion = follow(step, sent);
        if (inclusion.isEmpty()) {
            unsettled = Optional.empty();
            throw new FlowStoppedException(
                    Kind.REPLACED,
                    "Another transaction of this account took its place; this one moved nothing and"
                            + " cannot any more. Look at your balance before you send again.");
        }
        progress.accept(
                new FlowEvent.Checked(step, owner.evidence().receipt(inclusion.get(), true)));
        unsettled = Optional.empty();
        done(step);
        return inclusion.get();
    }

    /** Empty when another transaction took its number. */
    private Optional<TransactionState.Inclusion> follow(FlowStep step, SentTransaction sent)
            throws FlowStoppedException, ChainFailedException {
        for (Duration waited = Duration.ZERO;
                waited.compareTo(INCLUSION) < 0;
                waited = waited.plus(TURN)) {
            cancellation.check();
            TransactionState state = awaited(sent);
            progress.accept(new FlowEvent.Moved(step, sent.hash(), state));
            switch (state) {
                case TransactionState.Pending _ -> {
                    tend();
                    Optional<String> refusal = asNoted(sent).refusal();
                    if (refusal.isPresent()) {
                        throw new FlowStoppedException(
                                Kind.UNREACHABLE, refused(sent, refusal.get()));
                    }
                }
                case TransactionState.Included i -> {
                    return Optional.of(i.inclusion());
                }
                case TransactionState.Final f -> {
                    return Optional.of(f.inclusion());
                }
                case TransactionState.Reverted r -> {
                    if (step == FlowStep.FINISH_EARLIER) {
                        // What it was for is decided anew from the chain's state.
                        return Optional.empty();
                    }
                    unsettled = Optional.empty();
                    throw new FlowStoppedException(
                            Kind.CONTRACT_REFUSED,
                            "The contract refused the transaction (" + r.error() + ").");
                }
                case TransactionState.Replaced _ -> {
                    return Optional.empty();
                }
            }
        }
        throw new FlowStoppedException(
                Kind.STILL_PENDING,
                "The transaction "
                        + sent.hash().hex()
                        + " is in no block yet. It is followed when you try again.");
    }

    /** That a transaction was signed and not taken, as far as the endpoint can be believed. */
    private static String refused(SentTransaction sent, String words) {
        return "The chain did not take the transaction "
                + sent.hash().hex()
                + ": "
                + words
                + ". It is signed, so it stays noted, and is offered again when you follow it or send"
                + " the same once more; anything else that you send takes its place.";
    }

    private TransactionState awaited(SentTransaction sent)
            throws FlowStoppedException, ChainFailedException {
        try {
            return sender.awaitIncluded(sent, TURN);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw Cancellation.cancelled();
        }
    }

    /**
     * What was sent goes on whether or not a higher fee is agreed to: a replacement that nobody
     * signs, or that the endpoint does not take, ends nothing. From then on the same bytes are
     * followed, and nobody is asked again.
     */
    private void tend() throws FlowStoppedException, ChainFailedException {
        try {
            sender.tend();
        } catch (SigningFailedException e) {
            LOG.info("no higher fee, the one that was sent is followed: {}", e.getMessage());
            try {
                // One that reads the journal anew can send the same again, and sign nothing.
                sender = owner.sender();
            } catch (IOException unread) {
                throw storage(unread);
            }
        }
    }

    /** Waits until a block is final; false when the time ran out first. */
    private boolean awaitFinal(TransactionState.Inclusion inclusion, Duration limit)
            throws FlowStoppedException, ChainFailedException {
        if (limit.isZero()) {
            return false;
        }
        step(FlowStep.FINAL);
        for (Duration waited = Duration.ZERO;
                waited.compareTo(limit) < 0;
                waited = waited.plus(POLL)) {
            Optional<SentTransaction> still =
                    sender.open().stream()
                            .filter(sent -> sent.hashes().contains(inclusion.hash()))
                            .findFirst();
            // It leaves the journal when it is final.
            if (still.isEmpty() || sender.state(still.get()) instanceof TransactionState.Final) {
                done(FlowStep.FINAL);
                return true;
            }
            cancellation.pause(POLL);
        }
        return false;
    }

    /** The same; a failure to look only means that it was not seen, for it is paid all the same. */
    boolean seenFinal(TransactionState.Inclusion inclusion, Duration limit) {
        try {
            return awaitFinal(inclusion, limit);
        } catch (FlowStoppedException | ChainFailedException e) {
            return false;
        }
    }

    void pause(Duration time) throws FlowStoppedException {
        cancellation.pause(time);
    }

    void step(FlowStep step) throws FlowStoppedException {
        cancellation.check();
        progress.accept(new FlowEvent.Started(step));
    }

    void skip(FlowStep step, String why) {
        progress.accept(new FlowEvent.Skipped(step, why));
    }

    void done(FlowStep step) {
        progress.accept(new FlowEvent.Done(step));
    }

    static FlowStoppedException unreachable(ChainFailedException e) {
        return new FlowStoppedException(FlowProblem.Kind.of(e), String.valueOf(e.getMessage()));
    }

    static FlowStoppedException storage(IOException e) {
        return new FlowStoppedException(
                Kind.STORAGE,
                "The wallet's files cannot be read or written: " + e.getMessage() + ".");
    }

    private static void release(DataDir.Lock lock) {
        try {
            lock.close();
        } catch (IOException e) {
            // The system frees it at the latest when the process ends.
            LOG.warn("lock not released", e);
        }
    }

    @Override
    public void close() {
        release(lock);
    }
}
