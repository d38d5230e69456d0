package hearth.monitors.energy;

import hearth.kernel.Database;
import hearth.kernel.DatabaseFailedException;
import hearth.kernel.Quality;

import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The energy that a machine and its workers used, kept on disk: minutes for a month, quarters of an
 * hour for good. Quarters, because every time zone and every price series fits them.
 *
 * <p>Readings are gathered in memory and written by {@link #save}, all of a save or nothing, and a
 * finished save survives a power cut. What a crash takes is what came since the last save; the next
 * start finds the time of the last saved reading and marks the stretch as a gap, or closes it with
 * the meter's register.
 */
public final class EnergyLedger implements AutoCloseable {
    /** Minutes older than this many days are dropped; their quarters stay. */
    private static final int MINUTE_DAYS = 31;

    /** What was learned of idle changes slowly: with every tenth save is often enough. */
    private static final int IDLE_EVERY = 10;

    private static final long QUARTER_MINUTES = 15;
    private static final long QUARTER_MILLIS = QUARTER_MINUTES * 60_000;

    private final Database database;
    private final InstantSource time;
    private final IdleSeen idle;
    private final Integrator integrator;
    private final Map<Key, long[]> energy = new HashMap<>();
    private final Map<WorkKey, long[]> work = new HashMap<>();
    private final List<Gap> gaps = new ArrayList<>();

    private long saves;

    private record Key(long minute, String part, Quality quality) {}

    private record WorkKey(long quarter, String worker) {}

    private EnergyLedger(Database database, InstantSource time) throws SQLException {
        this.database = database;
        this.time = time;
        idle = new IdleSeen();
        var before = database.inTransaction(LedgerRows::lastReading);
        database.inTransaction(connection -> {
            idle.load(connection);
            return true;
        });
        integrator = new Integrator(before.orElse(null), this::take, gaps::add);
    }

    /** Opens or makes the file; a damaged one is moved aside. */
    public static EnergyLedger open(Path file, InstantSource time) throws DatabaseFailedException {
        var database = Database.open(file, Database.Durability.FULL, LedgerRows.SCHEMA, time);
        try {
            return new EnergyLedger(database, time);
        } catch (SQLException e) {
            throw new DatabaseFailedException(
                    "The energy ledger " + file + " cannot be read: " + e.getMessage(), e);
        }
    }

    /** Where a damaged predecessor was put. */
    public Optional<Path> movedAside() {
        return database.movedAside();
    }

    /** The idle watts seen with one meter; taken in by {@code add} of the result. */
    public synchronized IdleWatts idle(String source) {
        return idle.of(source);
    }

    private void take(Slice slice) {
        var sums =
                energy.computeIfAbsent(
                        new Key(slice.minute(), slice.part(), slice.quality()), _ -> new long[4]);
        sums[0] += slice.microjoules();
        sums[1] += slice.solar();
        sums[2] += slice.millis();
        sums[3] += slice.imitable() ? slice.microjoules() : 0;
    }

    /** Takes a reading in; it is on disk with the next {@link #save}. */
    public synchronized void add(EnergySample sample) {
        integrator.add(sample);
    }

    /**
     * Takes in what a worker did since it was told last.
     *
     * @param units finished, 0 or more
     * @param millis that passed
     */
    public synchronized void add(String worker, long units, long millis, boolean paused) {
        var sums =
                work.computeIfAbsent(
                        new WorkKey(Math.floorDiv(time.millis(), QUARTER_MILLIS), worker),
                        _ -> new long[3]);
        sums[0] += units;
        sums[paused ? 2 : 1] += millis;
    }

    /** Writes what was gathered. Blocks on the disk; after a failure the next call tries again. */
    public synchronized void save() throws SQLException {
        var last = integrator.lastReading();
        var kept =
                database.inTransaction(connection -> {
                    write(connection);
                    if (last != null) {
                        LedgerRows.lastReading(connection, last);
                    }
                    if (saves % IDLE_EVERY == 0) {
                        idle.save(connection);
                    }
                    LedgerRows.dropMinutes(
                            connection,
                            Math.floorDiv(time.millis(), 60_000) - MINUTE_DAYS * 24L * 60);
                    return true;
                });
        if (kept) {
            saves++;
            energy.clear();
            work.clear();
            gaps.clear();
        }
    }

    private void write(Connection connection) throws SQLException {
        var parts = new PartIds(connection);
        try (var minutes = LedgerRows.addTo(connection, "energy_minute");
                var quarters = LedgerRows.addTo(connection, "energy_quarter")) {
            for (var entry : energy.entrySet()) {
                var key = entry.getKey();
                long part = parts.of(key.part());
                LedgerRows.add(minutes, key.minute(), part, key.quality(), entry.getValue());
                LedgerRows.add(
                        quarters,
                        Math.floorDiv(key.minute(), QUARTER_MINUTES),
                        part,
                        key.quality(),
                        entry.getValue());
            }
        }
        for (var entry : work.entrySet()) {
            LedgerRows.addWork(
                    connection,
                    entry.getKey().quarter(),
                    parts.of(Parts.worker(entry.getKey().worker())),
                    entry.getValue());
        }
        for (var gap : gaps) {
            LedgerRows.addGap(connection, gap);
        }
    }

    /**
     * Energy by quarter of an hour, part and quality; what was not saved yet is in it, so that a
     * key may come twice.
     *
     * @param from at the quarter's begin, inclusive
     * @param to exclusive
     */
    public synchronized List<Usage> quarters(Instant from, Instant to) throws SQLException {
        return usages("energy_quarter", QUARTER_MINUTES, from, to);
    }

    /** The same by minute, as far back as minutes are kept. */
    public synchronized List<Usage> minutes(Instant from, Instant to) throws SQLException {
        return usages("energy_minute", 1, from, to);
    }

    private List<Usage> usages(String table, long minutes, Instant from, Instant to)
            throws SQLException {
        long millis = minutes * 60_000;
        var usages =
                database.inTransaction(
                        connection -> LedgerRows.usages(connection, table, millis, from, to));
        energy.forEach((key, sums) -> {
            var begin =
                    Instant.ofEpochMilli(Math.floorDiv(key.minute(), minutes) * minutes * 60_000);
            if (begin.isBefore(to) && begin.plusMillis(millis).isAfter(from)) {
                usages.add(
                        new Usage(
                                begin,
                                key.part(),
                                key.quality(),
                                sums[0],
                                sums[1],
                                sums[2],
                                sums[3]));
            }
        });
        return usages;
    }

    /** What workers did, by quarter of an hour. */
    public synchronized List<Work> work(Instant from, Instant to) throws SQLException {
        var found =
                database.inTransaction(
                        connection -> LedgerRows.work(connection, QUARTER_MILLIS, from, to));
        work.forEach((key, sums) -> {
            var begin = Instant.ofEpochMilli(key.quarter() * QUARTER_MILLIS);
            if (begin.isBefore(to) && begin.plusMillis(QUARTER_MILLIS).isAfter(from)) {
                found.add(new Work(begin, key.worker(), sums[0], sums[1], sums[2]));
            }
        });
        return found;
    }

    /** The gaps that touch a stretch. */
    public synchronized List<Gap> gaps(Instant from, Instant to) throws SQLException {
        var found = database.inTransaction(connection -> LedgerRows.gaps(connection, from, to));
        gaps.stream()
                .filter(gap -> gap.to().isAfter(from) && gap.from().isBefore(to))
                .forEach(found::add);
        return found;
    }

    /** Since when anything is known; empty before the first saved reading. */
    public synchronized Optional<Instant> begin() throws SQLException {
        return database.inTransaction(connection ->
                LedgerRows.firstQuarter(connection)
                        .map(quarter -> Instant.ofEpochMilli(quarter * QUARTER_MILLIS)));
    }

    /** The file, for what is kept beside energy: prices, rules' history. */
    public Database database() {
        return database;
    }

    /** Saves and closes. */
    @Override
    public synchronized void close() throws SQLException {
        try {
            saves = 0;
            save();
        } finally {
            database.close();
        }
    }
}
