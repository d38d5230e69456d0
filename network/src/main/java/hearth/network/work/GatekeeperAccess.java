package hearth.network.work;

import java.util.Optional;

/** A gatekeeper as a node sees it: in the same process on practice, remote elsewhere. */
public interface GatekeeperAccess {
    /** The open round; empty between rounds and before the first. */
    Optional<RoundOffer> current();

    /**
     * Hands in a round's work. Blocks while a sample is computed again. Doing it twice changes
     * nothing.
     *
     * @throws WorkFailedException when the gatekeeper could not be reached or cannot keep records
     */
    SubmitOutcome submit(Submission submission) throws WorkFailedException;

    /**
     * Says that the node is there. True when it counted.
     *
     * @throws WorkFailedException when the gatekeeper could not be reached or cannot keep records
     */
    boolean heartbeat(Signed<Heartbeat> heartbeat) throws WorkFailedException;
}
