package hearth.network.chain;

import hearth.kernel.Address;
import hearth.kernel.Hash32;
import hearth.kernel.Hex;
import hearth.network.SignedTransaction;
import hearth.network.SigningFailedException;
import hearth.network.TransactionTerms;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.web3j.protocol.core.methods.response.TransactionReceipt;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/**
 * Sends the transactions of one account: EIP-1559 fees under a cap, numbers kept here so that
 * several can be under way, higher fees for one that is stuck, and a journal that survives a crash.
 * Blocks on the network; safe for several threads, and for several senders of one journal.
 */
public final class TransactionSender {
    private static final Logger LOG = LoggerFactory.getLogger(TransactionSender.class);
    private static final Duration POLL = Duration.ofMillis(250);

    private final ChainClient chain;
    private final Address account;
    private final FeeLimits limits;
    private final InstantSource time;
    private final TransactionJournal journal;
    private final SentReceipts receipts;
    private final FinalNote finals;
    private final AccountNumbers numbers;
    private final FeeOffers fees;
    private final Handover handover;
    private final Map<Hash32, Payload> payloads = new HashMap<>();

    private TransactionSender(
            ChainClient chain,
            Address account,
            FeeLimits limits,
            InstantSource time,
            TransactionJournal journal,
            Optional<ChainEvidence> evidence,
            FinalNote finals) {
        this.chain = chain;
        this.account = account;
        this.limits = limits;
        this.time = time;
        this.journal = journal;
        receipts = new SentReceipts(chain, evidence);
        this.finals = finals;
        numbers = new AccountNumbers(chain, account, journal, evidence);
        fees = new FeeOffers(chain, limits);
        handover = new Handover(chain);
    }

    /**
     * A sender that keeps its open transactions in a file.
     *
     * @param finals told what becomes final
     * @throws IOException if the file cannot be read
     */
    public static TransactionSender journalled(
            ChainClient chain,
            Address account,
            FeeLimits limits,
            InstantSource time,
            Path journal,
            FinalNote finals)
            throws IOException {
        return new TransactionSender(
                chain,
                account,
                limits,
                time,
                TransactionJournal.open(journal),
                Optional.of(new ChainEvidence(chain)),
                finals);
    }

    /** A sender without a file, for technical accounts whose work can be repeated. */
    public static TransactionSender forgetful(
            ChainClient chain, Address account, FeeLimits limits, InstantSource time) {
        return new TransactionSender(
                chain,
                account,
                limits,
                time,
                TransactionJournal.inMemory(),
                Optional.empty(),
                (_, _) -> {});
    }

    /**
     * Estimates, signs, notes down and sends.
     *
     * @return the transaction as sent; ask {@link #state} what becomes of it. Also when the
     *     endpoint fell silent meanwhile, or refused it: what is signed may be in somebody's hands,
     *     so it stays noted, and {@link #tend} sends the same one again
     * @throws RevertedException if the contract would refuse it; then nothing was signed
     * @throws ChainFailedException also while another sender of the account is at work, and when a
     *     sender without a file is refused; then nothing is noted
     */
    public synchronized SentTransaction send(Payload payload)
            throws ChainFailedException, RevertedException, SigningFailedException {
        if (!payload.from().equals(account)) {
            throw new IllegalArgumentException(payload.from() + " is not the account " + account);
        }
        try (TransactionJournal.Hold _ = journal.hold()) {
            long gas = chain.estimateGas(account, payload.call());
            TransactionTerms offered = fees.usual(numbers.next(), gas + gas / 4);
            SignedTransaction signed = payload.sign(offered);
            SentTransaction sent =
                    new SentTransaction(
                            payload.label(),
                            offered.nonce(),
                            List.of(signed.hash()),
                            Hex.of(signed.raw()),
                            time.instant());
            // On disk first: a crash after the broadcast must not forget the number.
            journal.note(sent);
            payloads.put(sent.name(), payload);
            SentTransaction answered = offer(sent);
            Optional<String> refusal = answered.refusal();
            if (refusal.isPresent() && !journal.lasting()) {
                forget(sent);
                throw chain.failed(new IOException(refusal.get()));
            }
            return answered;
        }
    }

    /** Hands one over and notes a refusal. */
    private SentTransaction offer(SentTransaction sent) {
        Optional<String> words = handover.refusal(sent);
        if (words.isEmpty()) {
            return sent.refusal().isPresent() ? remembered(sent.taken()) : sent;
        }
        // An earlier version of it may have been taken.
        return sent.hashes().size() > 1 ? sent : remembered(sent.refused(words.get()));
    }

