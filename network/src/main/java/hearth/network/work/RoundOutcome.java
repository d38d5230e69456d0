package hearth.network.work;

/** What a node did with a round. */
public sealed interface RoundOutcome {
    /**
     * A receipt was handed in.
     *
     * @param receipt as signed
     * @param assigned units
     * @param outcome what the gatekeeper said; held ones are to be opened later
     */
    record HandedIn(WorkReceipt receipt, int assigned, SubmitOutcome outcome)
            implements RoundOutcome {}

    /**
     * Only a sign of life was sent.
     *
     * @param assigned units that could not be answered; usually 0
     * @param counted whether the gatekeeper took the heartbeat
     */
    record SignOfLife(int assigned, boolean counted) implements RoundOutcome {}

    /**
     * The answers came when the round took receipts no more, so nothing was signed.
     *
     * @param assigned units
     */
    record TooLate(int assigned) implements RoundOutcome {}

    /** The offer was not in order, so nothing was signed. */
    record Declined(String sentence) implements RoundOutcome {}
}
