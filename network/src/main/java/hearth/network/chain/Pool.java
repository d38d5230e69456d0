package hearth.network.chain;

import hearth.kernel.Address;
import hearth.kernel.Hash32;
import hearth.kernel.Wei;
import hearth.network.contracts.RewardPool;

import org.web3j.protocol.core.methods.response.Log;

import java.io.IOException;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** Reads of the reward pool. All block. */
public final class Pool {
    private final ChainClient chain;
    private final Address address;
    private final RewardPool contract;

    public Pool(ChainClient chain, NetworkFile network) {
        this.chain = chain;
        this.address = network.contracts().pool();
        this.contract =
                RewardPool.load(
                        address.hex(),
                        chain.web3j(),
                        ContractReads.readOnly(chain),
                        ContractReads.NO_GAS);
    }

    /**
     * The root of an epoch as the pool keeps it.
     *
     * @param activeAt from then on it can be claimed under
     */
    public record Posted(
            long epoch,
            Hash32 root,
            Wei total,
            Instant activeAt,
            int leafCount,
            Hash32 leavesDigest,
            Hash32 receiptsRoot) {}

    /** The newest epoch with a root; zero for none. */
    public long lastEpoch() throws ChainFailedException {
        return ContractReads.exact(chain, ContractReads.read(chain, contract.lastEpoch()));
    }

    /**
     * How the root of an epoch got here; empty while it has none, and where the endpoint has no
     * logs of that time any more. The root's own record tells the second of its block, so that a
     * chain of any length is asked for a few headers and for the logs of that second alone.
     */
    public Optional<LogPosition> postedAt(long epoch) throws ChainFailedException {
        var root = posted(epoch);
        if (root.isEmpty()) {
            return Optional.empty();
        }
        long window = ContractReads.exact(chain, ContractReads.read(chain, contract.window()));
        long second = root.get().activeAt().getEpochSecond() - window;
        long end = chain.latest().number() + 1;
        long from = firstSince(second, 0, end);
        return events(from, firstSince(second + 1, from, end) - 1).stream()
                .filter(Event.RootPosted.class::isInstance)
                .map(Event.RootPosted.class::cast)
                .filter(one -> one.epoch() == epoch && one.root().equals(root.get().root()))
                .map(Event.RootPosted::position)
                .reduce((earlier, later) -> later);
    }

    /**
     * The first block of a range that is not older than a time; the range's end if all are. A block
     * that the endpoint does not have is older: only old ones are dropped.
     *
     * @param end after the last
     */
    private long firstSince(long second, long from, long end) throws ChainFailedException {
        long low = from;
        long high = end;
        while (low < high) {
            long middle = low + (high - low) / 2;
            if (chain.block(middle).filter(one -> one.timestamp() >= second).isPresent()) {
                high = middle;
            } else {
                low = middle + 1;
            }
        }
        return low;
    }

    /** The root of an epoch; empty if none was posted or it was vetoed. */
    public Optional<Posted> posted(long epoch) throws ChainFailedException {
        RewardPool.Posted posted =
                ContractReads.read(chain, contract.posted(ContractReads.id(epoch)));
        try {
            return posted.activeAt.signum() == 0
                    ? Optional.empty()
                    : Optional.of(
                            new Posted(
                                    epoch,
                                    Hash32.of(posted.root),
                                    new Wei(posted.total),
                                    Instant.ofEpochSecond(posted.activeAt.longValueExact()),
                                    posted.leafCount.intValueExact(),
                                    Hash32.of(posted.leavesDigest),
                                    Hash32.of(posted.receiptsRoot)));
        } catch (RuntimeException e) {
            throw chain.failed(new IOException("a root's record is malformed", e));
        }
    }

    /** All that an owner claimed so far. */
    public Wei claimed(Address owner) throws ChainFailedException {
        return new Wei(ContractReads.read(chain, contract.claimed(owner.hex())));
    }

    /** All that was ever paid out. */
    public Wei paid() throws ChainFailedException {
        return new Wei(ContractReads.read(chain, contract.paid()));
    }

    /** Sum of the envelopes of all epochs with a root. */
    public Wei released() throws ChainFailedException {
        return new Wei(ContractReads.read(chain, contract.released()));
    }

    /** Something that happened in the pool. */
    public sealed interface Event {
        LogPosition position();

        /** A root was posted. */
        record RootPosted(
                LogPosition position, long epoch, Hash32 root, Wei total, Instant activeAt)
                implements Event {}

        /** A root and those after it were taken back; {@code lastEpoch} is the newest left. */
        record RootVetoed(LogPosition position, long epoch, long lastEpoch) implements Event {}

        /** An owner's rewards were paid. */
        record Claimed(
                LogPosition position,
                Address owner,
                Address payout,
                long epoch,
                Wei amount,
                Wei cumulative)
                implements Event {}
    }

    /** Events of a range of blocks, both ends included, in order. */
    public List<Event> events(long fromBlock, long toBlock) throws ChainFailedException {
        return events(chain.logs(address, fromBlock, toBlock));
    }

    /** What logs of this contract say. */
    List<Event> events(List<Log> logs) throws ChainFailedException {
        return LogEvents.read(chain, logs, Pool::event);
    }

    private static Optional<Event> event(Log log) {
        LogPosition at = LogPosition.of(log);
        String topic = log.getTopics().getFirst();
        if (topic.equals(Topics.of(RewardPool.ROOTPOSTED_EVENT))) {
            var e = RewardPool.getRootPostedEventFromLog(log);
            return Optional.of(
                    new Event.RootPosted(
                            at,
                            e.epoch.longValueExact(),
                            Hash32.of(e.root),
                            new Wei(e.total),
                            Instant.ofEpochSecond(e.activeAt.longValueExact())));
        }
        if (topic.equals(Topics.of(RewardPool.ROOTVETOED_EVENT))) {
            var e = RewardPool.getRootVetoedEventFromLog(log);
            return Optional.of(
                    new Event.RootVetoed(
                            at, e.epoch.longValueExact(), e.lastEpoch.longValueExact()));
        }
        if (topic.equals(Topics.of(RewardPool.CLAIMED_EVENT))) {
            var e = RewardPool.getClaimedEventFromLog(log);
            return Optional.of(
                    new Event.Claimed(
                            at,
                            new Address(e.owner),
                            new Address(e.payout),
                            e.epoch.longValueExact(),
                            new Wei(e.amount),
                            new Wei(e.cumulative)));
        }
        return Optional.empty();
    }
}
