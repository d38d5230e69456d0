package hearth.monitors.history;

import hearth.kernel.Database;
import hearth.kernel.DatabaseFailedException;

import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The SQLite file: a table per tier whose rows are packed blocks, and the unfinished seconds. */
final class HistoryFile implements AutoCloseable {
    private static final int SERIES_BITS = 16;

    /** Keys grow with time, so that pages fill from the left and leave whole. */
    private static final List<String> MIGRATIONS =
            List.of(
                    """
                    CREATE TABLE series(
                      id INTEGER PRIMARY KEY,
                      name TEXT NOT NULL UNIQUE,
                      step REAL NOT NULL,
                      relative REAL NOT NULL);
                    CREATE TABLE tier_second(key INTEGER PRIMARY KEY, data BLOB NOT NULL);
                    CREATE TABLE tier_ten_seconds(key INTEGER PRIMARY KEY, data BLOB NOT NULL);
                    CREATE TABLE tier_minute(key INTEGER PRIMARY KEY, data BLOB NOT NULL);
                    CREATE TABLE tier_hour(key INTEGER PRIMARY KEY, data BLOB NOT NULL);
                    CREATE TABLE tail(
                      seq INTEGER PRIMARY KEY,
                      block INTEGER NOT NULL,
                      first INTEGER NOT NULL,
                      last INTEGER NOT NULL,
                      data BLOB NOT NULL);
                    """);

    private final Database database;

    /** A series as the file knows it. */
    record Named(int id, String name, Precision precision) {}

    /** Seconds {@code first} to {@code last} of several series, inside one block. */
    record Tail(long block, long first, long last, ByteBuffer data) {}

    /** Where a block belongs. */
    record Place(int series, Tier tier, long number) {
        long packed() {
            return (number << SERIES_BITS) | series;
        }
    }

    HistoryFile(Path file, InstantSource time) throws DatabaseFailedException {
        database = Database.open(file, Database.Durability.NORMAL, MIGRATIONS, time);
    }

    Optional<Path> movedAside() {
        return database.movedAside();
    }

    private static String table(Tier tier) {
        return switch (tier) {
            case SECOND -> "tier_second";
            case TEN_SECONDS -> "tier_ten_seconds";
            case MINUTE -> "tier_minute";
            case HOUR -> "tier_hour";
        };
    }

    List<Named> series() throws SQLException {
        return database.inTransaction(connection -> {
            var found = new ArrayList<Named>();
            try (var statement = connection.createStatement();
                    var rows =
                            statement.executeQuery("SELECT id, name, step, relative FROM series")) {
                while (rows.next()) {
                    found.add(
                            new Named(
                                    rows.getInt(1),
                                    rows.getString(2),
                                    new Precision(rows.getDouble(3), rows.getDouble(4))));
                }
            }
            return found;
        });
    }

    List<Tail> tails() throws SQLException {
        return database.inTransaction(connection -> {
            var found = new ArrayList<Tail>();
            try (var statement = connection.createStatement();
                    var rows =
                            statement.executeQuery(
                                    "SELECT block, first, last, data FROM tail"
                                            + " ORDER BY seq")) {
                while (rows.next()) {
                    found.add(
                            new Tail(
                                    rows.getLong(1),
                                    rows.getLong(2),
                                    rows.getLong(3),
                                    ByteBuffer.wrap(rows.getBytes(4))));
                }
            }
            return found;
        });
    }

    Optional<byte[]> block(Place key) throws SQLException {
        return database.inTransaction(connection -> {
            try (var statement =
                    connection.prepareStatement(
                            "SELECT data FROM " + table(key.tier()) + " WHERE key = ?")) {
                statement.setLong(1, key.packed());
                try (var rows = statement.executeQuery()) {
                    return rows.next() ? Optional.of(rows.getBytes(1)) : Optional.<byte[]>empty();
                }
            }
        });
    }

    /** The blocks of one series in a range of numbers, in order. */
    Map<Long, byte[]> blocks(int series, Tier tier, long from, long to) throws SQLException {
        return database.inTransaction(connection -> {
            var found = new LinkedHashMap<Long, byte[]>();
            try (var statement =
                    connection.prepareStatement(
                            "SELECT data FROM " + table(tier) + " WHERE key = ?")) {
                for (long number = from; number <= to; number++) {
                    statement.setLong(1, new Place(series, tier, number).packed());
                    try (var rows = statement.executeQuery()) {
                        if (rows.next()) {
                            found.put(number, rows.getBytes(1));
                        }
                    }
                }
            }
            return found;
        });
    }

