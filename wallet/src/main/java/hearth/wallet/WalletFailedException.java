package hearth.wallet;

/** The wallet could not do what was asked. The message is one sentence for the operator. */
public final class WalletFailedException extends Exception {
    private static final long serialVersionUID = 1L;

    /** What kept the wallet from doing it; {@link #code()} is stable, for support and scripts. */
    public enum Problem {
        NO_WALLET("wallet.none"),
        WATCH_ONLY("wallet.watch-only"),
        WALLET_EXISTS("wallet.exists"),
        WRONG_PASSPHRASE("wallet.wrong-passphrase"),
        DAMAGED("wallet.damaged"),
        UNSUPPORTED("wallet.unsupported"),
        BAD_WORDS("wallet.bad-words"),
        BAD_KEY("wallet.bad-key"),
        LOCKED("wallet.locked"),
        UNSAFE_FILE("wallet.unsafe-file"),
        STORAGE("wallet.storage"),
        DERIVATION("wallet.derivation");

        private final String code;

        Problem(String code) {
            this.code = code;
        }

        /** Stable text, never translated. */
        public String code() {
            return code;
        }
    }

    private final Problem problem;

    public WalletFailedException(Problem problem, String sentence) {
        super(sentence);
        this.problem = problem;
    }

    public WalletFailedException(Problem problem, String sentence, Throwable cause) {
        super(sentence, cause);
        this.problem = problem;
    }

    /** The kind of failure. */
    public Problem problem() {
        return problem;
    }
}