    /** Notes what was heard of one that is noted already; without it, it counts as sent. */
    private SentTransaction remembered(SentTransaction sent) {
        try {
            journal.put(sent);
        } catch (JournalFailedException e) {
            LOG.warn("{}: what became of it was not noted: {}", sent, e.getMessage());
        }
        return sent;
    }

    /** The terms under which a call would be sent now, to show its highest fee before signing. */
    public TransactionTerms quote(Call call) throws ChainFailedException, RevertedException {
        long gas = chain.estimateGas(account, call);
        return fees.usual(numbers.next(), gas + gas / 4);
    }

    /**
     * What this account sent and was not seen final yet, oldest first; also from before a crash.
     */
    public synchronized List<SentTransaction> open() {
        return journal.all();
    }

    /**
     * Where a transaction stands now. One that is final, refused or replaced leaves the journal.
     */
    public synchronized TransactionState state(SentTransaction given) throws ChainFailedException {
        SentTransaction sent = journal.find(given.name()).orElse(given);
        Optional<TransactionReceipt> receipt = receipts.of(sent);
        boolean used = receipt.isEmpty() && numbers.usedForGood(sent);
        if (used) {
            // Once more: it may have been included between the two questions.
            receipt = receipts.of(sent);
        }
        if (receipt.isPresent()) {
            return included(sent, receipt.get());
        }
        if (used && !receipts.foundElsewhere(sent)) {
            forget(sent);
            return new TransactionState.Replaced();
        }
        return new TransactionState.Pending();
    }

    private TransactionState included(SentTransaction sent, TransactionReceipt receipt)
            throws ChainFailedException {
        TransactionState.Inclusion inclusion = receipts.inclusion(receipt);
        if (!receipt.isStatusOK()) {
            receipts.prove(inclusion, false);
            Payload payload = payloads.get(sent.name());
            String why =
                    payload == null
                            ? "no reason was kept"
                            : chain.whyReverted(account, payload.call())
                                    .orElse("it would pass by now");
            forget(sent);
            return new TransactionState.Reverted(inclusion, why);
        }
        long depth = receipts.depth(inclusion);
        if (receipts.isFinal(inclusion, depth)) {
            receipts.prove(inclusion, true);
            if (kept(sent, inclusion)) {
                forget(sent);
            }
            return new TransactionState.Final(inclusion);
        }
        return new TransactionState.Included(inclusion, Math.max(1, depth));
    }

    /** What cannot be kept yet stays open and is tried again; nobody else has to wait for it. */
    private boolean kept(SentTransaction sent, TransactionState.Inclusion inclusion) {
        try {
            finals.keep(sent, inclusion);
            return true;
        } catch (ChainFailedException e) {
            LOG.warn("{} is final and not kept yet: {}", sent, e.getMessage());
            return false;
        }
    }

    /**
     * Looks after the open transactions: sends those again that the chain forgot, and those with a
     * higher fee that are in no block for too long; nothing while another sender is at work. One
     * that was refused is not offered again: that is for {@link #offerAgain}. Call it every few
     * seconds.
     *
     * @return the transactions that were sent again, with the refusal of those that were refused
     */
    public synchronized List<SentTransaction> tend()
            throws ChainFailedException, SigningFailedException {
        List<SentTransaction> again = new ArrayList<>();
        Optional<TransactionJournal.Hold> held = journal.tryHold();
        if (held.isEmpty()) {
            return again;
        }
        try (TransactionJournal.Hold _ = held.get()) {
            for (SentTransaction sent : open()) {
                if (state(sent) instanceof TransactionState.Pending && !journal.givenUp(sent)) {
                    tend(sent).ifPresent(again::add);
                }
            }
        }
        return again;
    }

    private Optional<SentTransaction> tend(SentTransaction sent)
            throws ChainFailedException, SigningFailedException {
        boolean refused = sent.refusal().isPresent();
        if (refused && numbers.used(sent)) {
            // Perhaps by it, whatever was said.
            remembered(sent.taken());
            return Optional.empty();
        }
        if (numbers.seenUsed(sent)) {
            return Optional.empty(); // the next blocks tell by which transaction
        }
        if (stuck(sent) && !refused && payloads.containsKey(sent.name())) {
            return Optional.of(replace(sent));
        }
        boolean known = chain.knows(sent.hash());
        if (refused && known) {
            remembered(sent.taken());
        }
        return refused || known ? Optional.empty() : Optional.of(offer(sent));
    }

