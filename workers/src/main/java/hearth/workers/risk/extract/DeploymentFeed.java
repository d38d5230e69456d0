package hearth.workers.risk.extract;

import hearth.kernel.Hash32;
import hearth.workers.risk.extract.RpcFailedException.Kind;

import java.util.ArrayList;
import java.util.List;

/**
 * Deployments by block range, for who lists work. Keeps nothing: the caller knows what it has seen.
 * All calls block.
 */
public final class DeploymentFeed {
    private final ChainReader reader;

    /** A feed from a reader. */
    public DeploymentFeed(ChainReader reader) {
        this.reader = reader;
    }

    /** The newest block that this chain promises not to take back, or its newest when asked so. */
    public BlockHeader head(boolean finalised) throws RpcFailedException, InterruptedException {
        return finalised ? reader.finalised() : header(reader.head());
    }

    /** Hash of a block. */
    public Hash32 blockHash(long number) throws RpcFailedException, InterruptedException {
        return header(number).hash();
    }

    private BlockHeader header(long number) throws RpcFailedException, InterruptedException {
        var headers = reader.headers(number, 1);
        if (headers.isEmpty()) {
            throw new RpcFailedException(Kind.REFUSED, "the chain has no block " + number);
        }
        return headers.getFirst();
    }

    /**
     * Contracts created in blocks {@code from} to {@code to}, both included, in chain order; those
     * without code by now (destroyed) are left out.
     *
     * @throws RpcFailedException also when the chain changed meanwhile: ask again
     */
    public List<Deployment> deployments(long from, long to)
            throws RpcFailedException, InterruptedException {
        var deployments = new ArrayList<Deployment>();
        for (long next = from; next <= to; ) {
            var headers =
                    reader.headers(next, (int) Math.min(reader.blocksAtOnce(), to - next + 1));
            if (headers.isEmpty()) {
                throw new RpcFailedException(Kind.REFUSED, "the chain has no block " + next);
            }
            var created = reader.created(headers);
            if (created == null) {
                throw new RpcFailedException(
                        Kind.MALFORMED, "the chain changed while it was being read");
            }
            var hashes = reader.hashes(created.stream().map(Created::address).toList());
            for (int i = 0; i < created.size(); i++) {
                var one = created.get(i);
                if (hashes.get(i).hasCode()) {
                    deployments.add(
                            new Deployment(
                                    one.address().address(),
                                    hashes.get(i).hash32(),
                                    one.block(),
                                    one.blockHash()));
                }
            }
            next += headers.size();
        }
        return deployments;
    }
}
