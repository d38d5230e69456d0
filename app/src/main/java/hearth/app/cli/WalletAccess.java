package hearth.app.cli;

import hearth.kernel.DataDir;
import hearth.kernel.Threads;
import hearth.network.Addresses;
import hearth.wallet.Passphrase;
import hearth.wallet.RecoveryWords;
import hearth.wallet.Unlocked;
import hearth.wallet.Wallet;
import hearth.wallet.WalletFailedException;
import hearth.wallet.WalletState;
import hearth.wallet.Wallets;

import org.jspecify.annotations.Nullable;

import picocli.CommandLine.Option;

import java.nio.file.Path;
import java.util.Locale;

/** The owner's wallet at a terminal: never a passphrase as an argument. */
final class WalletAccess {
    @Option(
            names = "--passphrase-file",
            paramLabel = "F",
            description =
                    "A file of yours, mode 0600, whose first line is the passphrase; without it you are"
                            + " asked.")
    private @Nullable Path passphraseFile;

    @Option(names = "--yes", description = "Do not ask; within the bounds that docs/cli.md names.")
    private boolean yes;

    boolean yes() {
        return yes;
    }

    Wallet open(DataDir dir, Threads threads) throws CommandFailedException {
        try {
            return Wallets.open(dir, threads);
        } catch (WalletFailedException e) {
            throw failed(e);
        }
    }

    /** Opens the wallet with its passphrase. */
    Unlocked unlock(Wallet wallet) throws CommandFailedException {
        try (var passphrase = passphrase("Passphrase: ")) {
            return wallet.unlock(passphrase);
        } catch (WalletFailedException e) {
            throw failed(e);
        }
    }

    /** Opens the wallet, made first when there is none; its words are shown once, on a terminal. */
    Unlocked unlockOrCreate(Wallet wallet, Common common) throws CommandFailedException {
        if (!(wallet.state().get() instanceof WalletState.None)) {
            return unlock(wallet);
        }
        try (var passphrase = newPassphrase()) {
            try (var words = wallet.create(passphrase)) {
                show(words, wallet, common);
            }
            return wallet.unlock(passphrase);
        } catch (WalletFailedException e) {
            throw failed(e);
        }
    }

    static void show(RecoveryWords words, Wallet wallet, Common common)
            throws WalletFailedException {
        var console = Terminal.open();
        var address = wallet.account().map(one -> Addresses.checksummed(one.address())).orElse("");
        common.progress("A new wallet was made: " + address + ".");
        if (console.isEmpty()) {
            var keystore = wallet.keystoreFile();
            common.progress(
                    "No terminal, so its recovery words were not shown. Your backup is the file "
                            + keystore.map(Path::toString).orElse("in wallet/keystore")
                            + " with its passphrase.");
            return;
        }
        var terminal = console.get();
        terminal.printf("%nWrite these words down, in this order. They are not shown again.%n%n");
        for (int i = 0; i < words.count(); i++) {
            terminal.printf(
                    "  %2d %-12s%s",
                    i + 1, words.word(i), i % 4 == 3 ? System.lineSeparator() : "");
        }
        terminal.printf("%n");
    }

    Passphrase newPassphrase() throws CommandFailedException {
        if (passphraseFile != null) {
            return passphrase("");
        }
        var first = passphrase("Choose a passphrase for your new wallet: ");
        boolean same = false;
        try (var again = passphrase("Again: ")) {
            same = first.sameAs(again);
        } finally {
            if (!same) {
                first.close();
            }
        }
        if (!same) {
            throw new CommandFailedException(
                    ExitCode.PASSPHRASE,
                    "WALLET-2",
                    "The two passphrases differ; nothing was made.");
        }
        return first;
    }

    Passphrase passphrase(String prompt) throws CommandFailedException {
        try {
            if (passphraseFile != null) {
                return Passphrase.fromFile(passphraseFile);
            }
            var console = Terminal.open();
            if (console.isEmpty()) {
                throw new CommandFailedException(
                        ExitCode.PASSPHRASE,
                        "WALLET-3",
                        "There is no terminal to ask for the passphrase; give --passphrase-file.");
            }
            return Passphrase.fromConsole(console.get(), prompt)
                    .orElseThrow(() ->
                            new CommandFailedException(
                                    ExitCode.PASSPHRASE, "WALLET-3", "No passphrase was given."));
        } catch (WalletFailedException e) {
            throw failed(e);
        }
    }

    static CommandFailedException failed(WalletFailedException e) {
        int exit =
                e.problem() == WalletFailedException.Problem.WRONG_PASSPHRASE
                                || e.problem() == WalletFailedException.Problem.UNSAFE_FILE
                        ? ExitCode.PASSPHRASE
                        : ExitCode.FAILED;
        return new CommandFailedException(
                exit, e.problem().code().toLowerCase(Locale.ROOT), String.valueOf(e.getMessage()));
    }
}
