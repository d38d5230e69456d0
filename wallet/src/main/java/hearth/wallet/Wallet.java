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
import hearth.wallet.internal.KeystoreFolder;
import hearth.wallet.internal.ScryptCost;
import hearth.wallet.internal.V3Keystore;
import hearth.wallet.internal.WordsFile;

import org.jspecify.annotations.Nullable;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
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
    /** How many recovery words a new wallet has. */
    public static final int WORDS = 12;

    private final DataDir dir;
    private final AccountFile accounts;
    private final KeystoreFolder keystores;
    private final WordsFile wordsFile;
    private final V3Keystore codec;
    private final ScryptCost cost;
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
        this.dir = dir;
        Path folder = dir.folder("wallet");
        this.accounts = new AccountFile(folder.resolve("accounts.json"));
        this.keystores = new KeystoreFolder(dir.folder("wallet/keystore"));
        this.wordsFile = new WordsFile(dir.folder("wallet/words"), random);
        this.codec = new V3Keystore(derivation, random);
        this.cost = cost;
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
        return entry().isEmpty()
                ? List.of()
                : read().stream().map(AccountFile.Entry::account).toList();
    }

    /** Chooses the account that everything else is about; locks the wallet. */
    public synchronized void choose(Address address) throws WalletFailedException {
        AccountFile.Entry chosen =
                read().stream()
                        .filter(each -> each.account().address().equals(address))
                        .findFirst()
                        .orElseThrow(() ->
                                new WalletFailedException(
                                        Problem.NO_WALLET,
                                        "There is no account "
                                                + Addresses.checksummed(address)
                                                + " in this wallet."));
        lock();
        write(chosen);
        state.set(new WalletState.Locked(chosen.account()));
    }

    /** Keeps an address to be looked at; it becomes no chosen account unless it is the first. */
    public synchronized Account watch(Address address) throws WalletFailedException {
        Optional<AccountFile.Entry> there =
                entry().isEmpty()
                        ? Optional.empty()
                        : read().stream()
                                .filter(each -> each.account().address().equals(address))
                                .findFirst();
        if (there.isPresent()) {
            return there.get().account();
        }
        Account account =
                new Account(
                        address,
                        address,
                        Origin.WATCHED,
                        time.instant(),
                        Optional.empty(),
                        "no key here");
        try (DataDir.Lock _ = hold()) {
            List<AccountFile.Entry> all = new ArrayList<>(entry().isEmpty() ? List.of() : read());
            all.add(new AccountFile.Entry(account, "", ""));
            accounts.write(all);
        } catch (IOException e) {
            throw storage(e);
        }
        reload();
        return account;
    }

    private List<AccountFile.Entry> read() throws WalletFailedException {
        try {
            return accounts.read();
        } catch (IOException e) {
            throw storage(e);
        } catch (AccountFile.UnreadableException e) {
            throw unreadable(e);
        }
    }

    /** Puts an entry first and takes what was kept of its account before out. */
    private void write(AccountFile.Entry first) throws WalletFailedException {
        try (DataDir.Lock _ = hold()) {
            accounts.write(inFront(first, read()));
        } catch (IOException e) {
            throw storage(e);
        }
    }

    private static List<AccountFile.Entry> inFront(
            AccountFile.Entry first, List<AccountFile.Entry> all) {
        List<AccountFile.Entry> ordered = new ArrayList<>();
        ordered.add(first);
        all.stream()
                .filter(each -> !each.account().address().equals(first.account().address()))
                .forEach(ordered::add);
        return ordered;
    }

    /** Looks at the files again, after another process may have changed them. */
    public synchronized void reload() {
        if (open != null) {
            return;
        }
        try {
            state.set(
                    entry().<WalletState>map(e -> new WalletState.Locked(e.account()))
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
        return create(passphrase, WORDS);
    }

    /**
     * Makes a wallet with 12 or 24 recovery words.
     *
     * @see #create(Passphrase)
     */
    public RecoveryWords create(Passphrase passphrase, int words) throws WalletFailedException {
        return create(passphrase, words, Placement.ONLY);
    }

    /**
     * The same beside other accounts.
     *
     * @see #create(Passphrase)
     */
    public synchronized RecoveryWords create(Passphrase passphrase, int words, Placement placement)
            throws WalletFailedException {
        RecoveryWords fresh = RecoveryWords.generate(words, random);
        boolean kept = false;
        byte[] key = key(fresh);
        try {
            Account account = store(key, passphrase, Origin.CREATED, placement);
            keepWords(account, key, fresh);
            kept = true;
            return fresh;
        } finally {
            Arrays.fill(key, (byte) 0);
            if (!kept) {
                fresh.close();
            }
        }
    }

    private void keepWords(Account account, byte[] key, RecoveryWords words)
            throws WalletFailedException {
        byte[] entropy = words.entropy();
        try {
            wordsFile.keep(account.address(), key, entropy);
        } catch (IOException e) {
            throw storage(e);
        } finally {
            Arrays.fill(entropy, (byte) 0);
        }
    }

    /**
     * The recovery words of a wallet made here, while they were not checked yet.
     *
     * @param open this wallet, open
     */
    public synchronized Optional<RecoveryWords> words(Unlocked open) throws WalletFailedException {
        Address address = open.account().address();
        Optional<byte[]> entropy;
        try {
            entropy = open.<Optional<byte[]>, IOException>use(key -> wordsFile.open(address, key));
        } catch (IOException e) {
            throw storage(e);
        }
        if (entropy.isEmpty()) {
            return Optional.empty();
        }
        try {
            return Optional.of(RecoveryWords.fromEntropy(entropy.get()));
        } finally {
            Arrays.fill(entropy.get(), (byte) 0);
        }
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
        byte[] key = key(words);
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
    public Account importKeystore(Path file, Passphrase theirs, Passphrase ours)
            throws WalletFailedException {
        return importKeystore(file, theirs, ours, Placement.ONLY);
    }

    /** The same beside other accounts. */
    public synchronized Account importKeystore(
            Path file, Passphrase theirs, Passphrase ours, Placement placement)
            throws WalletFailedException {
        byte[] content;
        try {
            content =
                    DataDir.read(file, V3Keystore.MAX_BYTES)
                            .orElseThrow(() ->
                                    new WalletFailedException(
                                            Problem.UNSAFE_FILE,
                                            "There is no keystore file " + file + "."));
        } catch (IOException e) {
            throw new WalletFailedException(
                    Problem.UNSAFE_FILE,
                    "The keystore file cannot be read: " + e.getMessage() + ".",
                    e);
        }
        byte[] theirPassphrase = theirs.utf8();
        byte[] key = {};
        try {
            Optional<Address> said = V3Keystore.address(content);
            key = padded(codec.decrypt(content, theirPassphrase));
            if (!AccountKey.isKey(key)) {
                throw new WalletFailedException(
                        Problem.BAD_KEY, "The keystore file holds no account key.");
            }
            if (said.isPresent() && !said.get().equals(AccountKey.address(key))) {
                throw new WalletFailedException(
                        Problem.DAMAGED,
                        "The keystore file names another account than its key opens.");
            }
            return store(key, ours, Origin.KEYSTORE, placement);
        } catch (WalletFailedException e) {
            if (e.problem() == Problem.WRONG_PASSPHRASE) {
                throw new WalletFailedException(
                        Problem.WRONG_PASSPHRASE,
                        "The passphrase does not open this keystore file, or the file's content"
                                + " was changed.",
                        e);
            }
            throw e;
        } finally {
            Arrays.fill(theirPassphrase, (byte) 0);
            Arrays.fill(key, (byte) 0);
        }
    }

    /**
     * Takes over a private key of 64 hexadecimal digits, with or without 0x.
     *
     * @param digits left as they are; the caller wipes them
     */
    public Account importKey(char[] digits, Passphrase passphrase) throws WalletFailedException {
        return importKey(digits, passphrase, Placement.ONLY);
    }

    /** The same beside other accounts. */
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
                entry().orElseThrow(() ->
                        new WalletFailedException(
                                Problem.NO_WALLET,
                                "There is no wallet yet. Create or import one."));
        if (entry.account().origin() == Origin.WATCHED) {
            throw new WalletFailedException(
                    Problem.WATCH_ONLY,
                    "This account is only watched: its key is not here. Import its words or keystore"
                            + " to sign with it.");
        }
        byte[] key = padded(decrypt(entry, passphrase));
        if (!AccountKey.isKey(key) || !AccountKey.address(key).equals(entry.account().address())) {
            Arrays.fill(key, (byte) 0);
            throw damaged(entry);
        }
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
        byte[] key = key(words);
        try {
            Optional<AccountFile.Entry> entry = entry();
            if (entry.isEmpty()
                    || !AccountKey.address(key).equals(entry.get().account().address())) {
                return false;
            }
            change(entry.get().account().withWordsChecked(time.instant()));
            wordsFile.forget(entry.get().account().address());
            return true;
        } catch (IOException e) {
            throw storage(e);
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
        return words(open).map(sealed -> new WordDrill(sealed, random));
    }

    /**
     * Takes a drill's answers; when all are right, the words count as checked and are kept sealed
     * here no longer.
     */
    public synchronized List<Boolean> checkDrill(WordDrill drill, List<char[]> typed)
            throws WalletFailedException {
        List<Boolean> right = drill.right(typed);
        if (!right.contains(false)) {
            AccountFile.Entry entry = entry().orElseThrow();
            change(entry.account().withWordsChecked(time.instant()));
            try {
                wordsFile.forget(entry.account().address());
            } catch (IOException e) {
                throw storage(e);
            }
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
        return entry().filter(entry -> !entry.keystore().isEmpty())
                .map(entry -> keystores.path(entry.keystore()));
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

    private byte[] decrypt(AccountFile.Entry entry, Passphrase passphrase)
            throws WalletFailedException {
        byte[] content;
        try {
            content = keystores.read(entry.keystore());
        } catch (IOException e) {
            throw storage(e);
        }
        byte[] secret = passphrase.utf8();
        try {
            return codec.decrypt(content, secret);
        } catch (WalletFailedException e) {
            boolean asWritten = KeystoreFolder.sha256(content).equals(entry.sha256());
            // A wrong passphrase and damaged content look the same inside the file; the digest
            // taken when it was written tells them apart.
            if ((asWritten && e.problem() == Problem.WRONG_PASSPHRASE)
                    || e.problem() == Problem.DERIVATION) {
                throw e;
            }
            throw damaged(entry);
        } finally {
            Arrays.fill(secret, (byte) 0);
        }
    }

    private WalletFailedException damaged(AccountFile.Entry entry) {
        return new WalletFailedException(
                Problem.DAMAGED,
                "The keystore file "
                        + keystores.path(entry.keystore())
                        + " was changed since it was written and is damaged. Put your copy back, or"
                        + " import your recovery words; the file itself is left as it is.");
    }

    private static byte[] key(RecoveryWords words) {
        byte[] seed = words.seed();
        try {
            return AccountKey.derive(seed, 0);
        } finally {
            Arrays.fill(seed, (byte) 0);
        }
    }

    /** Some wallets left out leading zero bytes. */
    private static byte[] padded(byte[] secret) {
        if (secret.length >= 32) {
            return secret;
        }
        byte[] key = new byte[32];
        System.arraycopy(secret, 0, key, 32 - secret.length, secret.length);
        Arrays.fill(secret, (byte) 0);
        return key;
    }

    private Account store(byte[] key, Passphrase passphrase, Origin origin, Placement placement)
            throws WalletFailedException {
        if (passphrase.isEmpty()) {
            throw new WalletFailedException(
                    Problem.WRONG_PASSPHRASE, "A wallet needs a passphrase; none was given.");
        }
        Address address = AccountKey.address(key);
        try (DataDir.Lock _ = hold()) {
            Optional<AccountFile.Entry> chosen = entry();
            List<AccountFile.Entry> all = chosen.isEmpty() ? List.of() : read();
            Optional<AccountFile.Entry> former =
                    all.stream()
                            .filter(each -> each.account().address().equals(address))
                            .findFirst();
            boolean another =
                    former.isEmpty()
                            && all.stream().anyMatch(e -> e.account().origin() != Origin.WATCHED);
            if (placement == Placement.ONLY && another && chosen.isPresent()) {
                throw new WalletFailedException(
                        Problem.WALLET_EXISTS,
                        "There is a wallet already, "
                                + Addresses.checksummed(chosen.get().account().address())
                                + "; it is not overwritten.");
            }
            Instant now = time.instant();
            byte[] secret = passphrase.utf8();
            byte[] content;
            try {
                content = codec.encrypt(key, secret, cost, address);
            } finally {
                Arrays.fill(secret, (byte) 0);
            }
            String name = keystores.add(address, content, now);
            Account account =
                    new Account(
                            address,
                            former.map(f -> f.account().payout()).orElse(address),
                            origin,
                            former.map(f -> f.account().made()).orElse(now),
                            origin == Origin.WORDS ? Optional.of(now) : Optional.empty(),
                            "scrypt N=2^"
                                    + Integer.numberOfTrailingZeros(cost.n())
                                    + (cost.equals(ScryptCost.STANDARD)
                                            ? ""
                                            : ", half as strong as usual: little memory"));
            accounts.write(
                    inFront(
                            new AccountFile.Entry(account, name, KeystoreFolder.sha256(content)),
                            all));
            if (former.isPresent()
                    && !former.get().keystore().isEmpty()
                    && !former.get().keystore().equals(name)) {
                keystores.moveAside(former.get().keystore(), now);
            }
            lock();
            state.set(new WalletState.Locked(account));
            return account;
        } catch (IOException e) {
            throw storage(e);
        }
    }

    private void change(Account account) throws WalletFailedException {
        try (DataDir.Lock _ = hold()) {
            List<AccountFile.Entry> changed = new ArrayList<>();
            for (AccountFile.Entry each : accounts.read()) {
                boolean same = each.account().address().equals(account.address());
                changed.add(same ? each.with(account) : each);
            }
            accounts.write(changed);
        } catch (IOException e) {
            throw storage(e);
        } catch (AccountFile.UnreadableException e) {
            throw unreadable(e);
        }
        Unlocked current = open;
        if (current == null) {
            state.set(new WalletState.Locked(account));
        } else {
            current.changed(account);
            opened(current);
        }
    }

    private DataDir.Lock hold() throws IOException, WalletFailedException {
        return dir.lock("wallet.lock")
                .orElseThrow(() ->
                        new WalletFailedException(
                                Problem.STORAGE,
                                "Another Hearth is writing to the wallet; try again."));
    }

    /** The chosen account. */
    private Optional<AccountFile.Entry> entry() throws WalletFailedException {
        try {
            List<AccountFile.Entry> entries = accounts.read();
            if (entries.isEmpty()) {
                return adopt();
            }
            return Optional.of(entries.getFirst());
        } catch (AccountFile.UnreadableException e) {
            if (e.newer()) {
                throw unreadable(e);
            }
            try {
                accounts.moveAside(time.instant());
                return adopt();
            } catch (IOException again) {
                throw storage(again);
            }
        } catch (IOException e) {
            throw storage(e);
        }
    }

    /** Rebuilds the list from the keystores that lie there, so that none is ever lost from view. */
    private Optional<AccountFile.Entry> adopt() throws IOException, WalletFailedException {
        for (String name : keystores.names().reversed()) {
            byte[] content = keystores.read(name);
            V3Keystore.check(content);
            Optional<Address> address = V3Keystore.address(content);
            if (address.isPresent()) {
                Instant made =
                        Files.getLastModifiedTime(keystores.path(name), LinkOption.NOFOLLOW_LINKS)
                                .toInstant();
                AccountFile.Entry found =
                        new AccountFile.Entry(
                                new Account(
                                        address.get(),
                                        address.get(),
                                        Origin.FOUND,
                                        made,
                                        Optional.empty(),
                                        "keystore found in the folder"),
                                name,
                                KeystoreFolder.sha256(content));
                accounts.write(List.of(found));
                return Optional.of(found);
            }
        }
        return Optional.empty();
    }

    private WalletFailedException unreadable(AccountFile.UnreadableException e) {
        return new WalletFailedException(
                Problem.UNSUPPORTED,
                accounts.path() + " cannot be used: " + e.getMessage() + ". Update Hearth.",
                e);
    }

    private static WalletFailedException storage(IOException e) {
        return new WalletFailedException(
                Problem.STORAGE,
                "The wallet's files cannot be read or written: " + e.getMessage() + ".",
                e);
    }
}
