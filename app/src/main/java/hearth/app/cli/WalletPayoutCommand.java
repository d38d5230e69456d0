package hearth.app.cli;

import hearth.kernel.Address;
import hearth.kernel.Threads;
import hearth.network.Addresses;
import hearth.network.chain.ChainClient;
import hearth.network.chain.ChainFailedException;
import hearth.network.chain.Registry;
import hearth.wallet.Account;
import hearth.wallet.AddressBook;
import hearth.wallet.OwnerChain;
import hearth.wallet.PayoutOutcome;
import hearth.wallet.Wallet;
import hearth.wallet.WalletFailedException;

import org.jspecify.annotations.Nullable;

import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

import java.io.IOException;
import java.util.concurrent.Callable;

/** Where rewards go, and a change of it. */
@Command(
        name = "payout",
        description = {
            "Shows where your rewards go, or sends them elsewhere from an epoch's length on.",
            "Naming the present address takes a coming change back."
        })
final class WalletPayoutCommand implements Callable<Integer> {
    @Mixin private final Common common = new Common();
    @Mixin private final WalletAccess access = new WalletAccess();

    @Parameters(
            arity = "0..1",
            paramLabel = "RECEIVER",
            description = "A name or address of your address book, or an address of yours.")
    private @Nullable String receiver;

    @Override
    public Integer call() throws CommandFailedException, InterruptedException {
        var file = common.agent(false, Common.Agent::networkFile);
        try (var threads = Threads.system();
                var wallet = access.open(common.data(), threads);
                var chain = new ChainClient(file.settlement(), threads.time())) {
            if (receiver == null) {
                return show(wallet, new Registry(chain, file));
            }
            var payout = known(wallet, threads, receiver);
            try (var unlocked = access.unlock(wallet)) {
                var owner =
                        new OwnerChain(
                                common.data(), file, unlocked.account(), chain, threads.time());
                // never unattended: whoever can run commands must not redirect what is earned
                var outcome = owner.payout(new TerminalConsent(unlocked)).change(payout, _ -> {});
                return finished(outcome, wallet);
            }
        } catch (WalletFailedException e) {
            throw WalletAccess.failed(e);
        } catch (ChainFailedException e) {
            throw new CommandFailedException(
                    ExitCode.FAILED, "NETWORK-4", String.valueOf(e.getMessage()));
        }
    }

    private int show(Wallet wallet, Registry registry)
            throws CommandFailedException, ChainFailedException, WalletFailedException {
        var me =
                wallet.account()
                        .map(Account::address)
                        .orElseThrow(() ->
                                new CommandFailedException(
                                        ExitCode.FAILED,
                                        "wallet.none",
                                        "There is no wallet yet: hearth wallet create."));
        var now = Addresses.checksummed(registry.payoutOf(me));
        var coming = registry.comingPayout(me);
        var json = WireJson.object().put("payout", now);
        coming.ifPresent(change ->
                json.put("coming", Addresses.checksummed(change.payout()))
                        .put("from", change.from().toString()));
        common.print(
                json,
                () -> {
                    common.out().println("Rewards go to " + now + ".");
                    coming.ifPresent(change ->
                            common.out()
                                    .println(
                                            "From "
                                                    + change.from()
                                                    + " on they go to "
                                                    + Addresses.checksummed(change.payout())
                                                    + ". If that was not you: hearth wallet payout "
                                                    + now));
                });
        return ExitCode.DONE;
    }

    /** Only receivers that were read back once, or one's own. */
    private Address known(Wallet wallet, Threads threads, String typed)
            throws CommandFailedException, WalletFailedException {
        var own = wallet.accounts().stream().map(Account::address).toList();
        try {
            return switch (AddressBook.in(common.data(), threads.time()).find(typed, own)) {
                case AddressBook.Finding.Known known -> known.entry().address();
                case AddressBook.Finding.New fresh when own.contains(fresh.address()) ->
                        fresh.address();
                case AddressBook.Finding.New _ ->
                        throw refused(
                                "This address is new: put it into your address book first (hearth"
                                        + " wallet book --add NAME ADDRESS).");
                case AddressBook.Finding.LooksLike alike -> throw refused(alike.sentence());
                case AddressBook.Finding.Wrong wrong -> throw refused(wrong.sentence());
            };
        } catch (IOException e) {
            throw new CommandFailedException(
                    ExitCode.FAILED, "wallet.storage", "The address book: " + e.getMessage() + ".");
        }
    }

    private int finished(PayoutOutcome outcome, Wallet wallet)
            throws CommandFailedException, WalletFailedException {
        switch (outcome) {
            case PayoutOutcome.Changed changed -> {
                wallet.setPayout(changed.payout());
                var address = Addresses.checksummed(changed.payout());
                common.print(
                        WireJson.object()
                                .put("payout", address)
                                .put("from", changed.from().toString()),
                        () ->
                                common.out()
                                        .println(
                                                "Rewards go to "
                                                        + address
                                                        + " from "
                                                        + changed.from()
                                                        + " on."));
                return ExitCode.DONE;
            }
            case PayoutOutcome.Stopped stopped ->
                    throw new CommandFailedException(
                            ExitCode.FAILED,
                            stopped.problem().kind().code(),
                            stopped.problem().sentence());
        }
    }

    private static CommandFailedException refused(String sentence) {
        return new CommandFailedException(ExitCode.FAILED, "wallet.book", sentence);
    }
}
