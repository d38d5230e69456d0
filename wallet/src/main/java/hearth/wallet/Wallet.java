package hearth.wallet;

import hearth.kernel.Address;
import hearth.kernel.DataDir;
import hearth.kernel.ReadOnlyState;
import hearth.kernel.State;
import hearth.kernel.Threads;
import hearth.network.Addresses;
import hearth.wallet.Account.Origin;
import hearth.wallet.WalletFailedException.Problem;
import hearth.wallet.internal.AccountFile;
import hearth.wallet.internal.AccountKey;
import hearth.wallet.internal.KeyDerivation;
import hearth.wallet.internal.ScryptCost;
import hearth.wallet.internal.V3Keystore;

import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import java.io.IOException;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.InstantSource;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;

/**
 * The owner's wallet: keystores in the data folder, one account or several, of which one is chosen.
 * All methods that take a passphrase block for about a second and wipe nothing of what they are
 * given; the caller closes it.
 */
public final class Wallet implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(Wallet.class);

    /** How many recovery words a new wallet has. */
    public static final int WORDS = 12;

    private final AccountBook book;
    private final SealedWords sealed;
    private final KeySeal seal;
    private final SecureRandom random;
    private final InstantSource time;
    private final State<WalletState> state = new State<>(new WalletState.None());
    private final ScheduledFuture<?> idleCheck;
    private @Nullable Unlocked open;

    Wallet(
            DataDir dir,
            Threads threads,
            KeyDerivation derivation,
            ScryptCost cost,
            SecureRandom random)
            throws IOException {
        this.book = new AccountBook(dir, threads.time());
        this.sealed = new SealedWords(dir, random);
        this.seal = new KeySeal(new V3Keystore(derivation, random), cost);
        this.random = random;
        this.time = threads.time();
        reload();
        idleCheck =
                threads.clock().scheduleWithFixedDelay(this::lockWhenIdle, 1, 1, TimeUnit.SECONDS);
    }

    /** What can be done now. */
    public ReadOnlyState<WalletState> state() {
        return state;
    }

    /** The account, if there is a readable wallet. */
    public Optional<Account> account() {
        return switch (state.get()) {
            case WalletState.Locked locked -> Optional.of(locked.account());
            case WalletState.Open now -> Optional.of(now.account());
            case WalletState.None _, WalletState.Damaged _ -> Optional.empty();
        };
    }

    /** All accounts, the chosen one first. */
    public synchronized List<Account> accounts() throws WalletFailedException {
        return book.all().stream().map(AccountFile.Entry::account).toList();
    }

    /** Chooses the account that everything else is about; locks the wallet. */
    public synchronized void choose(Address address) throws WalletFailedException {
        AccountFile.Entry chosen =
                book.find(address)
                        .orElseThrow(() ->
                                new WalletFailedException(
                                        Problem.NO_WALLET,
                                        "There is no account "
                                                + Addresses.checksummed(address)
                                                + " in this wallet."));
        lock();
        book.choose(chosen);
        state.set(new WalletState.Locked(chosen.account()));
    }

    /** Keeps an address to be looked at; it becomes no chosen account unless it is the first. */
    public synchronized Account watch(Address address) throws WalletFailedException {
        Optional<AccountFile.Entry> there = book.find(address);
        if (there.isPresent()) {
            return there.get().account();
        }
        Account account = Account.watched(address, time.instant());
        book.append(account);
        reload();
        return account;
    }

    /** Looks at the files again, after another process may have changed them. */
    public synchronized void reload() {
        if (open != null) {
            return;
        }
        try {
            state.set(
                    book.chosen()
                            .<WalletState>map(e -> new WalletState.Locked(e.account()))
                            .orElseGet(WalletState.None::new));
        } catch (WalletFailedException e) {
            state.set(new WalletState.Damaged(String.valueOf(e.getMessage())));
        }
    }

    /**
     * Makes a wallet.
     *
     * @return its recovery words; they stay sealed on disk until {@link #checkWords} found them
     *     right, see {@link #words}
     * @throws WalletFailedException when there is a wallet already or it cannot be written
     */
    public RecoveryWords create(Passphrase passphrase) throws WalletFailedException {
        return create(passphrase, WORDS, Placement.ONLY);
    }

    /**
     * Makes an account with 12 or 24 recovery words, the only one here or beside others.
     *
     * @see #create(Passphrase)
     */
    public synchronized RecoveryWords create(Passphrase passphrase, int words, Placement placement)
            throws WalletFailedException {
        RecoveryWords fresh = RecoveryWords.generate(words, random);
        boolean made = false;
        byte[] key = KeySeal.keyOf(fresh);
        try {
            // First, so that there is never a wallet whose words nobody saw and nobody keeps.
            sealed.keep(AccountKey.address(key), key, fresh);
            var _ = store(key, passphrase, Origin.CREATED, placement);
            made = true;
            return fresh;
        } finally {
            if (!made) {
                fresh.close();
                forgetWordsOfNoWallet(AccountKey.address(key));
            }
            Arrays.fill(key, (byte) 0);
        }
    }

    /** What was made beforehand goes when nothing came of it; a keystore that lies there counts. */
    private void forgetWordsOfNoWallet(Address address) {
        try {
            if (!book.hasKeystore(address)) {
                sealed.forget(address);
            }
        } catch (WalletFailedException e) {
            // sealed with a key that nobody has: it tells nothing and takes a few bytes
            LOG.debug("sealed words of no wallet stay", e);
        }
    }

    /**
     * The recovery words of a wallet made here, while they were not checked yet.
     *
     * @param open this wallet, open
     */
    public synchronized Optional<RecoveryWords> words(Unlocked open) throws WalletFailedException {
        return sealed.open(open);
    }

    /**
     * Takes over the first account of recovery words. Words of the account that is here already set
     * a new passphrase; the former keystore is kept aside.
     */
    public Account importWords(RecoveryWords words, Passphrase passphrase)
            throws WalletFailedException {
        return importWords(words, passphrase, Placement.ONLY);
    }

    /** The same beside other accounts. */
    public synchronized Account importWords(
            RecoveryWords words, Passphrase passphrase, Placement placement)
            throws WalletFailedException {
        byte[] key = KeySeal.keyOf(words);
        try {
            return store(key, passphrase, Origin.WORDS, placement);
        } finally {
            Arrays.fill(key, (byte) 0);
        }
    }

    /**
     * Takes over a keystore file of another wallet.
     *
     * @param theirs opens the file
     * @param ours protects the copy here
     */
    public synchronized Account importKeystore(
            Path file, Passphrase theirs, Passphrase ours, Placement placement)
            throws WalletFailedException {
        byte[] key = seal.openForeign(file, theirs);
        try {
            return store(key, ours, Origin.KEYSTORE, placement);
        } finally {
            Arrays.fill(key, (byte) 0);
        }
    }

    /**
     * Takes over a private key of 64 hexadecimal digits, with or without 0x.
     *
     * @param digits left as they are; the caller wipes them
     */
    public synchronized Account importKey(char[] digits, Passphrase passphrase, Placement placement)
            throws WalletFailedException {
        byte[] key = KeyText.parse(digits);
        try {
            return store(key, passphrase, Origin.KEY, placement);
        } finally {
            Arrays.fill(key, (byte) 0);
        }
    }

    /**
     * Opens the wallet until it is closed, locked or left alone for {@link Unlocked#IDLE}.
     *
     * @throws WalletFailedException {@link Problem#WRONG_PASSPHRASE}, or {@link Problem#DAMAGED}
     *     when the keystore is not as it was written
     */
    public synchronized Unlocked unlock(Passphrase passphrase) throws WalletFailedException {
        AccountFile.Entry entry =
                book.chosen()
                        .orElseThrow(() ->
                                new WalletFailedException(
                                        Problem.NO_WALLET,
                                        "There is no wallet yet. Create or import one."));
        if (entry.account().origin() == Origin.WATCHED) {
            throw new WalletFailedException(
                    Problem.WATCH_ONLY,
                    "This account is only watched: its key is not here. Import its words or keystore"
                            + " to sign with it.");
        }
        byte[] key = seal.open(book, entry, passphrase);
        lock();
        Unlocked unlocked = new Unlocked(entry.account(), key, time, this);
        open = unlocked;
        opened(unlocked);
        return unlocked;
    }

    /** Wipes the key if the wallet is open. */
    public void lock() {
        Unlocked current;
        synchronized (this) {
            current = open;
        }
        if (current != null) {
            current.close();
        }
    }

    /** The open wallet, if it is open. */
    public synchronized Optional<Unlocked> unlocked() {
        return Optional.ofNullable(open);
    }

    /** Whether these are the words of this wallet; remembers that they were checked. */
    public synchronized boolean checkWords(RecoveryWords words) throws WalletFailedException {
        byte[] key = KeySeal.keyOf(words);
        try {
            Optional<AccountFile.Entry> entry = book.chosen();
            if (entry.isEmpty()
                    || !AccountKey.address(key).equals(entry.get().account().address())) {
                return false;
            }
            change(entry.get().account().withWordsChecked(time.instant()));
            sealed.forget(entry.get().account().address());
            return true;
        } finally {
            Arrays.fill(key, (byte) 0);
        }
    }

    /**
     * A drill with the words that are sealed here, while they were never checked.
     *
     * @param open this wallet, open
     */
    public synchronized Optional<WordDrill> drill(Unlocked open) throws WalletFailedException {
        return words(open).map(words -> new WordDrill(open.account().address(), words, random));
    }

    /**
     * Takes a drill's answers; when all are right, the words count as checked and are kept sealed
     * here no longer.
     */
    public synchronized List<Boolean> checkDrill(WordDrill drill, List<char[]> typed)
            throws WalletFailedException {
        List<Boolean> right = drill.right(typed);
        if (!right.contains(false)) {
            Account account = book.chosen().orElseThrow().account();
            if (!account.address().equals(drill.account())) {
                throw new WalletFailedException(
                        Problem.BAD_WORDS,
                        "Another account was chosen meanwhile; begin the check again with it.");
            }
            change(account.withWordsChecked(time.instant()));
            sealed.forget(drill.account());
        }
        return right;
    }

    /** Remembers where unattended claims and joins may pay. */
    public synchronized void setPayout(Address payout) throws WalletFailedException {
        Account account =
                account()
                        .orElseThrow(() ->
                                new WalletFailedException(
                                        Problem.NO_WALLET, "There is no wallet yet."));
        change(account.withPayout(payout));
    }

    /** The keystore file, to copy it to a safe place. */
    public synchronized Optional<Path> keystoreFile() throws WalletFailedException {
        return book.chosen()
                .filter(entry -> !entry.keystore().isEmpty())
                .map(entry -> book.path(entry.keystore()));
    }

    synchronized void opened(Unlocked which) {
        if (open != which) {
            return;
        }
        state.set(new WalletState.Open(which.account(), which.locksAt()));
    }

    void closed(Unlocked which) {
        synchronized (this) {
            if (open != which) {
                return;
            }
            open = null;
            state.set(new WalletState.Locked(which.account()));
        }
    }

    /** Called by the clock. */
    void lockWhenIdle() {
        unlocked().filter(Unlocked::idle).ifPresent(Unlocked::close);
    }

    @Override
    public void close() {
        idleCheck.cancel(false);
        lock();
    }

    private Account store(byte[] key, Passphrase passphrase, Origin origin, Placement placement)
            throws WalletFailedException {
        if (passphrase.isEmpty()) {
            throw new WalletFailedException(
                    Problem.WRONG_PASSPHRASE, "A wallet needs a passphrase; none was given.");
        }
        Address address = AccountKey.address(key);
        Account account =
                book.add(
                        address, placement, new NewAccount(seal, key, passphrase, address, origin));
        lock();
        state.set(new WalletState.Locked(account));
        return account;
    }

    private void change(Account account) throws WalletFailedException {
        book.change(account);
        Unlocked current = open;
        if (current == null) {
            state.set(new WalletState.Locked(account));
        } else {
            current.changed(account);
            opened(current);
        }
    }
}
