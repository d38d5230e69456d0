package hearth.network.gatekeeper;

import java.time.Instant;
import java.time.InstantSource;

/**
 * The time that all gatekeepers of a network have in common, by the settlement chain's blocks. No
 * wall clock takes part: one that is a day off changes nothing.
 */
public interface NetworkTime extends InstantSource {
    /**
     * Looks at the chain. Blocks.
     *
     * @throws SourceFailedException when the endpoint does not answer; the time goes on meanwhile
     */
    void look() throws SourceFailedException;

    /**
     * When the first epoch began; {@link Instant#EPOCH} while nobody has registered.
     *
     * @throws SourceFailedException when the endpoint does not answer
     */
    Instant began() throws SourceFailedException;
}
