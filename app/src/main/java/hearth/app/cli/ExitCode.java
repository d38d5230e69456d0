package hearth.app.cli;

/** The exit codes of every command; docs/cli.md lists them. */
final class ExitCode {
    static final int DONE = 0;

    /** It failed; one sentence and its code are on standard error. */
    static final int FAILED = 1;

    /** The words of the command line are off. */
    static final int USAGE = 2;

    /** No agent runs for this data folder. */
    static final int NO_AGENT = 3;

    /** The passphrase is wrong or there is none to be had. */
    static final int PASSPHRASE = 4;

    /** It was done, but some of the input was damaged and is reported. */
    static final int PARTLY = 5;

    /** The operator said no or interrupted. */
    static final int CANCELLED = 130;

    private ExitCode() {}
}
