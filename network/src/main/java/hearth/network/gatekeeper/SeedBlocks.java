package hearth.network.gatekeeper;

import hearth.kernel.Hash32;

import java.util.Optional;

/**
 * Blocks whose hashes nobody knows when a round's list is signed. The settlement chain where it
 * makes blocks by itself; a chain without a clock of its own must be made to mine one.
 */
public interface SeedBlocks {
    /**
     * Number of a block that does not exist yet and soon will.
     *
     * @throws SourceFailedException when the endpoint does not answer
     */
    long upcoming() throws SourceFailedException;

    /**
     * The hash of a block; empty while it does not exist.
     *
     * @throws SourceFailedException when the endpoint does not answer
     */
    Optional<Hash32> hash(long number) throws SourceFailedException;
}
