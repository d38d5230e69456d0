package hearth.network.gatekeeper;

import hearth.kernel.Hash32;
import hearth.network.work.RootMessage;
import hearth.network.work.Signed;

import java.util.Optional;

/** Brings signed roots to the reward pool. Blocks. */
public interface RootPoster {
    /** What became of a posting. */
    sealed interface PostOutcome {
        /** It is on chain. */
        record Posted(Hash32 transaction, long block) implements PostOutcome {}

        /**
         * It is not, and may be tried again.
         *
         * @param sentence for the operator
         */
        record NotPosted(String sentence) implements PostOutcome {}
    }

    /**
     * The newest epoch that the pool holds a root of; 0 for none.
     *
     * @throws SourceFailedException when the endpoint does not answer
     */
    long lastEpoch() throws SourceFailedException;

    /**
     * How a root got into the pool; empty when the pool has none of that epoch.
     *
     * @throws SourceFailedException when the endpoint does not answer
     */
    Optional<PostOutcome.Posted> find(long epoch) throws SourceFailedException;

    /** Posts the root of epoch {@link #lastEpoch} + 1. */
    PostOutcome post(Signed<RootMessage> root);
}
