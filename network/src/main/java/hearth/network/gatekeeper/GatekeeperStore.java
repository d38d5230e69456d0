package hearth.network.gatekeeper;

import hearth.kernel.Address;
import hearth.kernel.Database;
import hearth.kernel.DatabaseFailedException;
import hearth.kernel.Hash32;
import hearth.network.settlement.BooksTable;
import hearth.network.settlement.Delivery;
import hearth.network.work.Ack;
import hearth.network.work.Heartbeat;
import hearth.network.work.Signed;
import hearth.network.work.Submission;
import hearth.network.work.SubmitOutcome.Reason;
import hearth.network.work.TicketHolder;
import hearth.network.work.Verdict;
import hearth.network.work.Wire;
import hearth.network.work.WorkReceipt;

import java.nio.file.Path;
import java.security.SecureRandom;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * A gatekeeper's records. What it has said to anybody was on disk before; writing the same again
 * changes nothing.
 */
public final class GatekeeperStore implements AutoCloseable {
    /** Receipts and rounds are kept for this many epochs, for those who settle by themselves. */
    static final int KEPT_EPOCHS = 14;

    private static final String RECEIPTS =
            "SELECT digest, receipt, opening, ack, state, reason, sentence, checked, reveal_ack,"
                    + " voided FROM receipts";

    private static final String SCHEMA =
            """
            CREATE TABLE secret(one INTEGER PRIMARY KEY CHECK(one = 1), value BLOB NOT NULL);
            CREATE TABLE epochs(epoch INTEGER PRIMARY KEY, opened INTEGER NOT NULL,
              closed INTEGER NOT NULL);
            CREATE TABLE tickets(epoch INTEGER NOT NULL, node INTEGER NOT NULL,
              owner BLOB NOT NULL, node_key BLOB NOT NULL, tickets INTEGER NOT NULL,
              PRIMARY KEY(epoch, node)) WITHOUT ROWID;
            CREATE TABLE receipts(node INTEGER NOT NULL, epoch INTEGER NOT NULL,
              round INTEGER NOT NULL, digest BLOB NOT NULL, receipt BLOB NOT NULL,
              opening BLOB NOT NULL, ack BLOB, state TEXT NOT NULL, reason TEXT NOT NULL,
              sentence TEXT NOT NULL, checked INTEGER NOT NULL,
              PRIMARY KEY(node, epoch, round, digest));
            CREATE TABLE heartbeats(node INTEGER NOT NULL, epoch INTEGER NOT NULL,
              round INTEGER NOT NULL, message BLOB NOT NULL,
              PRIMARY KEY(node, epoch, round)) WITHOUT ROWID;
            CREATE TABLE verdicts(receipt BLOB NOT NULL, unit BLOB NOT NULL,
              epoch INTEGER NOT NULL, message BLOB NOT NULL,
              PRIMARY KEY(receipt, unit)) WITHOUT ROWID;
            """;

    /** Receipts are held first and opened later. */
    private static final String OPENED_LATER = "ALTER TABLE receipts ADD COLUMN reveal_ack BLOB;";

    /** Replicas are compared, and results kept for comparing later ones. */
    private static final String COMPARED =
            "ALTER TABLE receipts ADD COLUMN voided INTEGER NOT NULL DEFAULT 0;\n"
                    + RoundRows.COMPARED;

    /** Findings of wrong work go to the chain. */
    private static final String CONDEMNED =
            "ALTER TABLE verdicts ADD COLUMN posted INTEGER NOT NULL DEFAULT 0;";

    /** How far a receipt has come. */
    enum State {
        /** Held; its answers are not known yet. */
        COMMITTED,
        /** Opened; its sample is not computed yet. */
        PENDING,
        ACCEPTED,
        REFUSED,
        /** Another receipt for a round that has one: both are void. */
        SECOND
    }

    /**
     * A receipt as kept.
     *
     * @param reason why it was refused; empty unless it was
     * @param checked units of it that were computed again
     * @param voided units of it that could not be decided: unpaid, without blame
     */
    record Kept(
            Hash32 digest,
            Delivery delivery,
            State state,
            Optional<Reason> reason,
            String sentence,
            int checked,
            int voided) {
        WorkReceipt receipt() {
            return delivery.submission().receipt().message();
        }

        /** The same, decided. */
        Kept decided(State outcome, Optional<Reason> why, String text, int computed) {
            return new Kept(digest, delivery, outcome, why, text, computed, voided);
        }

        /** The same, with undecided units. */
        Kept voided(int units) {
            return new Kept(digest, delivery, state, reason, sentence, checked, units);
        }

        /** Units that count when it is accepted. */
        int units() {
            return receipt().count() - voided;
        }
    }

    /** An epoch as kept. */
    record EpochRow(long epoch, Instant opened, boolean closed) {}

    private final Database database;

    private GatekeeperStore(Database database) {
        this.database = database;
    }

