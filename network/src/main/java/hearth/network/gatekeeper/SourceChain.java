package hearth.network.gatekeeper;

import hearth.kernel.Address;
import hearth.kernel.Hash32;

import java.util.List;

/** The chain whose contracts are scored, as read by a gatekeeper. All calls block. */
public interface SourceChain {
    /** A finalised block. */
    record Head(long number, Hash32 hash) {}

    /** A contract that was deployed. */
    record Deployment(Address address, Hash32 codeHash, long block) {}

    /** The chain's id. */
    long chainId();

    /**
     * The newest finalised block.
     *
     * @throws SourceFailedException when the endpoint does not answer
     */
    Head head() throws SourceFailedException;

    /**
     * The hash of a block at or below the head: tells whether the chain is still the one that was
     * read before.
     *
     * @throws SourceFailedException when the endpoint does not answer or has no such block
     */
    Hash32 blockHash(long number) throws SourceFailedException;

    /**
     * Contracts deployed in a range of blocks, both ends included, in chain order; copies of known
     * code may be among them.
     *
     * @throws SourceFailedException when the endpoint does not answer
     */
    List<Deployment> deployments(long fromBlock, long toBlock) throws SourceFailedException;
}
