package hearth.app.cli;

import hearth.kernel.Threads;
import hearth.network.Addresses;
import hearth.wallet.WalletFailedException;

import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

import java.util.concurrent.Callable;

/** Chooses an account. */
@Command(name = "use", description = "Chooses the account that everything else is about.")
final class WalletChooseCommand implements Callable<Integer> {
    @Mixin private final Common common = new Common();

    @Parameters(paramLabel = "ADDRESS")
    private String address = "";

    @Override
    public Integer call() throws CommandFailedException {
        try (var threads = Threads.system();
                var wallet = new WalletAccess().open(common.data(), threads)) {
            wallet.choose(Addresses.parse(address));
            return WalletCreateCommand.made(common, wallet);
        } catch (IllegalArgumentException e) {
            throw new CommandFailedException(
                    ExitCode.USAGE, "CLI-3", "That is no address: " + e.getMessage() + ".");
        } catch (WalletFailedException e) {
            throw WalletAccess.failed(e);
        }
    }
}
