package hearth.network.settlement;

import hearth.kernel.Address;
import hearth.kernel.Wei;
import hearth.network.score.Ppm;
import hearth.network.settlement.Books.HeldPay;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HashMap;

/** The {@link Books} on disk; only the newest are kept. */
public final class BooksTable {
    /** The tables, for the database that keeps them; with those of {@link EpochBook}. */
    public static final String SCHEMA =
            EpochBook.SCHEMA
                    + NodeLines.SCHEMA
                    + """
                    CREATE TABLE books(one INTEGER PRIMARY KEY CHECK(one = 1),
                      epoch INTEGER NOT NULL, carry TEXT NOT NULL);
                    CREATE TABLE books_owed(owner BLOB PRIMARY KEY, amount TEXT NOT NULL);
                    CREATE TABLE books_held(epoch INTEGER NOT NULL, owner BLOB NOT NULL,
                      amount TEXT NOT NULL, PRIMARY KEY(epoch, owner));
                    CREATE TABLE books_standing(node INTEGER PRIMARY KEY,
                      smoothed INTEGER NOT NULL, consecutive INTEGER NOT NULL,
                      presence TEXT NOT NULL);
                    """;

    /**
     * How long a node is watched, for a database of before. Who has nothing verified since a wrong
     * answer, or since it joined, is.
     */
    public static final String WATCHED =
            """
            ALTER TABLE books_standing ADD COLUMN watched INTEGER NOT NULL DEFAULT 0;
            UPDATE books_standing SET watched = 7 WHERE consecutive = 0;
            ALTER TABLE closed_nodes ADD COLUMN watched INTEGER NOT NULL DEFAULT 0;
            """;

    private BooksTable() {}

    /** Reads the books in the caller's transaction; empty ones before the first epoch. */
    public static Books read(Connection connection) throws SQLException {
        var owed = new HashMap<Address, Wei>();
        var held = new ArrayList<HeldPay>();
        var standing = new HashMap<Long, Standing>();
        try (var statement = connection.createStatement()) {
            try (var row = statement.executeQuery("SELECT owner, amount FROM books_owed")) {
                while (row.next()) {
                    owed.put(Address.of(row.getBytes(1)), Wei.parse(row.getString(2)));
                }
            }
            try (var row = statement.executeQuery("SELECT epoch, owner, amount FROM books_held")) {
                while (row.next()) {
                    held.add(
                            new HeldPay(
                                    row.getLong(1),
                                    Address.of(row.getBytes(2)),
                                    Wei.parse(row.getString(3))));
                }
            }
            try (var row =
                    statement.executeQuery(
                            "SELECT node, smoothed, consecutive, watched, presence FROM"
                                    + " books_standing")) {
                while (row.next()) {
                    standing.put(
                            row.getLong(1),
                            new Standing(
                                    new Ppm(row.getInt(2)),
                                    row.getLong(3),
                                    row.getInt(4),
                                    PresenceText.read(row.getString(5))));
                }
            }
            try (var row = statement.executeQuery("SELECT epoch, carry FROM books")) {
                return row.next()
                        ? new Books(
                                row.getLong(1), Wei.parse(row.getString(2)), owed, held, standing)
                        : Books.EMPTY;
            }
        }
    }

    /** Replaces the books in the caller's transaction. */
    public static void write(Connection connection, Books books) throws SQLException {
        try (var statement = connection.createStatement()) {
            for (var table : new String[] {"books", "books_owed", "books_held", "books_standing"}) {
                statement.execute("DELETE FROM " + table);
            }
        }
        try (var insert = connection.prepareStatement("INSERT INTO books VALUES(1,?,?)")) {
            insert.setLong(1, books.epoch());
            insert.setString(2, books.carry().value().toString());
            insert.executeUpdate();
        }
        try (var insert = connection.prepareStatement("INSERT INTO books_owed VALUES(?,?)")) {
            for (var owed : books.cumulative().entrySet()) {
                insert.setBytes(1, owed.getKey().bytes());
                insert.setString(2, owed.getValue().value().toString());
                insert.executeUpdate();
            }
        }
        try (var insert = connection.prepareStatement("INSERT INTO books_held VALUES(?,?,?)")) {
            for (var held : books.held()) {
                insert.setLong(1, held.epoch());
                insert.setBytes(2, held.owner().bytes());
                insert.setString(3, held.amount().value().toString());
                insert.executeUpdate();
            }
        }
        try (var insert =
                connection.prepareStatement(
                        "INSERT INTO books_standing(node, smoothed, consecutive, watched, presence)"
                                + " VALUES(?,?,?,?,?)")) {
            for (var node : books.standing().entrySet()) {
                insert.setLong(1, node.getKey());
                insert.setInt(2, node.getValue().smoothed().value());
                insert.setLong(3, node.getValue().consecutiveVerified());
                insert.setInt(4, node.getValue().watched());
                insert.setString(5, PresenceText.write(node.getValue().presence()));
                insert.executeUpdate();
            }
        }
    }
}
