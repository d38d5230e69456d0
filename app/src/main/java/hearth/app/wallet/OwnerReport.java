package hearth.app.wallet;

import hearth.kernel.Address;
import hearth.kernel.DataDir;
import hearth.network.chain.ChainClient;
import hearth.network.chain.ChainEvidence;
import hearth.network.chain.ChainFailedException;
import hearth.network.chain.NetworkFile;
import hearth.wallet.Account;
import hearth.wallet.AddressBook;
import hearth.wallet.Balances;
import hearth.wallet.LedgerFailedException;
import hearth.wallet.OwnerChain;
import hearth.wallet.RewardLedger;
import hearth.wallet.SentTransfer;
import hearth.wallet.WalletState;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import java.io.IOException;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Reads what the wallet page tells from the chain. */
final class OwnerReport {
    private static final Logger LOG = LoggerFactory.getLogger(OwnerReport.class);

    /** More accounts than this are listed without their balances. */
    private static final int READ = 8;

    private final DataDir dir;
    private final NetworkFile network;
    private final ChainClient chain;
    private final InstantSource time;

    OwnerReport(DataDir dir, NetworkFile network, ChainClient chain, InstantSource time) {
        this.dir = dir;
        this.network = network;
        this.chain = chain;
        this.time = time;
    }

    /** Where there is no account. */
    static Desk.Report nothing(WalletState state) {
        return unread(state, List.of(), Optional.empty(), "");
    }

    /** Where the chain could not be read. */
    static Desk.Report unread(
            WalletState state, List<Account> accounts, Optional<Path> keystore, String problem) {
        return new Desk.Report(
                state,
                Optional.empty(),
                accounts.stream()
                        .map(one -> new Desk.Holding(one, Optional.empty(), Optional.empty()))
                        .toList(),
                List.of(),
                List.of(),
                List.of(),
                keystore,
                problem);
    }

    /** Everything, with the chosen account first. */
    Desk.Report read(
            WalletState state, Account chosen, List<Account> accounts, Optional<Path> keystore)
            throws ChainFailedException, LedgerFailedException {
        var owner = new OwnerChain(dir, network, chosen, chain, time);
        var balances = owner.balances();
        // Before the ledger: what is found final there is a row in it.
        var underWay = owner.underWay();
        try (var ledger = RewardLedger.open(dir, network, chosen.address(), chain, time)) {
            var _ = ledger.sync();
            return new Desk.Report(
                    state,
                    Optional.of(balances),
                    holdings(accounts, chosen, balances),
                    underWay,
                    ledger.rows().get(),
                    sendings(ledger.transfers()),
                    keystore,
                    "");
        }
    }

    private List<Desk.Sending> sendings(List<SentTransfer> transfers) {
        Map<Address, String> names = new HashMap<>();
        try {
            AddressBook.in(dir, time)
                    .entries()
                    .forEach(entry -> names.put(entry.address(), entry.name()));
        } catch (IOException e) {
            LOG.warn("receivers stand without their names: {}", e.getMessage());
        }
        return transfers.stream()
                .map(sent ->
                        new Desk.Sending(
                                sent, Optional.ofNullable(names.get(sent.transfer().receiver()))))
                .toList();
    }

    private List<Desk.Holding> holdings(List<Account> accounts, Account chosen, Balances balances) {
        var evidence = new ChainEvidence(chain);
        return holdings(
                accounts,
                chosen,
                balances,
                account -> evidence.holdings(account.address(), network).value());
    }

    /** Reads what an account has. */
    interface Look {
        ChainEvidence.Holdings at(Account account) throws ChainFailedException;
    }

    /** The others are beside the matter: what is not known of one of them hides nothing else. */
    static List<Desk.Holding> holdings(
            List<Account> accounts, Account chosen, Balances balances, Look look) {
        List<Desk.Holding> all = new ArrayList<>();
        for (var account : accounts) {
            if (account.address().equals(chosen.address())) {
                all.add(
                        new Desk.Holding(
                                account,
                                Optional.of(balances.tokens()),
                                Optional.of(balances.coins())));
            } else if (all.size() < READ) {
                all.add(other(account, look));
            } else {
                all.add(new Desk.Holding(account, Optional.empty(), Optional.empty()));
            }
        }
        return all;
    }

    private static Desk.Holding other(Account account, Look look) {
        try {
            var held = look.at(account);
            return new Desk.Holding(account, Optional.of(held.tokens()), Optional.of(held.coins()));
        } catch (ChainFailedException e) {
            LOG.info("account {} is not read: {}", account.address(), e.getMessage());
            return new Desk.Holding(account, Optional.empty(), Optional.empty());
        }
    }
}
