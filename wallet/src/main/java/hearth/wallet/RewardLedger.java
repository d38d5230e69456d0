package hearth.wallet;

import hearth.kernel.Address;
import hearth.kernel.DataDir;
import hearth.kernel.DatabaseFailedException;
import hearth.kernel.Hash32;
import hearth.kernel.ReadOnlyState;
import hearth.kernel.State;
import hearth.kernel.Wei;
import hearth.network.chain.ChainClient;
import hearth.network.chain.ChainEvidence;
import hearth.network.chain.ChainFailedException;
import hearth.network.chain.EventReader;
import hearth.network.chain.LogPosition;
import hearth.network.chain.NetworkFile;
import hearth.network.chain.Pool;
import hearth.network.chain.Proven;
import hearth.network.chain.Registry;
import hearth.network.chain.Trust;
import hearth.wallet.LedgerRow.Kind;
import hearth.wallet.internal.LedgerStore;
import hearth.wallet.internal.LedgerStore.Stored;

import java.io.IOException;
import java.math.BigInteger;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * What came in and went out for one owner on one chain, read from the contracts' events. Rows are
 * added once however often they are read, and taken back when their block is no longer part of the
 * chain. Beside them stand the transfers that this wallet sent and saw final. Of those that moved
 * the chain's own coin the chain tells no event, so they are what the file holds alone.
 */
public final class RewardLedger implements AutoCloseable {
    private static final long SPAN = 2_000;

    private final LedgerStore store;
    private final NetworkFile network;
    private final Address owner;
    private final ChainClient chain;
    private final Registry registry;
    private final ChainEvidence evidence;
    private final EventReader reader;
    private final State<List<LedgerRow>> rows = new State<>(List.of());
    private boolean lookedBack;

    private RewardLedger(LedgerStore store, NetworkFile network, Address owner, ChainClient chain) {
        this.store = store;
        this.network = network;
        this.owner = owner;
        this.chain = chain;
        this.registry = new Registry(chain, network);
        this.evidence = new ChainEvidence(chain);
        this.reader = new EventReader(chain, network);
    }

    /**
     * Opens {@code wallet/ledger.db} for an owner on the chain of a network. The chain is asked
     * only if the network file does not name its first block.
     *
     * @throws LedgerFailedException when the file cannot be used; a damaged one is moved aside
     * @throws ChainFailedException when the chain cannot tell which it is
     */
    public static RewardLedger open(
            DataDir dir, NetworkFile network, Address owner, ChainClient chain, InstantSource time)
            throws LedgerFailedException, ChainFailedException {
        // Practice chains share an id; their first block tells them apart.
        Hash32 named = network.settlement().genesisHash();
        Hash32 genesis = named == null ? chain.genesisHash() : named;
        String book = network.settlement().chainId() + " " + genesis.hex() + " " + owner;
        try {
            LedgerStore store =
                    LedgerStore.open(dir.folder("wallet").resolve("ledger.db"), book, time);
            RewardLedger ledger = new RewardLedger(store, network, owner, chain);
            ledger.refresh();
            return ledger;
        } catch (DatabaseFailedException e) {
            throw new LedgerFailedException(String.valueOf(e.getMessage()), e);
        } catch (SQLException | IOException e) {
            throw failed(e);
        }
    }

    /** Where a damaged ledger was put; this one is then read from the chain again. */
    public Optional<Path> movedAside() {
        return store.movedAside();
    }

    /** All rows, newest first. */
    public ReadOnlyState<List<LedgerRow>> rows() {
        return rows;
    }

    /** The transfers that this wallet sent and saw final, newest first. */
    public List<SentTransfer> transfers() throws LedgerFailedException {
        try {
            return store.transfers();
        } catch (SQLException e) {
            throw failed(e);
        }
    }

