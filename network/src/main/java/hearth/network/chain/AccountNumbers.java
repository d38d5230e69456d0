package hearth.network.chain;

import hearth.kernel.Address;

import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;

/**
 * The transaction numbers (nonces) of one account: which comes next, and which were used by a
 * transaction that nobody knows. Asks the chain, so it blocks; for one thread at a time.
 */
final class AccountNumbers {
    /**
     * Blocks after a transaction's number was seen to be used until a missing receipt counts as an
     * answer. Endpoints know an account's new number before they find the receipts of the same
     * block: anvil for a moment, others (and those behind one address) for a block or two.
     */
    private static final int SETTLING = 2;

    private final ChainClient chain;
    private final Address account;
    private final TransactionJournal journal;
    private final Optional<ChainEvidence> evidence;

    /** The newest block when a number was first seen used by nobody knows which transaction. */
    private final Map<Long, Long> usedSince = new HashMap<>();

    AccountNumbers(
            ChainClient chain,
            Address account,
            TransactionJournal journal,
            Optional<ChainEvidence> evidence) {
        this.chain = chain;
        this.account = account;
        this.journal = journal;
        this.evidence = evidence;
    }

    /**
     * The number after the last one used. Where it can be proven, what the endpoint says of it is
     * not even asked for: with a number from the future a signed payment would lie around for ever.
     */
    long next() throws ChainFailedException {
        OptionalLong proven = proven();
        if (proven.isPresent()) {
            return afterLine(proven.getAsLong());
        }
        long onChain = chain.nonce(account, true);
        long confirmed = chain.nonce(account, false);
        // Entries of a chain that was begun anew would leave a gap that never closes.
        boolean current = false;
        for (SentTransaction sent : journal.all()) {
            current |=
                    sent.refusal().isEmpty()
                            && sent.nonce() >= confirmed
                            && sent.nonce() <= onChain;
        }
        return current ? Math.max(onChain, journal.afterLast()) : onChain;
    }

    /** Whether there is no gap before a transaction's number. */
    boolean inLine(SentTransaction sent) throws ChainFailedException {
        return sent.nonce() < afterLine(used());
    }

    /** Whether a transaction's number is used, by it or another. */
    boolean used(SentTransaction sent) throws ChainFailedException {
        return sent.nonce() < used();
    }

    private long used() throws ChainFailedException {
        OptionalLong proven = proven();
        return proven.isPresent() ? proven.getAsLong() : chain.nonce(account, false);
    }

    /** Whether a transaction's number was used so long ago that its receipt would be there. */
    boolean usedForGood(SentTransaction sent) throws ChainFailedException {
        boolean said = chain.nonce(account, false) > sent.nonce();
        OptionalLong proven = said ? proven() : OptionalLong.empty();
        if (!said || (proven.isPresent() && proven.getAsLong() <= sent.nonce())) {
            usedSince.remove(sent.nonce());
            return false;
        }
        long head = chain.latest().number();
        return head - usedSince.merge(sent.nonce(), head, Math::min) >= SETTLING;
    }

    /** Whether its number was seen used: the next blocks tell by which transaction. */
    boolean seenUsed(SentTransaction sent) {
        return usedSince.containsKey(sent.nonce());
    }

    /** Its number concerns nobody any more. */
    void forget(SentTransaction sent) {
        usedSince.remove(sent.nonce());
    }

    private OptionalLong proven() throws ChainFailedException {
        return evidence.isPresent() ? evidence.get().nonce(account) : OptionalLong.empty();
    }

    /** The first number from one on that the journal has not given away. */
    private long afterLine(long from) {
        long next = from;
        while (journal.taken(next)) {
            next++;
        }
        return next;
    }
}
