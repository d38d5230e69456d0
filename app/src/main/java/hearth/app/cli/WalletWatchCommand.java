package hearth.app.cli;

import hearth.kernel.Threads;
import hearth.network.Addresses;
import hearth.wallet.WalletFailedException;

import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

import java.util.concurrent.Callable;

/** Watches an account without its key. */
@Command(
        name = "watch",
        description = "Keeps an address to be looked at; nothing can be signed with it.")
final class WalletWatchCommand implements Callable<Integer> {
    @Mixin private final Common common = new Common();

    @Parameters(paramLabel = "ADDRESS")
    private String address = "";

    @Override
    public Integer call() throws CommandFailedException {
        try (var threads = Threads.system();
                var wallet = new WalletAccess().open(common.data(), threads)) {
            var watched = wallet.watch(Addresses.parse(address));
            var text = Addresses.checksummed(watched.address());
            common.print(
                    WireJson.object().put("address", text),
                    () -> common.out().println(text + " is watched."));
            return ExitCode.DONE;
        } catch (IllegalArgumentException e) {
            throw new CommandFailedException(
                    ExitCode.USAGE, "CLI-3", "That is no address: " + e.getMessage() + ".");
        } catch (WalletFailedException e) {
            throw WalletAccess.failed(e);
        }
    }
}
