package hearth.network.work;

import hearth.kernel.Hash32;

import java.util.Optional;

/** A gatekeeper as a node sees it: in the same process on practice, remote elsewhere. */
public interface GatekeeperAccess {
    /** The round that takes receipts; empty between rounds and before the first. */
    Optional<RoundOffer> current();

    /**
     * What a round takes at this moment: receipts, later their openings. Empty when it is over, or
     * unknown.
     *
     * @param manifest digest of its list
     */
    Optional<Ack.Phase> phase(Hash32 manifest);

    /**
     * Whether a round surely takes no receipts any more. Where that is not known a receipt is
     * handed in all the same: who takes it says whether it came in time.
     *
     * @param manifest digest of its list
     */
    default boolean closed(Hash32 manifest) {
        return phase(manifest).filter(Ack.Phase.COMMIT::equals).isEmpty();
    }

    /**
     * Hands in a round's receipt, without its answers. Doing it twice changes nothing.
     *
     * @throws WorkFailedException when the gatekeeper could not be reached or cannot keep records
     */
    SubmitOutcome commit(Signed<WorkReceipt> receipt) throws WorkFailedException;

    /**
     * Opens a receipt that was handed in, once the round takes no more receipts: whoever sees the
     * answers is too late to copy them. Doing it twice changes nothing.
     *
     * @throws WorkFailedException when the gatekeeper could not be reached or cannot keep records
     */
    SubmitOutcome reveal(Submission submission) throws WorkFailedException;

    /**
     * What became of a receipt; empty while its round is not judged, or when it is unknown.
     *
     * @throws WorkFailedException when the gatekeeper could not be reached
     */
    Optional<SubmitOutcome> outcome(WorkReceipt receipt) throws WorkFailedException;

    /**
     * Says that the node is there. True when it counted.
     *
     * @throws WorkFailedException when the gatekeeper could not be reached or cannot keep records
     */
    boolean heartbeat(Signed<Heartbeat> heartbeat) throws WorkFailedException;
}
