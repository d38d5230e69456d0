package hearth.network.chain;

/**
 * The chain could not be asked or did not answer sensibly; the message is one sentence for the
 * operator. Trying again later may help.
 */
public sealed class ChainFailedException extends Exception
        permits ContradictedException, JournalFailedException {
    private static final long serialVersionUID = 1L;

    public ChainFailedException(String sentence) {
        super(sentence);
    }

    public ChainFailedException(String sentence, Throwable cause) {
        super(sentence, cause);
    }
}
