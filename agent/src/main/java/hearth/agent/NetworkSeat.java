package hearth.agent;

import hearth.kernel.Address;
import hearth.kernel.Wei;
import hearth.network.chain.ChainClient;
import hearth.network.chain.ChainFailedException;
import hearth.network.chain.NetworkCheck;
import hearth.network.chain.NetworkFile;
import hearth.network.chain.Pool;
import hearth.network.chain.Registry;
import hearth.network.chain.Token;

import org.jspecify.annotations.Nullable;

import java.time.Instant;
import java.time.InstantSource;
import java.util.Optional;

/** One network as this agent sees it: its file, the way to its settlement chain, typed reads. */
final class NetworkSeat implements AutoCloseable {
    private final NetworkFile file;
    private final ChainClient chain;
    private final Registry registry;
    private final Pool pool;
    private final InstantSource time;
    private volatile View view;

    /**
     * What was last read.
     *
     * @param fault a sentence while the endpoint does not answer or is another chain; else empty
     * @param wrongChain whether the endpoint is not this network at all
     * @param node this agent's node, once registered
     * @param comingPayout a change of the owner's payout that does not hold yet
     * @param claimed what the owner has claimed in all
     * @param lastPosted the newest epoch that the pool has a root of, and when it can be claimed
     */
    record View(
            Instant at,
            String fault,
            boolean wrongChain,
            long block,
            Instant blockAt,
            long nodes,
            long totalTickets,
            String token,
            Registry.@Nullable Node node,
            @Nullable Address payout,
            Registry.@Nullable ComingPayout comingPayout,
            Wei claimed,
            long lastPosted,
            Instant activeAt) {
        static View unread(Instant at) {
            return new View(
                    at,
                    "not asked yet",
                    false,
                    0,
                    Instant.EPOCH,
                    0,
                    0,
                    "",
                    null,
                    null,
                    null,
                    Wei.ZERO,
                    0,
                    Instant.EPOCH);
        }

        View failed(String sentence, boolean wrong, Instant now) {
            return new View(
                    now,
                    sentence,
                    wrong,
                    block,
                    blockAt,
                    nodes,
                    totalTickets,
                    token,
                    node,
                    payout,
                    comingPayout,
                    claimed,
                    lastPosted,
                    activeAt);
        }
    }

    NetworkSeat(NetworkFile file, InstantSource time) {
        this.file = file;
        this.time = time;
        chain = new ChainClient(file.settlement(), time);
        registry = new Registry(chain, file);
        pool = new Pool(chain, file);
        view = View.unread(time.instant());
    }

    NetworkFile file() {
        return file;
    }

    ChainClient chain() {
        return chain;
    }

    Registry registry() {
        return registry;
    }

    Pool pool() {
        return pool;
    }

    View view() {
        return view;
    }

    /** Says what is wrong with the endpoint, or nothing. Blocks. */
    Optional<String> objection() throws ChainFailedException {
        return switch (NetworkCheck.settlement(file, chain)) {
            case NetworkCheck.Outcome.Matches _ -> Optional.empty();
            case NetworkCheck.Outcome.Differs(String sentence) -> Optional.of(sentence);
        };
    }

    /** Reads everything again; blocks. A failure keeps the old figures and says so. */
    void refresh(@Nullable Address owner, long nodeId) {
        var now = time.instant();
        try {
            var objection = objection();
            if (objection.isPresent()) {
                view = view.failed(objection.get(), true, now);
                return;
            }
            var head = chain.latest();
            long last = pool.lastEpoch();
            var posted = last == 0 ? Optional.<Pool.Posted>empty() : pool.posted(last);
            var symbol = view.token().isEmpty() ? new Token(chain, file).symbol() : view.token();
            view =
                    new View(
                            now,
                            "",
                            false,
                            head.number(),
                            Instant.ofEpochSecond(head.timestamp()),
                            registry.nodeCount(),
                            registry.totalTickets(),
                            symbol,
                            nodeId == 0 ? null : registry.node(nodeId).orElse(null),
                            owner == null ? null : registry.payoutOf(owner),
                            owner == null ? null : registry.comingPayout(owner).orElse(null),
                            owner == null ? Wei.ZERO : pool.claimed(owner),
                            last,
                            posted.map(Pool.Posted::activeAt).orElse(Instant.EPOCH));
        } catch (ChainFailedException e) {
            view = view.failed(String.valueOf(e.getMessage()), false, now);
        }
    }

    @Override
    public void close() {
        chain.close();
    }
}
