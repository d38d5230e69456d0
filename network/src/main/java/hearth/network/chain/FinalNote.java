package hearth.network.chain;

/** Keeps what became final where it lasts. */
public interface FinalNote {
    /**
     * Told before the transaction leaves the journal, so after a crash it may be told twice.
     *
     * @throws ChainFailedException if it cannot be kept; then it stays open and is told again at
     *     the next look
     */
    void keep(SentTransaction sent, TransactionState.Inclusion inclusion)
            throws ChainFailedException;
}
