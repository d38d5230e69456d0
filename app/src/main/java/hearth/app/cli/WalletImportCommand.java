package hearth.app.cli;

import hearth.kernel.Threads;
import hearth.wallet.Passphrase;
import hearth.wallet.Placement;
import hearth.wallet.PrivateFile;
import hearth.wallet.RecoveryWords;
import hearth.wallet.Wallet;
import hearth.wallet.WalletFailedException;

import org.jspecify.annotations.Nullable;

import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

import java.io.Console;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Optional;
import java.util.concurrent.Callable;

/** Takes an account over. What is secret is read from the terminal or a private file. */
@Command(
        name = "import",
        description = "Takes over an account: recovery words, a keystore file or a private key.")
final class WalletImportCommand implements Callable<Integer> {
    @Mixin private final Common common = new Common();
    @Mixin private final WalletAccess access = new WalletAccess();

    @ArgGroup(multiplicity = "1")
    private Source source = new Source();

    @Option(names = "--beside", description = "Beside the accounts that are there.")
    private boolean beside;

    @Option(
            names = "--keystore-passphrase-file",
            paramLabel = "F",
            description = "Opens the keystore file; without it you are asked.")
    private @Nullable Path theirs;

    /** Where the account comes from; one of them. */
    static final class Source {
        @Option(
                names = "--words-file",
                paramLabel = "F",
                description = "A file of yours, mode 0600, with the recovery words.")
        private @Nullable Path words;

        @Option(names = "--words", description = "Asks for the recovery words.")
        private boolean askWords;

        @Option(
                names = "--keystore",
                paramLabel = "F",
                description = "A keystore file (version 3) of geth, web3j or another wallet.")
        private @Nullable Path keystore;

        @Option(
                names = "--key-file",
                paramLabel = "F",
                description = "A file of yours, mode 0600, with 64 hexadecimal digits.")
        private @Nullable Path key;
    }

    @Override
    public Integer call() throws CommandFailedException {
        try (var threads = Threads.system();
                var wallet = access.open(common.data(), threads)) {
            take(wallet, beside ? Placement.BESIDE : Placement.ONLY);
            return WalletCreateCommand.made(common, wallet);
        } catch (WalletFailedException e) {
            throw WalletAccess.failed(e);
        }
    }

    private void take(Wallet wallet, Placement placement)
            throws WalletFailedException, CommandFailedException {
        if (source.keystore != null) {
            try (var opens =
                            theirs == null
                                    ? access.passphrase("The keystore's passphrase: ")
                                    : Passphrase.fromFile(theirs);
                    var ours = access.newPassphrase()) {
                var _ = wallet.importKeystore(source.keystore, opens, ours, placement);
            }
            return;
        }
        char[] secret = secret();
        try (var ours = access.newPassphrase()) {
            if (source.key != null) {
                var _ = wallet.importKey(secret, ours, placement);
            } else {
                try (var words = RecoveryWords.parse(secret)) {
                    var _ = wallet.importWords(words, ours, placement);
                }
            }
        } finally {
            Arrays.fill(secret, '\0');
        }
    }

    private char[] secret() throws WalletFailedException, CommandFailedException {
        Path file = source.key != null ? source.key : source.words;
        if (file != null) {
            return PrivateFile.characters(file);
        }
        var console = source.askWords ? Terminal.open() : Optional.<Console>empty();
        if (console.isEmpty()) {
            throw new CommandFailedException(
                    ExitCode.PASSPHRASE,
                    "WALLET-3",
                    "There is no terminal to ask for the words; give --words-file.");
        }
        var typed = console.get().readPassword("Recovery words, not shown: ");
        return typed == null ? new char[0] : typed;
    }
}
