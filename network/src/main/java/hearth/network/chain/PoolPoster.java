package hearth.network.chain;

import hearth.kernel.Address;
import hearth.kernel.Hash32;
import hearth.kernel.Wei;
import hearth.network.EpochRoot;
import hearth.network.SigningFailedException;
import hearth.network.contracts.RewardPool;
import hearth.network.gatekeeper.AgreedRootPoster;
import hearth.network.gatekeeper.SourceFailedException;
import hearth.network.work.Domain;
import hearth.network.work.RootMessage;
import hearth.network.work.Signature;
import hearth.network.work.Signed;

import org.web3j.abi.datatypes.DynamicArray;
import org.web3j.abi.datatypes.DynamicBytes;

import java.math.BigInteger;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** Brings signed roots to the reward pool, paid by a technical account. */
public final class PoolPoster implements AgreedRootPoster {
    private static final Duration LIMIT = Duration.ofSeconds(20);

    private final Pool pool;
    private final NetworkFile network;
    private final NodeKey payer;
    private final TransactionSender sender;

    /**
     * @param payer pays the gas; need not be a gatekeeper
     */
    public PoolPoster(ChainClient chain, NetworkFile network, NodeKey payer, InstantSource time) {
        this.pool = new Pool(chain, network);
        this.network = network;
        this.payer = payer;
        this.sender = TransactionSender.forgetful(chain, payer.address(), FeeLimits.usual(), time);
    }

    @Override
    public long lastEpoch() throws SourceFailedException {
        try {
            return pool.lastEpoch();
        } catch (ChainFailedException e) {
            throw new SourceFailedException(String.valueOf(e.getMessage()), e);
        }
    }

    @Override
    public Optional<PostOutcome.Posted> find(long epoch) throws SourceFailedException {
        try {
            return pool.postedAt(epoch)
                    .map(at -> new PostOutcome.Posted(at.transaction(), at.block()));
        } catch (ChainFailedException e) {
            throw new SourceFailedException(String.valueOf(e.getMessage()), e);
        }
    }

    @Override
    public Optional<Hash32> root(long epoch) throws SourceFailedException {
        try {
            return pool.posted(epoch).map(Pool.Posted::root);
        } catch (ChainFailedException e) {
            throw new SourceFailedException(String.valueOf(e.getMessage()), e);
        }
    }

    @Override
    public PostOutcome post(Signed<RootMessage> root) {
        return post(root.message().root(), List.of(root.signature()));
    }

    /**
     * Posts a root with the signatures of several gatekeepers, in any order. Blocks until it is in
     * a block.
     */
    @Override
    public PostOutcome post(EpochRoot root, List<Signature> signatures) {
        try {
            SentTransaction sent =
                    sender.send(Payload.of(payer, call(root, signatures), "PostRoot"));
            return switch (sender.awaitIncluded(sent, LIMIT)) {
                case TransactionState.Included i -> posted(i.inclusion());
                case TransactionState.Final f -> posted(f.inclusion());
                case TransactionState.Reverted r ->
                        new PostOutcome.NotPosted("The pool refused the root: " + r.error() + ".");
                case TransactionState.Replaced _ ->
                        new PostOutcome.NotPosted("Another transaction took the root's place.");
                case TransactionState.Pending _ ->
                        new PostOutcome.NotPosted(
                                "The root is in no block yet; it is tried again.");
            };
        } catch (ChainFailedException | RevertedException | SigningFailedException e) {
            return new PostOutcome.NotPosted(String.valueOf(e.getMessage()));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return new PostOutcome.NotPosted("The agent is being stopped.");
        }
    }

    private static PostOutcome posted(TransactionState.Inclusion inclusion) {
        return new PostOutcome.Posted(inclusion.hash(), inclusion.block());
    }

    private Call call(EpochRoot root, List<Signature> signatures) {
        Domain domain = Domain.rewards(network.settlement().chainId(), network.contracts().pool());
        Map<Address, Signature> ascending = new TreeMap<>();
        for (Signature signature : signatures) {
            Optional<Address> signer =
                    new Signed<>(new RootMessage(root), signature).signer(domain);
            signer.ifPresent(address -> ascending.put(address, signature));
        }
        Wei total = root.total();
        RewardPool.EpochRoot struct =
                new RewardPool.EpochRoot(
                        BigInteger.valueOf(root.epoch()),
                        root.root().bytes(),
                        total.value(),
                        root.leavesDigest().bytes(),
                        BigInteger.valueOf(root.leafCount()),
                        root.receiptsRoot().bytes());
        return Call.to(
                network.contracts().pool(),
                Calls.function(
                        "post",
                        struct,
                        new DynamicArray<>(
                                DynamicBytes.class,
                                ascending.values().stream()
                                        .map(signature -> new DynamicBytes(signature.bytes()))
                                        .toList())));
    }
}