    /** Counts a tier; reads all of it. */
    HistoryFootprint footprint(Tier tier) throws SQLException {
        return database.inTransaction(connection -> {
            long blocks = 0;
            long points = 0;
            long bytes = 0;
            try (var statement = connection.createStatement();
                    var rows = statement.executeQuery("SELECT data FROM " + table(tier))) {
                while (rows.next()) {
                    var data = rows.getBytes(1);
                    var block = new Block(tier, 0);
                    block.unpack(data);
                    blocks++;
                    points += block.count();
                    bytes += data.length;
                }
            }
            return new HistoryFootprint(tier, blocks, points, bytes);
        });
    }

    /** The numbers of the newest and oldest block of each series in a tier. */
    Map<Integer, long[]> extent(Tier tier) throws SQLException {
        return database.inTransaction(connection -> {
            var found = new LinkedHashMap<Integer, long[]>();
            try (var statement = connection.createStatement();
                    var rows =
                            statement.executeQuery(
                                    "SELECT key & 65535, min(key) >> 16, max(key) >> 16"
                                            + " FROM "
                                            + table(tier)
                                            + " GROUP BY 1")) {
                while (rows.next()) {
                    found.put(rows.getInt(1), new long[] {rows.getLong(2), rows.getLong(3)});
                }
            }
            return found;
        });
    }

    /**
     * Writes all of it or nothing.
     *
     * @param currentBlock tails of other blocks are dropped: their blocks are among those written
     * @param oldest for each tier the first block that is kept; nothing leaves without an entry
     */
    void write(
            List<Named> series,
            Map<Place, byte[]> blocks,
            Optional<Tail> tail,
            long currentBlock,
            Map<Tier, Long> oldest)
            throws SQLException {
        database.inTransaction(connection -> {
            writeSeries(connection, series);
            for (var block : blocks.entrySet()) {
                try (var statement =
                        connection.prepareStatement(
                                "INSERT OR REPLACE INTO "
                                        + table(block.getKey().tier())
                                        + "(key, data) VALUES(?, ?)")) {
                    statement.setLong(1, block.getKey().packed());
                    statement.setBytes(2, block.getValue());
                    statement.executeUpdate();
                }
            }
            try (var statement = connection.prepareStatement("DELETE FROM tail WHERE block <> ?")) {
                statement.setLong(1, currentBlock);
                statement.executeUpdate();
            }
            if (tail.isPresent()) {
                writeTail(connection, tail.get());
            }
            for (var entry : oldest.entrySet()) {
                try (var statement =
                        connection.prepareStatement(
                                "DELETE FROM " + table(entry.getKey()) + " WHERE key < ?")) {
                    statement.setLong(1, entry.getValue() << SERIES_BITS);
                    statement.executeUpdate();
                }
            }
            return connection;
        });
    }

    private static void writeSeries(Connection connection, List<Named> series) throws SQLException {
        for (var named : series) {
            try (var statement =
                    connection.prepareStatement(
                            "INSERT OR IGNORE INTO series(id, name, step, relative)"
                                    + " VALUES(?, ?, ?, ?)")) {
                statement.setInt(1, named.id());
                statement.setString(2, named.name());
                statement.setDouble(3, named.precision().step());
                statement.setDouble(4, named.precision().relative());
                statement.executeUpdate();
            }
        }
    }

    private static void writeTail(Connection connection, Tail tail) throws SQLException {
        try (var statement =
                connection.prepareStatement(
                        "INSERT INTO tail(block, first, last, data) VALUES(?, ?, ?, ?)")) {
            statement.setLong(1, tail.block());
            statement.setLong(2, tail.first());
            statement.setLong(3, tail.last());
            statement.setBytes(4, tail.data().array());
            statement.executeUpdate();
        }
    }

    /** Makes SQLite refuse to grow beyond so many pages, as a full disk does. */
    void limitPages(long pages) throws SQLException {
        database.inTransaction(connection -> {
            try (var statement = connection.createStatement()) {
                statement.execute("PRAGMA max_page_count=" + pages);
            }
            return connection;
        });
    }

    @Override
    public void close() throws SQLException {
        database.close();
    }
}
