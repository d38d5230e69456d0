package hearth.network.gatekeeper;

import hearth.kernel.Database;
import hearth.kernel.Hash32;
import hearth.network.work.Signed;
import hearth.network.work.Verdict;
import hearth.network.work.Wire;

import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;

/** What a gatekeeper keeps of the others: their findings, and the epochs it agreed to. */
final class CouncilRows {
    static final String SCHEMA =
            """
            CREATE TABLE others_verdicts(receipt BLOB NOT NULL, message BLOB NOT NULL,
              epoch INTEGER NOT NULL, PRIMARY KEY(receipt, message)) WITHOUT ROWID;
            CREATE TABLE proposals(epoch INTEGER NOT NULL, root BLOB NOT NULL,
              records BLOB NOT NULL, PRIMARY KEY(epoch, root)) WITHOUT ROWID;
            """;

    /** Roots of one epoch that a gatekeeper signs; each turn that fails may bring another. */
    private static final int MOST_PROPOSALS = 16;

    private final Database database;

    CouncilRows(Database database) {
        this.database = database;
    }

    /** Keeps another gatekeeper's finding. */
    void keep(Signed<Verdict> verdict, long epoch) throws SQLException {
        database.inTransaction(connection -> {
            try (var insert =
                    connection.prepareStatement(
                            "INSERT OR IGNORE INTO others_verdicts VALUES(?,?,?)")) {
                insert.setBytes(1, verdict.message().receipt().bytes());
                insert.setBytes(2, Wire.encode(verdict));
                insert.setLong(3, epoch);
                return insert.executeUpdate();
            }
        });
    }

    /** What others found in a receipt. */
    List<Signed<Verdict>> about(Hash32 receipt) throws SQLException {
        return database.inTransaction(connection -> {
            var verdicts = new ArrayList<Signed<Verdict>>();
            try (var select =
                    connection.prepareStatement(
                            "SELECT message FROM others_verdicts WHERE receipt = ?")) {
                select.setBytes(1, receipt.bytes());
                try (var row = select.executeQuery()) {
                    while (row.next()) {
                        verdicts.add(Wire.verdict(row.getBytes(1)));
                    }
                }
            }
            return verdicts;
        });
    }

    /** Keeps the records of an epoch to whose root it agrees; false when there are many already. */
    boolean propose(long epoch, Hash32 root, byte[] records) throws SQLException {
        if (records(epoch, root).length > 0) {
            return true;
        }
        long kept =
                Rows.list(
                                database,
                                "SELECT count(*) FROM proposals WHERE epoch = ?",
                                row -> row.getLong(1),
                                epoch)
                        .getFirst();
        if (kept >= MOST_PROPOSALS) {
            return false;
        }
        keep(epoch, root, records);
        return true;
    }

    /** Keeps the records behind a root. */
    void keep(long epoch, Hash32 root, byte[] records) throws SQLException {
        database.inTransaction(connection -> {
            try (var insert =
                    connection.prepareStatement("INSERT OR IGNORE INTO proposals VALUES(?,?,?)")) {
                insert.setLong(1, epoch);
                insert.setBytes(2, root.bytes());
                insert.setBytes(3, records);
                return insert.executeUpdate();
            }
        });
    }

    /** The records of an epoch whose root that was; empty bytes when there are none. */
    byte[] records(long epoch, Hash32 root) throws SQLException {
        return database.inTransaction(connection -> {
            try (var select =
                    connection.prepareStatement(
                            "SELECT records FROM proposals WHERE epoch = ? AND root = ?")) {
                select.setLong(1, epoch);
                select.setBytes(2, root.bytes());
                try (var row = select.executeQuery()) {
                    return row.next() ? row.getBytes(1) : new byte[0];
                }
            }
        });
    }

    /** Forgets what is older than an epoch. */
    void forget(long oldest) throws SQLException {
        database.inTransaction(connection -> {
            try (var statement = connection.createStatement()) {
                statement.execute("DELETE FROM others_verdicts WHERE epoch < " + oldest);
                return statement.executeUpdate("DELETE FROM proposals WHERE epoch < " + oldest);
            }
        });
    }
}
