package hearth.agent;

import hearth.kernel.Database;
import hearth.kernel.DatabaseFailedException;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import java.nio.file.Path;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;

/**
 * What became of each round that this node had work in, for the operator's eyes; the newest 60,000
 * rounds. What is signed and what is paid is kept elsewhere: losing this file loses no coin.
 */
final class RoundLog implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(RoundLog.class);
    private static final int KEPT = 60_000;
    private static final List<String> SCHEMA =
            List.of(
                    """
                    CREATE TABLE rounds(
                      network TEXT NOT NULL, epoch INTEGER NOT NULL, round INTEGER NOT NULL,
                      at INTEGER NOT NULL, units INTEGER NOT NULL, rerun INTEGER NOT NULL,
                      outcome TEXT NOT NULL, receipt TEXT NOT NULL, text TEXT NOT NULL,
                      PRIMARY KEY(network, epoch, round));
                    """,
                    // What rounds no longer kept one by one had in them: sums that never fall.
                    """
                    CREATE TABLE forgotten(
                      network TEXT PRIMARY KEY, assigned INTEGER NOT NULL,
                      verified INTEGER NOT NULL, refused INTEGER NOT NULL,
                      missed INTEGER NOT NULL, rerun INTEGER NOT NULL);
                    """);

    private static final String SUMS =
            "coalesce(sum(units),0), coalesce(sum(CASE outcome WHEN 'ACCEPTED' THEN units END),0),"
                    + " coalesce(sum(CASE outcome WHEN 'REFUSED' THEN units END),0),"
                    + " coalesce(sum(CASE outcome WHEN 'MISSED' THEN units END),0),"
                    + " coalesce(sum(rerun),0)";
    private static final String OLD = "rowid<=(SELECT max(rowid) FROM rounds)-" + KEPT;

    /** How a round ended for this node. */
    enum Outcome {
        ACCEPTED,
        REFUSED,
        MISSED
    }

    /**
     * One round.
     *
     * @param units assigned to this node
     * @param rerun how many the gatekeeper computed again
     * @param receipt digest, empty when none was handed in
     * @param text one sentence for the operator
     */
    record Line(
            long epoch,
            int round,
            Instant at,
            int units,
            int rerun,
            Outcome outcome,
            String receipt,
            String text) {}

    /** Sums over rounds. */
    record Totals(long assigned, long verified, long refused, long missed, long rerun) {
        private Totals plus(Totals other) {
            return new Totals(
                    assigned + other.assigned,
                    verified + other.verified,
                    refused + other.refused,
                    missed + other.missed,
                    rerun + other.rerun);
        }

        private static Totals of(Line line) {
            long units = line.units();
            return new Totals(
                    units,
                    line.outcome() == Outcome.ACCEPTED ? units : 0,
                    line.outcome() == Outcome.REFUSED ? units : 0,
                    line.outcome() == Outcome.MISSED ? units : 0,
                    line.rerun());
        }
    }

    private final Database database;
    private final String network;
    private volatile Totals ever;

    /**
     * @param network a name of the network's chain, so that a reset practice network begins anew
     */
    RoundLog(Path file, String network, InstantSource time) throws DatabaseFailedException {
        this.network = network;
        database = Database.open(file, Database.Durability.NORMAL, SCHEMA, time);
        try {
            ever =
                    sums("SELECT " + SUMS + " FROM rounds WHERE network=?", _ -> {})
                            .plus(
                                    sums(
                                            "SELECT coalesce(sum(assigned),0),"
                                                    + " coalesce(sum(verified),0),"
                                                    + " coalesce(sum(refused),0),"
                                                    + " coalesce(sum(missed),0),"
                                                    + " coalesce(sum(rerun),0)"
                                                    + " FROM forgotten WHERE network=?",
                                            _ -> {}));
        } catch (SQLException e) {
            throw new DatabaseFailedException(
                    "The database " + file + " cannot be read: " + e.getMessage() + ".", e);
        }
    }

    synchronized void add(Line line) {
        try {
            boolean fresh = database.inTransaction(connection -> insert(connection, line));
            if (fresh) {
                ever = ever.plus(Totals.of(line));
            }
        } catch (SQLException e) {
            LOG.warn("a round could not be kept for display: {}", e.getMessage());
        }
    }

    private boolean insert(Connection connection, Line line) throws SQLException {
        try (var insert =
                        connection.prepareStatement(
                                "INSERT OR IGNORE INTO rounds VALUES(?,?,?,?,?,?,?,?,?)");
                var statement = connection.createStatement()) {
            insert.setString(1, network);
            insert.setLong(2, line.epoch());
            insert.setInt(3, line.round());
            insert.setLong(4, line.at().toEpochMilli());
            insert.setInt(5, line.units());
            insert.setInt(6, line.rerun());
            insert.setString(7, line.outcome().name());
            insert.setString(8, line.receipt());
            insert.setString(9, line.text());
            boolean fresh = insert.executeUpdate() > 0;
            statement.executeUpdate(
                    "INSERT INTO forgotten SELECT network, "
                            + SUMS
                            + " FROM rounds WHERE "
                            + OLD
                            + " GROUP BY network ON CONFLICT(network) DO UPDATE SET"
                            + " assigned=assigned+excluded.assigned,"
                            + " verified=verified+excluded.verified,"
                            + " refused=refused+excluded.refused, missed=missed+excluded.missed,"
                            + " rerun=rerun+excluded.rerun");
            statement.executeUpdate("DELETE FROM rounds WHERE " + OLD);
            return fresh;
        }
    }

    /** The rounds of one epoch, in order. */
    List<Line> of(long epoch) throws SQLException {
        return list(
                "SELECT * FROM rounds WHERE network=? AND epoch=? ORDER BY round",
                query -> query.setLong(2, epoch));
    }

    /** The newest rounds, newest first. */
    List<Line> newest(int most) throws SQLException {
        return list(
                "SELECT * FROM rounds WHERE network=? ORDER BY epoch DESC, round DESC LIMIT ?",
                query -> query.setInt(2, most));
    }

    /** The first round whose work was accepted; empty before it. */
    List<Line> firstAccepted() throws SQLException {
        return list(
                "SELECT * FROM rounds WHERE network=? AND outcome=? ORDER BY epoch, round LIMIT 1",
                query -> query.setString(2, Outcome.ACCEPTED.name()));
    }

    /** Sums over one epoch, as far back as rounds are kept one by one. */
    Totals totals(long epoch) throws SQLException {
        return sums(
                "SELECT " + SUMS + " FROM rounds WHERE network=? AND epoch=?",
                query -> query.setLong(2, epoch));
    }

    /** Sums since this node joined; never fall. */
    Totals ever() {
        return ever;
    }

    private Totals sums(String sql, Fill fill) throws SQLException {
        return database.inTransaction(connection -> {
            try (var query = connection.prepareStatement(sql)) {
                query.setString(1, network);
                fill.in(query);
                try (var row = query.executeQuery()) {
                    row.next();
                    return new Totals(
                            row.getLong(1),
                            row.getLong(2),
                            row.getLong(3),
                            row.getLong(4),
                            row.getLong(5));
                }
            }
        });
    }

    /** Fills a query's second place. */
    @FunctionalInterface
    private interface Fill {
        void in(PreparedStatement query) throws SQLException;
    }

    private List<Line> list(String sql, Fill fill) throws SQLException {
        return database.inTransaction(connection -> {
            try (var query = connection.prepareStatement(sql)) {
                query.setString(1, network);
                fill.in(query);
                var lines = new ArrayList<Line>();
                try (var row = query.executeQuery()) {
                    while (row.next()) {
                        lines.add(line(row));
                    }
                }
                return lines;
            }
        });
    }

    private static Line line(ResultSet row) throws SQLException {
        return new Line(
                row.getLong("epoch"),
                row.getInt("round"),
                Instant.ofEpochMilli(row.getLong("at")),
                row.getInt("units"),
                row.getInt("rerun"),
                Outcome.valueOf(row.getString("outcome")),
                row.getString("receipt"),
                row.getString("text"));
    }

    @Override
    public void close() throws SQLException {
        database.close();
    }
}
