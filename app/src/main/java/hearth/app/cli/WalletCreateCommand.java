package hearth.app.cli;

import hearth.kernel.Threads;
import hearth.network.Addresses;
import hearth.wallet.Placement;
import hearth.wallet.Wallet;
import hearth.wallet.WalletFailedException;

import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

import java.util.concurrent.Callable;

/** Makes an account. */
@Command(name = "create", description = "Makes an account and shows its recovery words once.")
final class WalletCreateCommand implements Callable<Integer> {
    @Mixin private final Common common = new Common();
    @Mixin private final WalletAccess access = new WalletAccess();

    @Option(names = "--beside", description = "Beside the accounts that are there.")
    private boolean beside;

    @Option(
            names = "--words",
            paramLabel = "N",
            defaultValue = "12",
            description = "12 or 24 recovery words (default 12).")
    private int words;

    @Override
    public Integer call() throws CommandFailedException {
        if (words != 12 && words != 24) {
            throw new CommandFailedException(
                    ExitCode.USAGE, "CLI-3", "An account has 12 or 24 recovery words.");
        }
        try (var threads = Threads.system();
                var wallet = access.open(common.data(), threads);
                var passphrase = access.newPassphrase();
                var made =
                        wallet.create(
                                passphrase, words, beside ? Placement.BESIDE : Placement.ONLY)) {
            WalletAccess.show(made, wallet, common);
            return made(common, wallet);
        } catch (WalletFailedException e) {
            throw WalletAccess.failed(e);
        }
    }

    static int made(Common common, Wallet wallet) {
        var account = wallet.account().orElseThrow();
        var address = Addresses.checksummed(account.address());
        common.print(
                WireJson.object().put("address", address),
                () -> common.out().println("Your account is " + address + "."));
        return ExitCode.DONE;
    }
}
