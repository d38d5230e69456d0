package hearth.wallet.internal;

import hearth.kernel.Address;
import hearth.kernel.Database;
import hearth.kernel.DatabaseFailedException;
import hearth.kernel.Hash32;
import hearth.kernel.Wei;
import hearth.network.Intent;
import hearth.wallet.LedgerRow;
import hearth.wallet.SentTransfer;

import java.nio.file.Path;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** The ledger's file: rows by event, the blocks up to which the chain was read, transfers. */
public final class LedgerStore implements AutoCloseable {
    private static final int MARKS_KEPT = 300;
    private static final List<String> MIGRATIONS =
            List.of(
                    """
                    CREATE TABLE event (
                      book TEXT NOT NULL, tx TEXT NOT NULL, log_index INTEGER NOT NULL,
                      kind TEXT NOT NULL, at INTEGER NOT NULL, block INTEGER NOT NULL,
                      block_hash TEXT NOT NULL, epoch INTEGER NOT NULL, node INTEGER NOT NULL,
                      amount TEXT NOT NULL, tickets INTEGER NOT NULL,
                      PRIMARY KEY (book, tx, log_index)
                    ) STRICT, WITHOUT ROWID;
                    CREATE INDEX event_by_block ON event (book, block);
                    CREATE TABLE mark (
                      book TEXT NOT NULL, block INTEGER NOT NULL, hash TEXT NOT NULL,
                      PRIMARY KEY (book, block)
                    ) STRICT, WITHOUT ROWID;
                    """,
                    """
                    ALTER TABLE event ADD COLUMN proven INTEGER NOT NULL DEFAULT 0;
                    """,
                    """
                    CREATE TABLE transfer (
                      book TEXT NOT NULL, tx TEXT NOT NULL, at INTEGER NOT NULL,
                      block INTEGER NOT NULL, coin TEXT NOT NULL, receiver TEXT NOT NULL,
                      amount TEXT NOT NULL, fee TEXT NOT NULL,
                      PRIMARY KEY (book, tx)
                    ) STRICT, WITHOUT ROWID;
                    """);

    private final Database database;
    private final String book;

    private LedgerStore(Database database, String book) {
        this.database = database;
        this.book = book;
    }

    /**
     * Opens the file; a damaged one is moved aside and begun anew.
     *
     * @param book which owner on which chain the rows are of
     */
    public static LedgerStore open(Path file, String book, InstantSource time)
            throws DatabaseFailedException {
        return new LedgerStore(
                Database.open(file, Database.Durability.FULL, MIGRATIONS, time), book);
    }

    /** Where a damaged file was put. */
    public Optional<Path> movedAside() {
        return database.movedAside();
    }

    /**
     * A row with what only the store needs.
     *
     * @param blockHash of the block that it is in
     * @param tickets that the node has after it, 0 where that does not matter
     */
    public record Stored(LedgerRow row, Hash32 blockHash, int tickets) {
        /** The same row, proven. */
        public Stored asProven() {
            return new Stored(row.asProven(), blockHash, tickets);
        }
    }

    /** A block up to which everything was read. */
    public record Mark(long block, Hash32 hash) {}

    /** The marks, newest first. */
    public List<Mark> marks() throws SQLException {
        return database.inTransaction(connection -> {
            List<Mark> marks = new ArrayList<>();
            try (PreparedStatement query =
                    connection.prepareStatement(
                            "SELECT block, hash FROM mark WHERE book = ?"
                                    + " ORDER BY block DESC")) {
                query.setString(1, book);
                try (ResultSet rows = query.executeQuery()) {
                    while (rows.next()) {
                        marks.add(new Mark(rows.getLong(1), new Hash32(rows.getString(2))));
                    }
                }
            }
            return marks;
        });
    }

    /** Forgets everything after a block, because the chain took another way there. */
    public int withdraw(long after) throws SQLException {
        return database.inTransaction(connection -> {
            run(connection, "DELETE FROM mark WHERE book = ? AND block > ?", after);
            return run(connection, "DELETE FROM event WHERE book = ? AND block > ?", after);
        });
    }

    /** Adds events and the mark up to which was read, all or nothing. Known events are kept. */
    public int add(List<Stored> events, Mark mark) throws SQLException {
        return database.inTransaction(connection -> {
            int added = 0;
            try (PreparedStatement insert =
                    connection.prepareStatement(
                            "INSERT INTO event VALUES (?,?,?,?,?,?,?,?,?,?,?,?)"
                                    + " ON CONFLICT DO NOTHING")) {
                for (Stored event : events) {
                    bind(insert, event);
                    added += insert.executeUpdate();
                }
            }
            try (PreparedStatement insert =
                    connection.prepareStatement("INSERT OR REPLACE INTO mark VALUES (?,?,?)")) {
                insert.setString(1, book);
                insert.setLong(2, mark.block());
                insert.setString(3, mark.hash().hex());
                insert.executeUpdate();
            }
            run(
                    connection,
                    "DELETE FROM mark WHERE book = ?1 AND block NOT IN"
                            + " (SELECT block FROM mark WHERE book = ?1"
                            + " ORDER BY block DESC LIMIT ?2)",
                    MARKS_KEPT);
            return added;
        });
    }

