package hearth.network.chain;

import hearth.kernel.Hash32;
import hearth.network.gatekeeper.SeedBlocks;
import hearth.network.gatekeeper.SourceFailedException;

import java.util.Optional;

/** Seeds from a chain that makes blocks by itself. */
public final class ChainSeedBlocks implements SeedBlocks {
    private final ChainClient chain;
    private final int ahead;

    /** For a list that is signed by one at once. */
    public ChainSeedBlocks(ChainClient chain) {
        // Not the very next: it may be made while the list is being signed.
        this(chain, 2);
    }

    /**
     * @param ahead so many blocks from the newest on; enough that it is not made while several sign
     */
    public ChainSeedBlocks(ChainClient chain, int ahead) {
        this.chain = chain;
        this.ahead = ahead;
    }

    @Override
    public long upcoming() throws SourceFailedException {
        try {
            return chain.latest().number() + ahead;
        } catch (ChainFailedException e) {
            throw new SourceFailedException(String.valueOf(e.getMessage()), e);
        }
    }

    @Override
    public Optional<Hash32> hash(long number) throws SourceFailedException {
        try {
            return chain.block(number).map(ChainClient.Block::hash);
        } catch (ChainFailedException e) {
            throw new SourceFailedException(String.valueOf(e.getMessage()), e);
        }
    }
}
