package hearth.network.work;

import hearth.kernel.Database;
import hearth.kernel.DatabaseFailedException;
import hearth.kernel.Hash32;

import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;

/**
 * What this node has signed, written to disk before the signature is made: after a crash, a copy of
 * the directory or a second start it gives the same receipt for a round or none.
 */
public final class NodeJournal implements AutoCloseable {
    private static final int KEPT_EPOCHS = 32;
    private static final String SCHEMA =
            """
            CREATE TABLE signed(
              kind TEXT NOT NULL, node INTEGER NOT NULL, epoch INTEGER NOT NULL,
              round INTEGER NOT NULL, digest BLOB NOT NULL,
              PRIMARY KEY(kind, node, epoch, round)) WITHOUT ROWID;
            CREATE TABLE handed_in(
              node INTEGER NOT NULL, epoch INTEGER NOT NULL, round INTEGER NOT NULL,
              receipt BLOB NOT NULL, opening BLOB NOT NULL,
              PRIMARY KEY(node, epoch, round));
            CREATE TABLE low_water(one INTEGER PRIMARY KEY CHECK(one = 1), epoch INTEGER NOT NULL);
            """;

    private final Database database;

    private NodeJournal(Database database) {
        this.database = database;
    }

    /**
     * Opens or makes the journal.
     *
     * @throws DatabaseFailedException when the file cannot be used
     */
    public static NodeJournal open(Path file, InstantSource time) throws DatabaseFailedException {
        return new NodeJournal(
                Database.open(file, Database.Durability.FULL, List.of(SCHEMA), time));
    }

    /** Where a damaged journal was put while opening; then {@link #refuseUpTo} is due. */
    public Optional<Path> movedAside() {
        return database.movedAside();
    }

    /**
     * Signs nothing for this epoch and those before it, ever: for a journal that was restored or
     * lost, with the chain's epoch.
     *
     * @throws WorkFailedException when it cannot be written
     */
    public void refuseUpTo(long epoch) throws WorkFailedException {
        inTransaction(connection -> {
            try (var insert =
                    connection.prepareStatement(
                            "INSERT INTO low_water VALUES(1, ?) ON CONFLICT(one) DO UPDATE"
                                    + " SET epoch = max(epoch, excluded.epoch)")) {
                insert.setLong(1, epoch);
                return insert.executeUpdate();
            }
        });
    }

    /**
     * Notes that a digest is about to be signed.
     *
     * @throws WorkFailedException when another digest was signed for the same node, epoch and
     *     round, or when it cannot be written: then nothing may be signed
     */
    void reserve(String kind, long node, long epoch, int round, TypedDigest digest)
            throws WorkFailedException {
        boolean same = inTransaction(on -> reserve(on, kind, node, epoch, round, digest.digest()));
        if (!same) {
            throw new WorkFailedException(
                    "This node has already signed something else for epoch "
                            + epoch
                            + ", round "
                            + round
                            + "; a second signature would void both, so it was not made.");
        }
    }

    private static boolean reserve(
            Connection connection, String kind, long node, long epoch, int round, Hash32 digest)
            throws SQLException {
        try (var low = connection.createStatement();
                var row = low.executeQuery("SELECT epoch FROM low_water")) {
            if (row.next() && epoch <= row.getLong(1)) {
                return false;
            }
        }
        try (var insert =
                connection.prepareStatement(
                        "INSERT OR IGNORE INTO signed(kind, node, epoch, round, digest)"
                                + " VALUES(?,?,?,?,?)")) {
            insert.setString(1, kind);
            insert.setLong(2, node);
            insert.setLong(3, epoch);
            insert.setInt(4, round);
            insert.setBytes(5, digest.bytes());
            insert.executeUpdate();
        }
        try (var select =
                connection.prepareStatement(
                        "SELECT digest FROM signed WHERE kind=? AND node=? AND epoch=? AND"
                                + " round=?")) {
            select.setString(1, kind);
            select.setLong(2, node);
            select.setLong(3, epoch);
            select.setInt(4, round);
            try (var row = select.executeQuery()) {
                return row.next() && Hash32.of(row.getBytes(1)).equals(digest);
            }
        }
    }

    /** What is handed in for a round: again after a crash, and to open it. */
    Optional<Submission> handedIn(long node, long epoch, int round) throws WorkFailedException {
        return inTransaction(connection -> {
            try (var select =
                    connection.prepareStatement(
                            "SELECT receipt, opening FROM handed_in WHERE node=? AND"
                                    + " epoch=? AND round=?")) {
                select.setLong(1, node);
                select.setLong(2, epoch);
                select.setInt(3, round);
                try (var row = select.executeQuery()) {
                    return row.next()
                            ? Optional.of(
                                    new Submission(Wire.receipt(row.getBytes(1)), row.getBytes(2)))
                            : Optional.empty();
                }
            }
        });
    }

    /** The newest receipt of a node. */
    Optional<Signed<WorkReceipt>> newestHandedIn(long node) throws WorkFailedException {
        return inTransaction(connection -> {
            try (var select =
                    connection.prepareStatement(
                            "SELECT receipt FROM handed_in WHERE node=? ORDER BY epoch DESC,"
                                    + " round DESC LIMIT 1")) {
                select.setLong(1, node);
                try (var row = select.executeQuery()) {
                    return row.next()
                            ? Optional.of(Wire.receipt(row.getBytes(1)))
                            : Optional.empty();
                }
            }
        });
    }

    /** Keeps what is handed in, and forgets what no gatekeeper asks for any more. */
    void keep(Submission submission) throws WorkFailedException {
        var receipt = submission.receipt().message();
        inTransaction(connection -> {
            try (var insert =
                    connection.prepareStatement(
                            "INSERT OR IGNORE INTO handed_in VALUES(?,?,?,?,?)")) {
                insert.setLong(1, receipt.nodeId());
                insert.setLong(2, receipt.epoch());
                insert.setInt(3, receipt.round());
                insert.setBytes(4, Wire.encode(submission.receipt()));
                insert.setBytes(5, submission.opening());
                insert.executeUpdate();
            }
            // the digests stay below the low-water mark: an old round is never signed anew
            long oldest = receipt.epoch() - KEPT_EPOCHS;
            for (var sql :
                    List.of(
                            "DELETE FROM handed_in WHERE epoch <= " + oldest,
                            "DELETE FROM signed WHERE epoch <= " + oldest,
                            "INSERT INTO low_water SELECT 1, "
                                    + oldest
                                    + " WHERE "
                                    + oldest
                                    + " > 0 ON CONFLICT(one) DO UPDATE SET epoch ="
                                    + " max(epoch, excluded.epoch)")) {
                try (var statement = connection.createStatement()) {
                    statement.execute(sql);
                }
            }
            return true;
        });
    }

    private <T> T inTransaction(Database.Work<T> work) throws WorkFailedException {
        try {
            return database.inTransaction(work);
        } catch (SQLException e) {
            throw new WorkFailedException(
                    "The record of signed work cannot be written ("
                            + e.getMessage()
                            + "); nothing is signed until it can.",
                    e);
        }
    }

    @Override
    public void close() throws SQLException {
        database.close();
    }
}
