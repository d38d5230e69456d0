package hearth.app.cli;

import hearth.kernel.Threads;
import hearth.wallet.RecoveryWords;
import hearth.wallet.Wallet;
import hearth.wallet.WalletFailedException;
import hearth.wallet.WordDrill;

import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

import java.io.Console;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.Callable;

/** Sees whether the note of the recovery words would bring the account back. */
@Command(
        name = "backup-check",
        description = "Asks for three of your recovery words, or for all once those were checked.")
final class WalletBackupCheckCommand implements Callable<Integer> {
    @Mixin private final Common common = new Common();
    @Mixin private final WalletAccess access = new WalletAccess();

    @Override
    public Integer call() throws CommandFailedException {
        var console =
                Terminal.open()
                        .orElseThrow(() ->
                                new CommandFailedException(
                                        ExitCode.PASSPHRASE,
                                        "WALLET-3",
                                        "Words are asked for on a terminal only."));
        try (var threads = Threads.system();
                var wallet = access.open(common.data(), threads);
                var unlocked = access.unlock(wallet)) {
            var drill = wallet.drill(unlocked);
            boolean right;
            if (drill.isPresent()) {
                try (var asked = drill.get()) {
                    right = three(console, wallet, asked);
                }
            } else {
                right = all(console, wallet);
            }
            common.print(
                    WireJson.object().put("right", right),
                    () ->
                            common.out()
                                    .println(
                                            right
                                                    ? "Your note is right: it brings this account back."
                                                    : "That is not what this account is made of."
                                                            + " Look at your note again."));
            return right ? ExitCode.DONE : ExitCode.FAILED;
        } catch (WalletFailedException e) {
            throw WalletAccess.failed(e);
        }
    }

    private static boolean three(Console console, Wallet wallet, WordDrill drill)
            throws WalletFailedException {
        List<char[]> typed = new ArrayList<>();
        try {
            for (int position : drill.positions()) {
                var word = console.readPassword("Word %d: ", position);
                typed.add(word == null ? new char[0] : word);
            }
            return !wallet.checkDrill(drill, typed).contains(false);
        } finally {
            typed.forEach(word -> Arrays.fill(word, '\0'));
        }
    }

    private static boolean all(Console console, Wallet wallet) throws WalletFailedException {
        var typed = console.readPassword("All recovery words, in order: ");
        if (typed == null) {
            return false;
        }
        try (var words = RecoveryWords.parse(typed)) {
            return wallet.checkWords(words);
        } finally {
            Arrays.fill(typed, '\0');
        }
    }
}