    /**
     * Offers one again that was refused, unless its number was given to another: by the wish of who
     * signed it alone, for what it was meant for may be past.
     */
    public synchronized void offerAgain(SentTransaction given) throws ChainFailedException {
        try (TransactionJournal.Hold _ = journal.hold()) {
            Optional<SentTransaction> sent = journal.find(given.name());
            if (sent.isPresent()
                    && sent.get().refusal().isPresent()
                    && !journal.givenUp(sent.get())
                    && state(sent.get()) instanceof TransactionState.Pending) {
                offer(sent.get());
            }
        }
    }

    private SentTransaction replace(SentTransaction sent)
            throws ChainFailedException, SigningFailedException {
        Payload payload = payloads.get(sent.name());
        if (payload == null) {
            throw new IllegalStateException("no payload for " + sent);
        }
        Optional<TransactionTerms> better = higher(sent);
        // At the cap: wait for the base fee to fall, but look again only after a while.
        return better.isEmpty()
                ? remembered(sent.sentAgain(time.instant()))
                : raised(sent, payload, better.get()).sent();
    }

    /** Whether it waits for so long that a higher fee may be what it lacks. */
    public boolean stuck(SentTransaction sent) {
        return !time.instant().isBefore(sent.sentAt().plus(limits.stuckAfter()));
    }

    /** The least terms that take the place of its newest ones; empty above the cap. */
    public Optional<TransactionTerms> higher(SentTransaction sent) throws ChainFailedException {
        return fees.higher(sent.terms());
    }

    /**
     * Signs one that waits with a higher fee, by the wish of who signed it, and hands it over.
     * Needs only what is in the journal, so also after a restart.
     *
     * @param payload the same call as before
     * @param agreed from {@link #higher}
     */
    public synchronized RaiseResult raise(
            SentTransaction given, Payload payload, TransactionTerms agreed)
            throws ChainFailedException, SigningFailedException {
        try (TransactionJournal.Hold _ = journal.hold()) {
            Optional<SentTransaction> sent =
                    journal.find(given.name()).filter(now -> !journal.givenUp(now));
            if (sent.isEmpty()) {
                return new RaiseResult.Gone();
            }
            return agreed.outbids(sent.get().terms())
                    ? raised(sent.get(), payload, agreed)
                    : new RaiseResult.Outbid();
        }
    }

    private RaiseResult.Signed raised(
            SentTransaction sent, Payload payload, TransactionTerms better)
            throws ChainFailedException, SigningFailedException {
        if (!payload.from().equals(account)
                || better.nonce() != sent.nonce()
                || !fees.allows(better)) {
            throw new IllegalArgumentException(better + " for " + sent);
        }
        SignedTransaction signed = payload.signAgain(better, sent.terms());
        SentTransaction again = sent.replacedBy(signed.hash(), signed.raw(), time.instant());
        journal.note(again);
        return new RaiseResult.Signed(again, handover.refusal(again));
    }

    /**
     * Waits until a transaction is in a block (or refused or replaced). Blocks.
     *
     * @return the state at the end; still {@link TransactionState.Pending} if the time ran out
     */
    public TransactionState awaitIncluded(SentTransaction sent, Duration limit)
            throws ChainFailedException, InterruptedException {
        long deadline = System.nanoTime() + limit.toNanos();
        CountDownLatch never = new CountDownLatch(1);
        while (true) {
            TransactionState state = state(sent);
            if (!(state instanceof TransactionState.Pending)
                    || System.nanoTime() - deadline >= 0
                    || never.await(POLL.toMillis(), TimeUnit.MILLISECONDS)) {
                return state;
            }
        }
    }

    /**
     * Whether a transaction can be included once those before it are. One with a gap before it,
     * from a chain that was begun anew, would be waited for in vain.
     */
    public synchronized boolean inLine(SentTransaction sent) throws ChainFailedException {
        return numbers.inLine(sent);
    }

    /** Whether its number was given to another one since: then it is not offered again. */
    public synchronized boolean givenUp(SentTransaction sent) {
        return journal.givenUp(sent);
    }

    private void forget(SentTransaction sent) throws ChainFailedException {
        payloads.remove(sent.name());
        numbers.forget(sent);
        journal.remove(sent);
    }
}