    /** Keeps one; to keep it twice changes nothing. */
    void add(SentTransfer sent) throws LedgerFailedException {
        try {
            store.add(sent);
        } catch (SQLException e) {
            throw failed(e);
        }
    }

    /** The sum of a kind's amounts. */
    public Wei sum(Kind kind) {
        BigInteger sum = BigInteger.ZERO;
        for (LedgerRow row : rows.get()) {
            if (row.kind() == kind) {
                sum = sum.add(row.amount().value());
            }
        }
        return new Wei(sum);
    }

    /**
     * What a look at the chain changed.
     *
     * @param withdrawn rows of blocks that are no longer part of the chain
     * @param block up to which everything is known now
     * @param trust why the newest part can be believed
     */
    public record Synced(int added, int withdrawn, long block, Trust trust) {}

    /** Reads what is new on the chain; blocks. Call it every few seconds and after a claim. */
    public synchronized Synced sync() throws ChainFailedException, LedgerFailedException {
        try {
            int before = rows.get().size();
            Proven<ChainClient.Block> newest = evidence.newest();
            ChainClient.Block latest = newest.value();
            if (behind(latest, newest.trust())) {
                return new Synced(0, 0, latest.number(), newest.trust());
            }
            readUnprovenAgain(newest.trust());
            long from = agreed(latest.number());
            int withdrawn = store.withdraw(from);
            int added = 0;
            long at = from;
            Trust trust = newest.trust();
            while (at < latest.number()) {
                long to = Math.min(latest.number(), at + SPAN);
                Optional<ChainClient.Block> last = chain.block(to);
                EventReader.Range range = reader.read(at + 1, to);
                List<Stored> events = events(range);
                // Read under one and the same chain, or not at all: the next look repeats it.
                if (last.isEmpty() || !chain.block(to).equals(last)) {
                    break;
                }
                added += store.add(events, new LedgerStore.Mark(to, last.get().hash()));
                trust = range.trust();
                at = to;
            }

            if (added > 0 || withdrawn > 0 || before != rows.get().size()) {
                refresh();
            }
            return new Synced(added, withdrawn, at, trust);
        } catch (SQLException e) {
            throw failed(e);
        }
    }

    /**
     * An endpoint that lags behind, or plays an old chain, must not make rows disappear: a shorter
     * chain counts only when it took another way than the one that was read, or is this computer's.
     */
    private boolean behind(ChainClient.Block latest, Trust trust) throws SQLException {
        List<LedgerStore.Mark> marks = store.marks();
        if (marks.isEmpty()
                || latest.number() >= marks.getFirst().block()
                || trust instanceof Trust.OwnNode) {
            return false;
        }
        return marks.stream()
                .filter(mark -> mark.block() == latest.number())
                .allMatch(mark -> mark.hash().equals(latest.hash()));
    }

    /** Rows read when nobody could prove them are read again, once each time a ledger is opened. */
    private void readUnprovenAgain(Trust trust) throws SQLException {
        if (trust.verified() && !lookedBack) {
            lookedBack = true;
            Optional<Long> oldest = store.oldestUnproven();
            if (oldest.isPresent()) {
                store.withdraw(oldest.get() - 1);
            }
        }
    }

    /** The newest marked block that the chain still has; without one, where all begins. */
    private long agreed(long latest) throws SQLException, ChainFailedException {
        for (LedgerStore.Mark mark : store.marks()) {
            Optional<ChainClient.Block> block = chain.block(mark.block());
            if (block.isPresent() && block.get().hash().equals(mark.hash())) {
                return mark.block();
            }
        }
        return beginning(latest);
    }

    /**
     * The last block before anybody registered, found by its time: a public chain has millions of
     * blocks before, and reading all their logs would take hours.
     */
    private long beginning(long latest) throws ChainFailedException {
        long started = registry.startedAt();
        if (started == 0) {
            return latest;
        }
        long low = 0;
        long high = latest;
        while (low < high) {
            long middle = (low + high) >>> 1;
            if (timestamp(middle) < started) {
                low = middle + 1;
            } else {
                high = middle;
            }
        }
        return Math.max(0, low - 1);
    }

