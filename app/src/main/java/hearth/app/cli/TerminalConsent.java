package hearth.app.cli;

import hearth.wallet.Consent;
import hearth.wallet.ConsentPrompt;
import hearth.wallet.Unlocked;

import java.util.Locale;

/** Asks at the terminal before a signature, after showing what is signed. */
final class TerminalConsent implements ConsentPrompt {
    private final Unlocked wallet;

    TerminalConsent(Unlocked wallet) {
        this.wallet = wallet;
    }

    @Override
    public Answer ask(Consent consent) {
        var open = Terminal.open();
        if (open.isEmpty()) {
            return new Answer.Refused(
                    "Not signed: there is no terminal to ask at. Give --yes to agree beforehand.");
        }
        var terminal = open.get();
        terminal.printf("%n%s%n", consent.headline());
        for (var line : consent.lines()) {
            terminal.printf("  %-18s %s%n", line.label(), line.value());
        }
        var answer = terminal.readLine("Sign and send? [y/N] ");
        boolean agreed = answer != null && answer.strip().toLowerCase(Locale.ROOT).startsWith("y");
        return agreed
                ? new Answer.Agreed(wallet, false)
                : new Answer.Refused("Not signed, as you said. Nothing was spent.");
    }
}