    /**
     * Opens or makes the records.
     *
     * @throws DatabaseFailedException when the file cannot be used
     */
    public static GatekeeperStore open(Path file, InstantSource time)
            throws DatabaseFailedException {
        return new GatekeeperStore(
                Database.open(
                        file,
                        Database.Durability.FULL,
                        List.of(
                                SCHEMA + RoundRows.SCHEMA + BooksTable.SCHEMA,
                                OPENED_LATER,
                                COMPARED,
                                CONDEMNED,
                                RoundRows.BY_MODEL,
                                BooksTable.WATCHED,
                                RoundRows.CONSENTED,
                                CouncilRows.SCHEMA),
                        time));
    }

    /** The file, for the epoch book that lies in it. */
    public Database database() {
        return database;
    }

    /** A random secret of this gatekeeper, made once: nobody can foresee its samples. */
    Hash32 secret() throws SQLException {
        return database.inTransaction(connection -> {
            byte[] fresh = new byte[32];
            new SecureRandom().nextBytes(fresh);
            try (var insert =
                    connection.prepareStatement("INSERT OR IGNORE INTO secret VALUES(1, ?)")) {
                insert.setBytes(1, fresh);
                insert.executeUpdate();
            }
            try (var select = connection.createStatement();
                    var row = select.executeQuery("SELECT value FROM secret")) {
                return row.next() ? Hash32.of(row.getBytes(1)) : Hash32.of(fresh);
            }
        });
    }

    /** The newest epoch. */
    Optional<EpochRow> newestEpoch() throws SQLException {
        return database.inTransaction(connection -> {
            try (var select = connection.createStatement();
                    var row =
                            select.executeQuery(
                                    "SELECT epoch, opened, closed FROM epochs ORDER BY"
                                            + " epoch DESC LIMIT 1")) {
                return row.next()
                        ? Optional.of(
                                new EpochRow(
                                        row.getLong(1),
                                        Instant.ofEpochMilli(row.getLong(2)),
                                        row.getInt(3) != 0))
                        : Optional.empty();
            }
        });
    }

    /** Opens an epoch with its frozen tickets. */
    void openEpoch(long epoch, Instant now, List<TicketHolder> tickets) throws SQLException {
        database.inTransaction(connection -> {
            try (var insert = connection.prepareStatement("INSERT INTO epochs VALUES(?,?,0)")) {
                insert.setLong(1, epoch);
                insert.setLong(2, now.toEpochMilli());
                insert.executeUpdate();
            }
            try (var insert =
                    connection.prepareStatement("INSERT INTO tickets VALUES(?,?,?,?,?)")) {
                for (var holder : tickets) {
                    insert.setLong(1, epoch);
                    insert.setLong(2, holder.nodeId());
                    insert.setBytes(3, holder.owner().bytes());
                    insert.setBytes(4, holder.key().bytes());
                    insert.setInt(5, holder.tickets());
                    insert.executeUpdate();
                }
            }
            return true;
        });
    }

    /** The tickets as frozen for an epoch. */
    List<TicketHolder> tickets(long epoch) throws SQLException {
        return list(
                "SELECT node, owner, node_key, tickets FROM tickets WHERE epoch = ? ORDER BY node",
                GatekeeperStore::holder,
                epoch);
    }

    /** The nodes of the epochs before one, as far back as they are kept. */
    List<TicketHolder> ticketsBefore(long epoch) throws SQLException {
        return list(
                "SELECT DISTINCT node, owner, node_key, tickets FROM tickets WHERE epoch < ?",
                GatekeeperStore::holder,
                epoch);
    }

    private static TicketHolder holder(ResultSet row) throws SQLException {
        return new TicketHolder(
                row.getLong(1),
                Address.of(row.getBytes(2)),
                Address.of(row.getBytes(3)),
                row.getInt(4));
    }

    /** Marks an epoch closed in the caller's transaction, and forgets what nobody asks for. */
    static void closeEpoch(Connection connection, long epoch) throws SQLException {
        try (var statement = connection.createStatement()) {
            statement.execute("UPDATE epochs SET closed = 1 WHERE epoch = " + epoch);
            long oldest = epoch - KEPT_EPOCHS;
            for (var table : List.of("tickets", "receipts", "heartbeats", "verdicts", "rounds")) {
                statement.execute("DELETE FROM " + table + " WHERE epoch <= " + oldest);
            }
        }
    }

    /** Marks an epoch closed, and forgets what nobody asks for. */
    void end(long epoch) throws SQLException {
        database.inTransaction(connection -> {
            closeEpoch(connection, epoch);
            return true;
        });
    }

