package hearth.agent;

import java.util.logging.ConsoleHandler;
import java.util.logging.Level;
import java.util.logging.LogManager;
import java.util.logging.Logger;

/** The agent's log: one line an entry on standard error, which its starter keeps. */
final class Logging {
    /** Held, because the log manager itself forgets loggers that nobody holds. */
    private static final Logger ROOT = Logger.getLogger("");

    private Logging() {}

    static void begin() {
        if (System.getProperty("java.util.logging.config.file") != null) {
            return;
        }
        System.setProperty(
                "java.util.logging.SimpleFormatter.format",
                "%1$tFT%1$tT.%1$tL %4$s %3$s: %5$s%6$s%n");
        LogManager.getLogManager().reset();
        var console = new ConsoleHandler();
        console.setLevel(Level.INFO);
        ROOT.addHandler(console);
        ROOT.setLevel(Level.INFO);
    }
}
