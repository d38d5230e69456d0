package hearth.app.cli;

import java.io.Console;
import java.util.Optional;

/** The terminal, where somebody can be asked. */
final class Terminal {
    private Terminal() {}

    /** Empty where input or output is a file or a pipe. */
    // JDK 25 gives null again when input or output is no terminal (jdk.console is java.base).
    @SuppressWarnings("SystemConsoleNull")
    static Optional<Console> open() {
        var console = System.console();
        return console == null || !console.isTerminal() ? Optional.empty() : Optional.of(console);
    }
}
