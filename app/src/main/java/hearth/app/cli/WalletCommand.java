package hearth.app.cli;

import hearth.kernel.Threads;
import hearth.network.Addresses;
import hearth.wallet.Account;
import hearth.wallet.WalletFailedException;

import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;

/** The owner's accounts at a terminal. */
@Command(
        name = "wallet",
        description = "Your accounts: make, import, list, watch, check the backup, export.",
        subcommands = {
            WalletCreateCommand.class,
            WalletImportCommand.class,
            WalletCommand.ListCommand.class,
            WalletChooseCommand.class,
            WalletWatchCommand.class,
            WalletBackupCheckCommand.class,
            WalletBookCommand.class,
            WalletPayoutCommand.class,
            WalletExportCommand.class
        })
final class WalletCommand implements Callable<Integer>, Common.Commanded {
    @Mixin private final Common common = new Common();

    @Override
    public Common common() {
        return common;
    }

    @Override
    public Integer call() throws CommandFailedException {
        return list(common);
    }

    /** All accounts. */
    @Command(name = "list", description = "All accounts, the chosen one first.")
    static final class ListCommand implements Callable<Integer> {
        @Mixin private final Common common = new Common();

        @Override
        public Integer call() throws CommandFailedException {
            return list(common);
        }
    }

    private static int list(Common common) throws CommandFailedException {
        try (var threads = Threads.system();
                var wallet = new WalletAccess().open(common.data(), threads)) {
            List<Account> accounts = wallet.accounts();
            var json = WireJson.object();
            var array = json.putArray("accounts");
            for (var account : accounts) {
                array.addObject()
                        .put("address", Addresses.checksummed(account.address()))
                        .put("payout", Addresses.checksummed(account.payout()))
                        .put("origin", account.origin().name().toLowerCase(Locale.ROOT))
                        .put("wordsChecked", account.wordsChecked().isPresent());
            }
            common.print(
                    json,
                    () -> {
                        if (accounts.isEmpty()) {
                            common.out().println("There is no wallet yet: hearth wallet create.");
                        }
                        for (var account : accounts) {
                            common.out()
                                    .println(
                                            (account.equals(accounts.getFirst()) ? "*" : " ")
                                                    + " "
                                                    + Addresses.checksummed(account.address())
                                                    + "  "
                                                    + words(account));
                        }
                    });
            return ExitCode.DONE;
        } catch (WalletFailedException e) {
            throw WalletAccess.failed(e);
        }
    }

    private static String words(Account account) {
        return switch (account.origin()) {
            case WATCHED -> "watch only";
            case CREATED ->
                    account.wordsChecked().isPresent()
                            ? "made here, words checked"
                            : "made here, words not checked";
            case WORDS -> "from recovery words";
            case KEYSTORE -> "from a keystore file";
            case KEY -> "from a private key";
            case FOUND -> "from a keystore found in the folder";
        };
    }
}
