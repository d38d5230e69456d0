package hearth.wallet;

import hearth.kernel.Address;
import hearth.kernel.DataDir;
import hearth.network.Addresses;
import hearth.wallet.Account.Origin;
import hearth.wallet.WalletFailedException.Problem;
import hearth.wallet.internal.AccountFile;
import hearth.wallet.internal.FoundKeystores;
import hearth.wallet.internal.KeystoreFolder;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * The wallet's accounts on disk: the list, of which the first is chosen, and the keystores that it
 * names. Never loses a keystore from view: a list that is gone or damaged is made again from the
 * files that lie there. Its caller lets in one thread; other processes are kept out by a lock.
 */
final class AccountBook {
    private final DataDir dir;
    private final AccountFile accounts;
    private final KeystoreFolder keystores;
    private final InstantSource time;

    AccountBook(DataDir dir, InstantSource time) throws IOException {
        this.dir = dir;
        this.time = time;
        this.accounts = new AccountFile(dir.folder("wallet").resolve("accounts.json"));
        this.keystores = new KeystoreFolder(dir.folder("wallet/keystore"));
    }

    /** All accounts, the chosen one first; none when there is no wallet. */
    List<AccountFile.Entry> all() throws WalletFailedException {
        return chosen().isEmpty() ? List.of() : read();
    }

    /** An account by its address. */
    Optional<AccountFile.Entry> find(Address address) throws WalletFailedException {
        return all().stream().filter(each -> each.account().address().equals(address)).findFirst();
    }

    /** Where a keystore lies. */
    Path path(String keystore) {
        return keystores.path(keystore);
    }

    /** Whether a keystore of an account lies there. */
    boolean hasKeystore(Address address) throws WalletFailedException {
        try {
            return keystores.has(address);
        } catch (IOException e) {
            throw storage(e);
        }
    }

    /** A keystore's content as it is now. */
    byte[] keystore(AccountFile.Entry entry) throws WalletFailedException {
        try {
            return keystores.read(entry.keystore());
        } catch (IOException e) {
            throw storage(e);
        }
    }

    /** Puts an entry first and takes what was kept of its account before out. */
    void choose(AccountFile.Entry first) throws WalletFailedException {
        try (DataDir.Lock _ = hold()) {
            accounts.write(inFront(first, read()));
        } catch (IOException e) {
            throw storage(e);
        }
    }

    /** Puts an account without a key at the end. */
    void append(Account watched) throws WalletFailedException {
        try (DataDir.Lock _ = hold()) {
            List<AccountFile.Entry> all = new ArrayList<>(all());
            all.add(new AccountFile.Entry(watched, "", ""));
            accounts.write(all);
        } catch (IOException e) {
            throw storage(e);
        }
    }

    /** Makes a keystore and its account from what is here. */
    interface Making {
        /** The encrypted key. */
        byte[] keystore() throws WalletFailedException;

        /**
         * The account that goes with it.
         *
         * @param former the same account as it was kept before
         */
        Account account(Optional<Account> former, Instant now);
    }

    /**
     * Adds a keystore and chooses its account; a former keystore of the same account is kept aside.
     *
     * @throws WalletFailedException {@link Problem#WALLET_EXISTS} when another account is here and
     *     the new one was to be the only one
     */
    Account add(Address address, Placement placement, Making making) throws WalletFailedException {
        try (DataDir.Lock _ = hold()) {
            List<AccountFile.Entry> all = all();
            Optional<AccountFile.Entry> former =
                    all.stream()
                            .filter(each -> each.account().address().equals(address))
                            .findFirst();
            boolean another =
                    former.isEmpty()
                            && all.stream().anyMatch(e -> e.account().origin() != Origin.WATCHED);
            if (placement == Placement.ONLY && another) {
                throw new WalletFailedException(
                        Problem.WALLET_EXISTS,
                        "There is a wallet already, "
                                + Addresses.checksummed(all.getFirst().account().address())
                                + "; it is not overwritten.");
            }
            Instant now = time.instant();
            byte[] content = making.keystore();
            String name = keystores.add(address, content, now);
            Account account = making.account(former.map(AccountFile.Entry::account), now);
            accounts.write(
                    inFront(
                            new AccountFile.Entry(account, name, KeystoreFolder.sha256(content)),
                            all));
            if (former.isPresent()
                    && !former.get().keystore().isEmpty()
                    && !former.get().keystore().equals(name)) {
                keystores.moveAside(former.get().keystore(), now);
            }
            return account;
        } catch (IOException e) {
            throw storage(e);
        }
    }

    /** Keeps what has changed of an account. */
    void change(Account account) throws WalletFailedException {
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

    private static List<AccountFile.Entry> inFront(
            AccountFile.Entry first, List<AccountFile.Entry> all) {
        List<AccountFile.Entry> ordered = new ArrayList<>();
        ordered.add(first);
        all.stream()
                .filter(each -> !each.account().address().equals(first.account().address()))
                .forEach(ordered::add);
        return ordered;
    }

    private DataDir.Lock hold() throws IOException, WalletFailedException {
        return dir.lock("wallet.lock")
                .orElseThrow(() ->
                        new WalletFailedException(
                                Problem.STORAGE,
                                "Another Hearth is writing to the wallet; try again."));
    }

    /** The chosen account. */
    Optional<AccountFile.Entry> chosen() throws WalletFailedException {
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
        List<AccountFile.Entry> found = FoundKeystores.in(keystores);
        if (!found.isEmpty()) {
            accounts.write(found);
        }
        return found.stream().findFirst();
    }

    private WalletFailedException unreadable(AccountFile.UnreadableException e) {
        return new WalletFailedException(
                Problem.UNSUPPORTED,
                accounts.path() + " cannot be used: " + e.getMessage() + ". Update Hearth.",
                e);
    }

    static WalletFailedException storage(IOException e) {
        return new WalletFailedException(
                Problem.STORAGE,
                "The wallet's files cannot be read or written: " + e.getMessage() + ".",
                e);
    }
}