    private long timestamp(long number) throws ChainFailedException {
        return chain.block(number)
                .orElseThrow(() ->
                        new ChainFailedException(
                                "Block " + number + " is gone; the chain changed meanwhile."))
                .timestamp();
    }

    private List<Stored> events(EventReader.Range range) throws ChainFailedException, SQLException {
        boolean proven = range.trust().verified();
        Map<Long, Instant> times = new HashMap<>();
        Map<Long, Integer> tickets = new HashMap<>(store.tickets());
        List<Stored> events = new ArrayList<>();
        for (Pool.Event event : range.pool()) {
            if (event instanceof Pool.Event.Claimed claimed && claimed.owner().equals(owner)) {
                events.add(
                        stored(
                                Kind.CLAIMED,
                                claimed.position(),
                                times,
                                claimed.epoch(),
                                0,
                                claimed.amount(),
                                0));
            }
        }
        for (Registry.Event event : range.registry()) {
            switch (event) {
                case Registry.Event.Registered e -> {
                    if (e.owner().equals(owner)) {
                        tickets.put(e.nodeId(), e.tickets());
                        events.add(staked(e.position(), times, e.nodeId(), e.tickets(), 0));
                    }
                }
                case Registry.Event.TicketsAdded e -> {
                    Integer before = tickets.get(e.nodeId());
                    if (before != null) {
                        tickets.put(e.nodeId(), e.tickets());
                        events.add(staked(e.position(), times, e.nodeId(), e.tickets(), before));
                    }
                }
                case Registry.Event.Left e -> {
                    if (tickets.containsKey(e.nodeId())) {
                        events.add(
                                stored(Kind.LEFT, e.position(), times, 0, e.nodeId(), Wei.ZERO, 0));
                    }
                }
                case Registry.Event.Withdrawn e -> {
                    if (tickets.containsKey(e.nodeId())) {
                        events.add(
                                stored(
                                        Kind.WITHDRAWN,
                                        e.position(),
                                        times,
                                        0,
                                        e.nodeId(),
                                        e.amount(),
                                        0));
                    }
                }
                case Registry.Event.KeyReplaced _, Registry.Event.PayoutSet _ -> {
                    // Neither moves tokens.
                }
            }
        }
        return proven ? events.stream().map(Stored::asProven).toList() : events;
    }

    private Stored staked(
            LogPosition at, Map<Long, Instant> times, long node, int tickets, int before)
            throws ChainFailedException {
        BigInteger stake =
                network.stakePerTicket().value().multiply(BigInteger.valueOf(tickets - before));
        return stored(Kind.STAKED, at, times, 0, node, new Wei(stake), tickets);
    }

    private Stored stored(
            Kind kind,
            LogPosition at,
            Map<Long, Instant> times,
            long epoch,
            long node,
            Wei amount,
            int tickets)
            throws ChainFailedException {
        Instant time = times.get(at.block());
        if (time == null) {
            time = Instant.ofEpochSecond(timestamp(at.block()));
            times.put(at.block(), time);
        }
        Hash32 transaction = at.transaction();
        return new Stored(
                new LedgerRow(
                        kind,
                        time,
                        at.block(),
                        transaction,
                        at.logIndex(),
                        epoch,
                        node,
                        amount,
                        false),
                at.blockHash(),
                tickets);
    }

    private void refresh() throws SQLException {
        rows.set(List.copyOf(store.rows()));
    }

    private static LedgerFailedException failed(Exception e) {
        return new LedgerFailedException(
                "The reward ledger cannot be read or written: " + e.getMessage() + ".", e);
    }

    @Override
    public void close() throws LedgerFailedException {
        try {
            store.close();
        } catch (SQLException e) {
            throw failed(e);
        }
    }
}