    private void bind(PreparedStatement insert, Stored event) throws SQLException {
        LedgerRow row = event.row();
        insert.setString(1, book);
        insert.setString(2, row.transaction().hex());
        insert.setLong(3, row.logIndex());
        insert.setString(4, row.kind().name());
        insert.setLong(5, row.at().getEpochSecond());
        insert.setLong(6, row.block());
        insert.setString(7, event.blockHash().hex());
        insert.setLong(8, row.epoch());
        insert.setLong(9, row.node());
        insert.setString(10, row.amount().value().toString());
        insert.setInt(11, event.tickets());
        insert.setInt(12, row.proven() ? 1 : 0);
    }

    private int run(Connection connection, String sql, long argument) throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement(sql)) {
            statement.setString(1, book);
            statement.setLong(2, argument);
            return statement.executeUpdate();
        }
    }

    /** All rows, newest first. */
    public List<LedgerRow> rows() throws SQLException {
        return database.inTransaction(connection -> {
            List<LedgerRow> found = new ArrayList<>();
            try (PreparedStatement query =
                    connection.prepareStatement(
                            "SELECT kind, at, block, tx, log_index, epoch, node, amount, proven"
                                    + " FROM event WHERE book = ?"
                                    + " ORDER BY block DESC, log_index DESC")) {
                query.setString(1, book);
                try (ResultSet rows = query.executeQuery()) {
                    while (rows.next()) {
                        found.add(row(rows));
                    }
                }
            }
            return found;
        });
    }

    private static LedgerRow row(ResultSet rows) throws SQLException {
        return new LedgerRow(
                LedgerRow.Kind.valueOf(rows.getString(1)),
                Instant.ofEpochSecond(rows.getLong(2)),
                rows.getLong(3),
                new Hash32(rows.getString(4)),
                rows.getLong(5),
                rows.getLong(6),
                rows.getLong(7),
                Wei.parse(rows.getString(8)),
                rows.getInt(9) == 1);
    }

    /** Keeps a transfer that is final; one that is known stays as it is. */
    public void add(SentTransfer sent) throws SQLException {
        database.inTransaction(connection -> {
            try (PreparedStatement insert =
                    connection.prepareStatement(
                            "INSERT INTO transfer VALUES (?,?,?,?,?,?,?,?)"
                                    + " ON CONFLICT DO NOTHING")) {
                insert.setString(1, book);
                insert.setString(2, sent.transaction().hex());
                insert.setLong(3, sent.at().getEpochSecond());
                insert.setLong(4, sent.block());
                insert.setString(5, sent.transfer().coin().name());
                insert.setString(6, sent.transfer().receiver().hex());
                insert.setString(7, sent.transfer().amount().value().toString());
                insert.setString(8, sent.fee().value().toString());
                return insert.executeUpdate();
            }
        });
    }

    /** The transfers that are final, newest first. */
    public List<SentTransfer> transfers() throws SQLException {
        return database.inTransaction(connection -> {
            List<SentTransfer> found = new ArrayList<>();
            try (PreparedStatement query =
                    connection.prepareStatement(
                            "SELECT at, block, tx, coin, receiver, amount, fee FROM transfer"
                                    + " WHERE book = ? ORDER BY block DESC, tx")) {
                query.setString(1, book);
                try (ResultSet rows = query.executeQuery()) {
                    while (rows.next()) {
                        found.add(transfer(rows));
                    }
                }
            }
            return found;
        });
    }

    private static SentTransfer transfer(ResultSet rows) throws SQLException {
        return new SentTransfer(
                Instant.ofEpochSecond(rows.getLong(1)),
                rows.getLong(2),
                new Hash32(rows.getString(3)),
                new Intent.Transfer(
                        Intent.Coin.valueOf(rows.getString(4)),
                        new Address(rows.getString(5)),
                        Wei.parse(rows.getString(6))),
                Wei.parse(rows.getString(7)));
    }

    /** The oldest block with a row that was not proven. */
    public Optional<Long> oldestUnproven() throws SQLException {
        return database.inTransaction(connection -> {
            try (PreparedStatement query =
                    connection.prepareStatement(
                            "SELECT block FROM event WHERE book = ? AND proven = 0"
                                    + " ORDER BY block LIMIT 1")) {
                query.setString(1, book);
                try (ResultSet rows = query.executeQuery()) {
                    return rows.next() ? Optional.of(rows.getLong(1)) : Optional.empty();
                }
            }
        });
    }

    /** The tickets that each node of this owner had last. */
    public Map<Long, Integer> tickets() throws SQLException {
        return database.inTransaction(connection -> {
            Map<Long, Integer> tickets = new TreeMap<>();
            try (PreparedStatement query =
                    connection.prepareStatement(
                            "SELECT node, tickets FROM event WHERE book = ?"
                                    + " AND kind = 'STAKED' ORDER BY block, log_index")) {
                query.setString(1, book);
                try (ResultSet rows = query.executeQuery()) {
                    while (rows.next()) {
                        tickets.put(rows.getLong(1), rows.getInt(2));
                    }
                }
            }
            return tickets;
        });
    }

    @Override
    public void close() throws SQLException {
        database.close();
    }
}
