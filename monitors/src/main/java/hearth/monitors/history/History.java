package hearth.monitors.history;

import hearth.kernel.DatabaseFailedException;
import hearth.kernel.ReadOnlyState;
import hearth.kernel.Reading;
import hearth.kernel.State;
import hearth.monitors.history.HistoryFile.Named;
import hearth.monitors.history.HistoryFile.Place;
import hearth.monitors.history.HistoryFile.Tail;

import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import java.io.ByteArrayOutputStream;
import java.nio.BufferUnderflowException;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeSet;
import java.util.concurrent.locks.ReentrantLock;

/**
 * The past of every series, in the tiers of {@link Tier}.
 *
 * <p>{@link #add} only touches memory; {@link #flush} writes and belongs on the one writer thread,
 * every {@link #FLUSH_SECONDS} seconds. A killed process loses what was added since the last flush;
 * a power cut may lose up to the last ten minutes. A full disk stops the writing, not the history:
 * it goes on in memory, {@link #saved} says so, and the next flush that works writes what was held.
 */
public final class History implements AutoCloseable {
    /** How often {@link #flush} should be called. */
    public static final int FLUSH_SECONDS = 10;

    private static final Logger LOG = LoggerFactory.getLogger(History.class);
    private static final int MOST_SERIES = 65_535;

    /** A clock that jumped may be wrong: nothing is thrown away until it was steady for so long. */
    private static final int STEADY_SECONDS = 600;

    private static final int JUMP_SECONDS = 300;

    private final ReentrantLock lock = new ReentrantLock();
    private final ReentrantLock writing = new ReentrantLock();
    private final InstantSource time;
    private final HistoryFile file;
    private final State<Reading<Instant>> saved;
    private final Map<String, Lane> lanes = new LinkedHashMap<>();
    private final Map<String, Named> known = new LinkedHashMap<>();
    private final List<Named> unsavedSeries = new ArrayList<>();
    private final PendingBlocks pending;
    private long lastSecond = Long.MIN_VALUE;
    private long currentBlock = Long.MIN_VALUE;
    private long unflushedFrom = Long.MAX_VALUE;
    private int steadyFor;
    private volatile boolean failing;

    private History(HistoryFile file, InstantSource time) throws SQLException {
        this.file = file;
        this.time = time;
        pending = new PendingBlocks(file);
        saved = new State<>(Reading.missing(time.instant(), "nothing was saved yet"));
        for (var named : file.series()) {
            known.put(named.name(), named);
        }
        restore();
    }

    /**
     * Opens or makes the file.
     *
     * @throws DatabaseFailedException when it cannot be used, with a sentence for the user
     */
    public static History open(Path path, InstantSource time) throws DatabaseFailedException {
        var file = new HistoryFile(path, time);
        try {
            return new History(file, time);
        } catch (SQLException e) {
            throw new DatabaseFailedException(
                    "The history " + path + " cannot be read: " + e.getMessage(), e);
        }
    }

    /** Where a damaged predecessor was put while opening. */
    public Optional<Path> movedAside() {
        return file.movedAside();
    }

    /** When history was last saved, or why it cannot be. */
    public ReadOnlyState<Reading<Instant>> saved() {
        return saved;
    }

    /** The names of all series, sorted. */
    public List<String> series() {
        lock.lock();
        try {
            return List.copyOf(new TreeSet<>(known.keySet()));
        } finally {
            lock.unlock();
        }
    }

    /** What each tier takes in the file; reads all of it, so not for every day. */
    public List<HistoryFootprint> footprint() throws SQLException {
        var tiers = new ArrayList<HistoryFootprint>();
        for (var tier : Tier.values()) {
            tiers.add(file.footprint(tier));
        }
        return tiers;
    }

