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
                    """,
                    // A block that still grows would split the pages of those that are finished.
                    "CREATE TABLE open_block(key INTEGER PRIMARY KEY, data BLOB NOT NULL);\n");

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

        /** Its key among the open blocks of all tiers. */
        long open() {
            return packed() << 2 | mark(tier);
        }

        boolean openAt(long second) {
            return number >= tier.blockOf(tier.slotOf(second));
        }
    }

    HistoryFile(Path file, InstantSource time) throws DatabaseFailedException {
        database =
                Database.open(
                        file, Database.Durability.NORMAL, MIGRATIONS, time, HistoryFile::series);
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

    private static int mark(Tier tier) {
        return switch (tier) {
            case SECOND -> 0;
            case TEN_SECONDS -> 1;
            case MINUTE -> 2;
            case HOUR -> 3;
        };
    }

    List<Named> series() throws SQLException {
        return database.inTransaction(HistoryFile::series);
    }

    /** Without their precision nothing of the blocks can be read. */
    private static List<Named> series(Connection connection) throws SQLException {
        var found = new ArrayList<Named>();
        try (var statement = connection.createStatement();
                var rows = statement.executeQuery("SELECT id, name, step, relative FROM series")) {
            while (rows.next()) {
                found.add(
                        new Named(
                                rows.getInt(1),
                                rows.getString(2),
                                new Precision(rows.getDouble(3), rows.getDouble(4))));
            }
        } catch (IllegalArgumentException e) {
            throw Database.damage("a series' " + e.getMessage());
        }
        return found;
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

    Optional<byte[]> block(Place place) throws SQLException {
        long number = place.number();
        return Optional.ofNullable(
                blocks(place.series(), place.tier(), number, number).get(number));
    }

    /** The blocks of one series in a range of numbers, in order. */
    Map<Long, byte[]> blocks(int series, Tier tier, long from, long to) throws SQLException {
        return database.inTransaction(connection -> {
            var found = new LinkedHashMap<Long, byte[]>();
            // The open form is the newer one where there are both.
            try (var statement =
                    connection.prepareStatement(
                            "SELECT coalesce((SELECT data FROM open_block WHERE key = ?),"
                                    + " (SELECT data FROM "
                                    + table(tier)
                                    + " WHERE key = ?))")) {
                for (long number = from; number <= to; number++) {
                    var place = new Place(series, tier, number);
                    statement.setLong(1, place.open());
                    statement.setLong(2, place.packed());
                    try (var rows = statement.executeQuery()) {
                        var data = rows.next() ? rows.getBytes(1) : null;
                        if (data != null) {
                            found.put(number, data);
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
                    var rows =
                            statement.executeQuery(
                                    "SELECT data FROM open_block WHERE key & 3 = "
                                            + mark(tier)
                                            + " UNION ALL SELECT data FROM "
                                            + table(tier)
                                            + " WHERE key NOT IN (SELECT key >> 2 FROM"
                                            + " open_block WHERE key & 3 = "
                                            + mark(tier)
                                            + ")")) {
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
                                            + " FROM (SELECT key FROM "
                                            + table(tier)
                                            + " UNION ALL SELECT key >> 2 FROM open_block"
                                            + " WHERE key & 3 = "
                                            + mark(tier)
                                            + ") GROUP BY 1")) {
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
     * @param second the last one that was added: blocks that it or later ones fall into still grow
     * @param currentBlock tails of other blocks are dropped: their blocks are among those written
     * @param oldest for each tier the first block that is kept; nothing leaves without an entry
     */
    void write(
            List<Named> series,
            Map<Place, byte[]> blocks,
            Optional<Tail> tail,
            long second,
            long currentBlock,
            Map<Tier, Long> oldest)
            throws SQLException {
        database.inTransaction(connection -> {
            writeSeries(connection, series);
            for (var block : blocks.entrySet()) {
                writeBlock(connection, block.getKey(), block.getValue(), second);
            }
            try (var statement = connection.prepareStatement("DELETE FROM tail WHERE block <> ?")) {
                statement.setLong(1, currentBlock);
                statement.executeUpdate();
            }
            if (tail.isPresent()) {
                writeTail(connection, tail.get());
            }
            for (var entry : oldest.entrySet()) {
                forget(connection, entry.getKey(), entry.getValue());
            }
            return connection;
        });
    }

    private static void writeBlock(Connection connection, Place place, byte[] data, long second)
            throws SQLException {
        boolean open = place.openAt(second);
        try (var statement =
                connection.prepareStatement(
                        "INSERT OR REPLACE INTO "
                                + (open ? "open_block" : table(place.tier()))
                                + "(key, data) VALUES(?, ?)")) {
            statement.setLong(1, open ? place.open() : place.packed());
            statement.setBytes(2, data);
            statement.executeUpdate();
        }
        if (!open) {
            try (var statement =
                    connection.prepareStatement("DELETE FROM open_block WHERE key = ?")) {
                statement.setLong(1, place.open());
                statement.executeUpdate();
            }
        }
    }

    private static void forget(Connection connection, Tier tier, long oldest) throws SQLException {
        try (var statement =
                connection.prepareStatement("DELETE FROM " + table(tier) + " WHERE key < ?")) {
            statement.setLong(1, oldest << SERIES_BITS);
            statement.executeUpdate();
        }
        try (var statement =
                connection.prepareStatement(
                        "DELETE FROM open_block WHERE key & 3 = ? AND key >> 18 < ?")) {
            statement.setInt(1, mark(tier));
            statement.setLong(2, oldest);
            statement.executeUpdate();
        }
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

    /** Why it does not take something, for people. */
    static String reason(SQLException e) {
        return switch (e.getErrorCode() & 0xff) {
            case 13 -> "the disk is full: history is kept in memory until there is room";
            case 10 -> "the disk gives errors: history is kept in memory";
            case 8 -> "the history file is read only: history is kept in memory";
            default -> "the history file does not take it: " + e.getMessage();
        };
    }
}
