package hearth.network.gatekeeper;

import hearth.kernel.Hash32;
import hearth.network.EpochRoot;
import hearth.network.work.Signature;

import java.util.List;
import java.util.Optional;

/** Brings roots to the reward pool that several gatekeepers signed. Blocks. */
public interface AgreedRootPoster extends RootPoster {
    /** Posts the root of epoch {@link #lastEpoch} + 1 with signatures in any order. */
    PostOutcome post(EpochRoot root, List<Signature> signatures);

    /**
     * The root that the pool holds of an epoch; empty for none.
     *
     * @throws SourceFailedException when the endpoint does not answer
     */
    Optional<Hash32> root(long epoch) throws SourceFailedException;
}