    /** Adds what was measured at one time; what is not in the map, or not finite, is a gap. */
    public void add(Instant at, Map<String, Double> values) {
        long second = at.getEpochSecond();
        lock.lock();
        try {
            boolean jumped =
                    lastSecond != Long.MIN_VALUE && Math.abs(second - lastSecond) > JUMP_SECONDS;
            steadyFor = jumped ? 0 : Math.min(steadyFor + 1, STEADY_SECONDS);
            long block = Tier.SECOND.blockOf(second);
            if (block != currentBlock) {
                turn();
                currentBlock = block;
                unflushedFrom = Long.MAX_VALUE;
            }
            for (var entry : values.entrySet()) {
                if (Double.isFinite(entry.getValue())) {
                    var lane = lane(entry.getKey());
                    if (lane != null) {
                        lane.add(second, entry.getValue());
                    }
                }
            }
            unflushedFrom = Math.min(unflushedFrom, second);
            lastSecond = second;
        } finally {
            lock.unlock();
        }
    }

    private void turn() {
        for (var lane : lanes.values()) {
            lane.keep(Tier.SECOND);
            lane.keep(Tier.TEN_SECONDS);
        }
    }

    private @Nullable Lane lane(String name) {
        var lane = lanes.get(name);
        if (lane == null) {
            var named = known.get(name);
            if (named == null) {
                if (known.size() >= MOST_SERIES) {
                    return null;
                }
                named = new Named(known.size() + 1, name, Precision.of(name));
                known.put(name, named);
                unsavedSeries.add(named);
            }
            lane = new Lane(named.id(), named.precision(), pending);
            lanes.put(name, lane);
        }
        return lane;
    }

    /** Writes what is not on disk yet. Blocks on the disk; a failure shows in {@link #saved}. */
    public void flush() {
        writing.lock();
        try {
            List<Named> series;
            Map<Place, byte[]> blocks;
            Optional<Tail> tail;
            Map<Tier, Long> oldest;
            long block;
            long second;
            lock.lock();
            try {
                series = List.copyOf(unsavedSeries);
                blocks = pending.copy();
                tail = tail();
                oldest = blocks.isEmpty() ? Map.of() : oldest();
                block = currentBlock;
                second = lastSecond;
            } finally {
                lock.unlock();
            }
            if (!blocks.isEmpty() || tail.isPresent()) {
                write(series, blocks, tail, second, block, oldest);
            }
        } finally {
            writing.unlock();
        }
    }

    private void write(
            List<Named> series,
            Map<Place, byte[]> blocks,
            Optional<Tail> tail,
            long second,
            long block,
            Map<Tier, Long> oldest) {
        try {
            file.write(series, blocks, tail, second, block, oldest);
            lock.lock();
            try {
                unsavedSeries.removeAll(series);
                pending.written(blocks);
                if (tail.isPresent() && currentBlock == block) {
                    unflushedFrom =
                            lastSecond > tail.get().last() ? tail.get().last() + 1 : Long.MAX_VALUE;
                }
            } finally {
                lock.unlock();
            }
            if (failing) {
                LOG.info("history is being saved again");
                failing = false;
            }
            saved.set(Reading.counted(time.instant(), time.instant()));
        } catch (SQLException e) {
            var why = HistoryFile.reason(e);
            if (!failing) {
                failing = true;
                LOG.warn("history cannot be saved: {} ({})", why, e.getMessage());
            }
            saved.set(Reading.missing(time.instant(), why));
            lock.lock();
            try {
                pending.bound();
            } finally {
                lock.unlock();
            }
        }
    }

    /** Lets tests fill the disk. */
    void limitPages(long pages) throws SQLException {
        file.limitPages(pages);
    }

    private Map<Tier, Long> oldest() {
        if (steadyFor < STEADY_SECONDS) {
            return Map.of();
        }
        var oldest = new EnumMap<Tier, Long>(Tier.class);
        for (var tier : Tier.values()) {
            long second = lastSecond - tier.kept().toSeconds();
            oldest.put(tier, tier.blockOf(tier.slotOf(second)));
        }
        return oldest;
    }

