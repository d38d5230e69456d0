package hearth.network.chain;

/**
 * What an endpoint says does not fit the block that it, or another endpoint, stands by: it lies or
 * is broken. Nothing of it may be shown as true; the message names the place.
 */
public final class ContradictedException extends ChainFailedException {
    private static final long serialVersionUID = 1L;

    public ContradictedException(String sentence) {
        super(sentence);
    }

    ContradictedException(String sentence, Throwable cause) {
        super(sentence, cause);
    }
}
