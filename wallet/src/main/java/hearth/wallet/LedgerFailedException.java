package hearth.wallet;

/** The ledger's database cannot be used; the message says what to do. */
public final class LedgerFailedException extends Exception {
    private static final long serialVersionUID = 1L;

    public LedgerFailedException(String sentence, Throwable cause) {
        super(sentence, cause);
    }
}