    private Optional<Tail> tail() {
        if (unflushedFrom > lastSecond) {
            return Optional.empty();
        }
        int from = Tier.SECOND.indexOf(unflushedFrom);
        int to = Tier.SECOND.indexOf(lastSecond) + 1;
        var out = new ByteArrayOutputStream();
        for (var lane : lanes.values()) {
            var block = lane.open(Tier.SECOND);
            if (block != null && block.number() == currentBlock && block.anyIn(from, to)) {
                byte[] packed = block.pack(from, to);
                out.writeBytes(
                        ByteBuffer.allocate(6)
                                .putInt(lane.series())
                                .putShort((short) packed.length)
                                .array());
                out.writeBytes(packed);
            }
        }
        return Optional.of(
                new Tail(
                        currentBlock,
                        unflushedFrom,
                        lastSecond,
                        ByteBuffer.wrap(out.toByteArray())));
    }

    /** Reads the unfinished seconds back and brings the coarser tiers up to them. */
    private void restore() throws SQLException {
        var names = new LinkedHashMap<Integer, Named>();
        known.values().forEach(named -> names.put(named.id(), named));
        for (var tail : file.tails()) {
            currentBlock = tail.block();
            lastSecond = tail.last();
            try {
                var data = tail.data();
                while (data.hasRemaining()) {
                    var named = names.get(data.getInt());
                    byte[] packed = new byte[Short.toUnsignedInt(data.getShort())];
                    data.get(packed);
                    var lane = named == null ? null : lane(named.name());
                    if (lane != null) {
                        var block = lane.turnTo(Tier.SECOND, tail.first());
                        block.unpack(
                                packed,
                                Tier.SECOND.indexOf(tail.first()),
                                Tier.SECOND.indexOf(tail.last()) + 1);
                        block.changed(true);
                    }
                }
            } catch (BufferUnderflowException | IllegalArgumentException e) {
                LOG.warn("some of the last seconds of the history could not be read", e);
            }
        }
        for (var tier : List.of(Tier.TEN_SECONDS, Tier.MINUTE, Tier.HOUR)) {
            new RollForward(file, tier, named -> lane(named.name())).run(names);
        }
    }

    /**
     * A stretch of a series in at most {@code maxPoints} points. Blocks on the disk.
     *
     * @param from the first moment, inclusive
     * @param to the last moment, exclusive
     * @throws SQLException when the file cannot be read
     */
    public HistorySeries query(String series, Instant from, Instant to, int maxPoints)
            throws SQLException {
        if (maxPoints < 1 || !to.isAfter(from)) {
            throw new IllegalArgumentException("from " + from + " to " + to + ", " + maxPoints);
        }
        var query = HistoryQuery.plan(from, to, maxPoints, time.instant());
        Named named;
        var open = new LinkedHashMap<Long, byte[]>();
        lock.lock();
        try {
            named = known.get(series);
            if (named != null) {
                takeFromMemory(named, lanes.get(series), query, open);
            }
        } finally {
            lock.unlock();
        }
        if (named == null) {
            return query.result(series);
        }
        var blocks = file.blocks(named.id(), query.tier(), query.firstBlock(), query.lastBlock());
        blocks.putAll(open);
        for (var entry : blocks.entrySet()) {
            var block = new Block(query.tier(), entry.getKey());
            try {
                block.unpack(entry.getValue());
            } catch (IllegalArgumentException e) {
                LOG.warn("a block of {} cannot be read: a gap", series, e);
            }
            Lane.points(block, named.precision(), query::point);
        }
        return query.result(series);
    }

    private void takeFromMemory(
            Named named, @Nullable Lane lane, HistoryQuery query, Map<Long, byte[]> into) {
        for (long number = query.firstBlock(); number <= query.lastBlock(); number++) {
            var held = pending.held(new Place(named.id(), query.tier(), number));
            if (held != null) {
                into.put(number, held);
            }
        }
        if (lane != null) {
            var block = lane.open(query.tier());
            if (block != null
                    && block.number() >= query.firstBlock()
                    && block.number() <= query.lastBlock()) {
                into.put(block.number(), block.pack());
            }
            lane.unfinished(query.tier(), query::point);
        }
    }

    /** Saves everything and closes the file. */
    @Override
    public void close() throws SQLException {
        lock.lock();
        try {
            lanes.values().forEach(Lane::keepAll);
        } finally {
            lock.unlock();
        }
        flush();
        file.close();
    }
}
