package hearth.agent;

import hearth.kernel.Hash32;
import hearth.network.gatekeeper.SourceChain;
import hearth.network.gatekeeper.SourceFailedException;
import hearth.workers.risk.extract.DeploymentFeed;
import hearth.workers.risk.extract.RpcFailedException;

import java.util.List;

/**
 * The chain whose contracts are scored, for a gatekeeper's lists: read by the worker's own code.
 */
final class SourceFeed implements SourceChain {
    private final long chainId;
    private final DeploymentFeed feed;
    private final boolean finalisedOnly;

    /**
     * @param finalisedOnly false where the chain has one maker of blocks, such as on practice
     */
    SourceFeed(long chainId, DeploymentFeed feed, boolean finalisedOnly) {
        this.chainId = chainId;
        this.feed = feed;
        this.finalisedOnly = finalisedOnly;
    }

    /** A question to the feed. */
    @FunctionalInterface
    private interface Question<T> {
        T ask() throws RpcFailedException, InterruptedException;
    }

    private static <T> T ask(Question<T> question) throws SourceFailedException {
        try {
            return question.ask();
        } catch (RpcFailedException e) {
            throw new SourceFailedException(String.valueOf(e.getMessage()), e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new SourceFailedException("The agent is ending.", e);
        }
    }

    @Override
    public long chainId() {
        return chainId;
    }

    @Override
    public Head head() throws SourceFailedException {
        var head = ask(() -> feed.head(finalisedOnly));
        return new Head(head.number(), head.hash());
    }

    @Override
    public Hash32 blockHash(long number) throws SourceFailedException {
        return ask(() -> feed.blockHash(number));
    }

    @Override
    public List<Deployment> deployments(long fromBlock, long toBlock) throws SourceFailedException {
        return ask(() -> feed.deployments(fromBlock, toBlock)).stream()
                .map(one -> new Deployment(one.address(), one.codeHash(), one.block()))
                .toList();
    }
}