    /** Keeps a receipt that was just handed in. */
    void keep(Hash32 digest, Signed<WorkReceipt> signed, Optional<Signed<Ack>> ack, State state)
            throws SQLException {
        var receipt = signed.message();
        database.inTransaction(connection -> {
            try (var insert =
                    connection.prepareStatement(
                            "INSERT OR IGNORE INTO receipts VALUES"
                                    + "(?,?,?,?,?,x'',?,?,'','',0,NULL,0)")) {
                insert.setLong(1, receipt.nodeId());
                insert.setLong(2, receipt.epoch());
                insert.setInt(3, receipt.round());
                insert.setBytes(4, digest.bytes());
                insert.setBytes(5, Wire.encode(signed));
                insert.setBytes(6, ack.map(Wire::encode).orElse(null));
                insert.setString(7, state.name());
                return insert.executeUpdate();
            }
        });
    }

    /** Keeps the opening of a held receipt. */
    void open(Hash32 digest, Submission submission, Signed<Ack> ack) throws SQLException {
        database.inTransaction(connection -> {
            try (var update =
                    connection.prepareStatement(
                            "UPDATE receipts SET opening=?, reveal_ack=?, state=?"
                                    + " WHERE epoch=? AND digest=? AND state=?")) {
                update.setBytes(1, submission.opening());
                update.setBytes(2, Wire.encode(ack));
                update.setString(3, State.PENDING.name());
                update.setLong(4, submission.receipt().message().epoch());
                update.setBytes(5, digest.bytes());
                update.setString(6, State.COMMITTED.name());
                return update.executeUpdate();
            }
        });
    }

    /** Notes the outcome of a receipt's check, with the findings in the same transaction. */
    void decide(Kept decided, List<Signed<Verdict>> verdicts) throws SQLException {
        decide(decided, verdicts, decided.receipt().epoch());
    }

    /** The same with findings of a later epoch about a receipt of an earlier one. */
    void decide(Kept decided, List<Signed<Verdict>> verdicts, long found) throws SQLException {
        long epoch = decided.receipt().epoch();
        database.inTransaction(connection -> {
            for (var verdict : verdicts) {
                FindingRows.insert(connection, verdict, found);
            }
            try (var update =
                    connection.prepareStatement(
                            "UPDATE receipts SET state=?, reason=?, sentence=?, checked=?,"
                                    + " voided=?"
                                    + " WHERE epoch=? AND digest=?")) {
                update.setString(1, decided.state().name());
                update.setString(2, decided.reason().map(Reason::name).orElse(""));
                update.setString(3, decided.sentence());
                update.setInt(4, decided.checked());
                update.setInt(5, decided.voided());
                update.setLong(6, epoch);
                update.setBytes(7, decided.digest().bytes());
                return update.executeUpdate();
            }
        });
    }

    /** What was found of wrong work. */
    FindingRows findings() {
        return new FindingRows(database);
    }

    /** An epoch's receipts. */
    List<Kept> receipts(long epoch) throws SQLException {
        return list(RECEIPTS + " WHERE epoch = ?", GatekeeperStore::kept, epoch);
    }

    /** What a node handed in for a round. */
    List<Kept> receipts(long epoch, int round, long node) throws SQLException {
        return list(
                RECEIPTS + " WHERE epoch = ? AND round = ? AND node = ?",
                GatekeeperStore::kept,
                epoch,
                round,
                node);
    }

    private static Kept kept(ResultSet row) throws SQLException {
        var acks = new ArrayList<Signed<Ack>>();
        for (int column : new int[] {4, 9}) {
            byte[] ack = row.getBytes(column);
            if (ack != null) {
                acks.add(Wire.ack(ack));
            }
        }
        var reason = row.getString(6);
        return new Kept(
                Hash32.of(row.getBytes(1)),
                new Delivery(new Submission(Wire.receipt(row.getBytes(2)), row.getBytes(3)), acks),
                State.valueOf(row.getString(5)),
                reason.isEmpty() ? Optional.empty() : Optional.of(Reason.valueOf(reason)),
                row.getString(7),
                row.getInt(8),
                row.getInt(10));
    }

    /** Keeps a heartbeat; the first of a node and round stays. True when it is that one. */
    boolean keep(Signed<Heartbeat> heartbeat) throws SQLException {
        var message = heartbeat.message();
        return database.inTransaction(connection -> {
            try (var insert =
                    connection.prepareStatement(
                            "INSERT OR IGNORE INTO heartbeats VALUES(?,?,?,?)")) {
                insert.setLong(1, message.nodeId());
                insert.setLong(2, message.epoch());
                insert.setInt(3, message.round());
                insert.setBytes(4, Wire.encode(heartbeat));
                return insert.executeUpdate() == 1;
            }
        });
    }

    /** An epoch's heartbeats, in the order of rounds. */
    List<Signed<Heartbeat>> heartbeats(long epoch) throws SQLException {
        return list(
                "SELECT message FROM heartbeats WHERE epoch = ? ORDER BY round",
                row -> Wire.heartbeat(row.getBytes(1)),
                epoch);
    }

    private <T> List<T> list(String sql, Rows.Row<T> read, long... parameters) throws SQLException {
        return Rows.list(database, sql, read, parameters);
    }

    @Override
    public void close() throws SQLException {
        database.close();
    }
}
