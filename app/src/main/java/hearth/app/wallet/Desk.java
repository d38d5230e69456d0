package hearth.app.wallet;

import hearth.app.join.Ask;
import hearth.app.join.JoinJourney;
import hearth.app.join.JourneyEvent;
import hearth.app.join.JourneyOutcome;
import hearth.kernel.Wei;
import hearth.network.Intent;
import hearth.wallet.Account;
import hearth.wallet.Balances;
import hearth.wallet.ClaimFlow;
import hearth.wallet.ClaimOutcome;
import hearth.wallet.Consent;
import hearth.wallet.FlowEvent;
import hearth.wallet.LedgerRow;
import hearth.wallet.OwnerChain;
import hearth.wallet.Passphrase;
import hearth.wallet.RecoveryWords;
import hearth.wallet.SentTransfer;
import hearth.wallet.WalletState;

import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import java.util.function.Consumer;
import java.util.function.Predicate;

/** The owner's wallet as pages see it. What blocks belongs into {@link #work}. */
public interface Desk {
    /** Runs on a thread of its own. */
    <T> CompletableFuture<T> work(Callable<T> task);

    /** Questions to the agent that tell their progress. */
    Ask agent();

    /** What the wallet can do now; looks at its files again. */
    WalletState state() throws DeskFailedException;

    /** Makes a wallet. */
    RecoveryWords create(Passphrase passphrase) throws DeskFailedException;

    /** Takes over the account of recovery words. */
    Account importWords(RecoveryWords words, Passphrase passphrase) throws DeskFailedException;

    /** Whether these are this wallet's words; remembered when they are. */
    boolean checkWords(RecoveryWords words) throws DeskFailedException;

    /**
     * Three of the recovery words to ask for.
     *
     * @param passphrase empty when the wallet is open already
     * @return empty where this wallet keeps no sealed copy of its words
     */
    Optional<Drill> drill(Optional<Passphrase> passphrase) throws DeskFailedException;

    /** Locks it now. */
    void lock();

    /** What the owner has on the chain of the agent's network, and what moved it. */
    Report report() throws DeskFailedException;

    /** What claiming everything would sign. */
    Offer offer() throws DeskFailedException;

    /** Claims what was offered; refuses when the chain asks for anything else by now. */
    ClaimOutcome claim(Offer offer, Passphrase passphrase, Consumer<FlowEvent> progress)
            throws DeskFailedException;

    /** Accounts, address book and sending. */
    SendDesk sending();

    /** Joins a network; blocks to its end. */
    JourneyOutcome join(Joining joining) throws DeskFailedException;

    /** Some of the recovery words, chosen by chance; holds them until it is closed. */
    interface Drill extends AutoCloseable {
        /** Which words, from 1 as people count. */
        List<Integer> positions();

        /**
         * Which are right, in the order of the positions; when all are, that is remembered.
         *
         * @param typed a word each; the caller wipes them
         */
        List<Boolean> check(List<char[]> typed) throws DeskFailedException;

        @Override
        void close();
    }

    /**
     * How to join.
     *
     * @param passphrase empty when the wallet is open already
     * @param prompt asked before each signature on a network that is no practice; blocks
     * @param started given the journey, to cancel it
     */
    record Joining(
            JoinJourney.Plan plan,
            Optional<Passphrase> passphrase,
            Predicate<Consent> prompt,
            Consumer<JourneyEvent> progress,
            Consumer<JoinJourney> started) {}

    /**
     * An owner's holdings.
     *
     * @param holdings of each account, the chosen one first
     * @param underWay sent and not final yet, oldest first
     * @param rows newest first
     * @param sendings that are final, newest first
     * @param keystore the file to copy to a safe place
     */
    record Report(
            WalletState state,
            Optional<Balances> balances,
            List<Holding> holdings,
            List<OwnerChain.UnderWay> underWay,
            List<LedgerRow> rows,
            List<Sending> sendings,
            Optional<Path> keystore,
            String problem) {
        public Report {
            holdings = List.copyOf(holdings);
            underWay = List.copyOf(underWay);
            rows = List.copyOf(rows);
            sendings = List.copyOf(sendings);
        }
    }

    /**
     * What was sent to somebody.
     *
     * @param name of the receiver in the address book, if it is there
     */
    record Sending(SentTransfer sent, Optional<String> name) {}

    /**
     * An account and what it has.
     *
     * @param tokens empty while the chain was not read
     * @param coins the same, of the chain's own coin
     */
    record Holding(Account account, Optional<Wei> tokens, Optional<Wei> coins) {}

    /**
     * A claim before it is signed.
     *
     * @param intent what would be signed
     * @param consent the same in words
     */
    record Offer(ClaimFlow.Request request, Intent intent, Consent consent) {}
}
