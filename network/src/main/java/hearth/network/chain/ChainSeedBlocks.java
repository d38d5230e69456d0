package hearth.network.chain;

import hearth.kernel.Hash32;
import hearth.network.gatekeeper.SeedBlocks;
import hearth.network.gatekeeper.SourceFailedException;

import java.util.Optional;

/** Seeds from a chain that makes blocks by itself. */
public final class ChainSeedBlocks implements SeedBlocks {
    private final ChainClient chain;

    public ChainSeedBlocks(ChainClient chain) {
        this.chain = chain;
    }

    @Override
    public long upcoming() throws SourceFailedException {
        try {
            // Not the very next: it may be made while the list is being signed.
            return chain.latest().number() + 2;
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
