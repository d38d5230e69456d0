package hearth.network.settlement;

import hearth.kernel.Address;
import hearth.kernel.Database;
import hearth.kernel.Hash32;
import hearth.kernel.Wei;
import hearth.network.EpochRoot;
import hearth.network.settlement.EpochReport.Posting;
import hearth.network.work.Signature;

import java.math.BigInteger;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** The closed epochs on disk: what the rewards page explains and claims are made from. */
public final class EpochBook {
    /** The tables, for the database that keeps them. */
    public static final String SCHEMA =
            """
            CREATE TABLE closed_epochs(
              epoch INTEGER PRIMARY KEY, opened INTEGER NOT NULL, closed INTEGER NOT NULL,
              rounds INTEGER NOT NULL, root BLOB NOT NULL, total TEXT NOT NULL,
              leaves_digest BLOB NOT NULL, leaf_count INTEGER NOT NULL,
              receipts_root BLOB NOT NULL, signature BLOB NOT NULL,
              base TEXT NOT NULL, carry_in TEXT NOT NULL, fee TEXT NOT NULL, paid TEXT NOT NULL,
              carry_out TEXT NOT NULL, lapsed TEXT NOT NULL, total_weight TEXT NOT NULL,
              tx BLOB, block INTEGER, leaves BLOB);
            """;

    /** Leaves files older than this many epochs are dropped; the newest holds all amounts. */
    private static final int KEPT_LEAVES = 64;

    private final Database database;

    public EpochBook(Database database) {
        this.database = database;
    }

    /** Writes a closed epoch as part of the caller's transaction. */
    public static void record(Connection connection, EpochReport report, LeavesFile leaves)
            throws SQLException {
        try (var insert =
                connection.prepareStatement(
                        "INSERT INTO closed_epochs VALUES"
                                + "(?,?,?,?,?,?,?,?,?,?,?,?,?,?,?,?,?,NULL,NULL,?)")) {
            var root = report.root();
            var envelope = report.envelope();
            insert.setLong(1, report.epoch());
            insert.setLong(2, report.opened().toEpochMilli());
            insert.setLong(3, report.closed().toEpochMilli());
            insert.setInt(4, report.rounds());
            insert.setBytes(5, root.root().bytes());
            insert.setString(6, text(root.total()));
            insert.setBytes(7, root.leavesDigest().bytes());
            insert.setInt(8, root.leafCount());
            insert.setBytes(9, root.receiptsRoot().bytes());
            insert.setBytes(10, report.signature().bytes());
            insert.setString(11, text(envelope.base()));
            insert.setString(12, text(envelope.carryIn()));
            insert.setString(13, text(envelope.fee()));
            insert.setString(14, text(envelope.paid()));
            insert.setString(15, text(envelope.carryOut()));
            insert.setString(16, text(envelope.lapsed()));
            insert.setString(17, report.totalWeight().toString());
            insert.setBytes(18, leaves.bytes());
            insert.executeUpdate();
        }
        if (report.posting().isPresent()) {
            posted(connection, report.epoch(), report.posting().get());
        }
        for (var node : report.nodes()) {
            NodeLines.insert(connection, report.epoch(), node);
        }
        try (var drop =
                connection.prepareStatement(
                        "UPDATE closed_epochs SET leaves = NULL WHERE epoch <= ?")) {
            drop.setLong(1, report.epoch() - KEPT_LEAVES);
            drop.executeUpdate();
        }
    }

    /** Notes where a root was posted. */
    public void posted(long epoch, Posting posting) throws SQLException {
        database.inTransaction(connection -> posted(connection, epoch, posting));
    }

    private static int posted(Connection connection, long epoch, Posting posting)
            throws SQLException {
        try (var update =
                connection.prepareStatement(
                        "UPDATE closed_epochs SET tx = ?, block = ? WHERE epoch = ?")) {
            update.setBytes(1, posting.transaction().bytes());
            update.setLong(2, posting.block());
            update.setLong(3, epoch);
            return update.executeUpdate();
        }
    }

    /** The newest closed epoch; 0 before the first. */
    public long lastEpoch() throws SQLException {
        return database.inTransaction(connection -> {
            try (var select = connection.createStatement();
                    var row = select.executeQuery("SELECT max(epoch) FROM closed_epochs")) {
                return row.next() ? row.getLong(1) : 0L;
            }
        });
    }

    /** Closed epochs, the newest first. */
    public List<EpochReport> list(int most) throws SQLException {
        return query("ORDER BY epoch DESC LIMIT ?", most);
    }

    /** One epoch. */
    public Optional<EpochReport> get(long epoch) throws SQLException {
        return query("WHERE epoch = ?", epoch).stream().findFirst();
    }

    /** An epoch's leaves file; empty when the epoch is unknown or its file was dropped. */
    public Optional<LeavesFile> leaves(long epoch) throws SQLException {
        return database.inTransaction(connection -> {
            try (var select =
                    connection.prepareStatement(
                            "SELECT leaves FROM closed_epochs WHERE epoch = ? AND leaves"
                                    + " IS NOT NULL")) {
                select.setLong(1, epoch);
                try (var row = select.executeQuery()) {
                    return row.next()
                            ? Optional.of(LeavesFile.parse(row.getBytes(1)))
                            : Optional.empty();
                }
            }
        });
    }

    /** The newest proof of an owner that the pool can check; empty while nothing is posted. */
    public Optional<ClaimProof> proofFor(Address owner) throws SQLException {
        var newest = query("WHERE tx IS NOT NULL ORDER BY epoch DESC LIMIT ?", 1);
        return newest.isEmpty() ? Optional.empty() : proofFor(newest.getFirst().epoch(), owner);
    }

    /**
     * An owner's proof under the newest root that is kept here, up to one epoch: amounts are
     * cumulative, so where the newest epoch was not taken over, the one before pays nearly all.
     */
    public Optional<ClaimProof> proofUpTo(long epoch, Address owner) throws SQLException {
        long kept =
                database.inTransaction(connection -> {
                    try (var select =
                            connection.prepareStatement(
                                    "SELECT max(epoch) FROM closed_epochs WHERE epoch <= ? AND"
                                            + " leaves IS NOT NULL")) {
                        select.setLong(1, epoch);
                        try (var row = select.executeQuery()) {
                            return row.next() ? row.getLong(1) : 0;
                        }
                    }
                });
        return proofFor(kept, owner);
    }

    /** An owner's proof under one epoch's root. */
    public Optional<ClaimProof> proofFor(long epoch, Address owner) throws SQLException {
        return leaves(epoch)
                .filter(leaves -> leaves.cumulative().containsKey(owner))
                .map(leaves ->
                        new ClaimProof(
                                epoch,
                                owner,
                                leaves.owed(owner),
                                LeavesFile.leaf(owner, leaves.owed(owner)),
                                leaves.proof(owner),
                                leaves.root()));
    }

    private List<EpochReport> query(String rest, long parameter) throws SQLException {
        return database.inTransaction(connection -> {
            var reports = new ArrayList<EpochReport>();
            try (var select = connection.prepareStatement("SELECT * FROM closed_epochs " + rest)) {
                select.setLong(1, parameter);
                try (var row = select.executeQuery()) {
                    while (row.next()) {
                        reports.add(report(connection, row));
                    }
                }
            }
            return List.copyOf(reports);
        });
    }

    private static EpochReport report(Connection connection, ResultSet row) throws SQLException {
        long epoch = row.getLong("epoch");
        var root =
                new EpochRoot(
                        epoch,
                        Hash32.of(row.getBytes("root")),
                        Wei.parse(row.getString("total")),
                        Hash32.of(row.getBytes("leaves_digest")),
                        row.getInt("leaf_count"),
                        Hash32.of(row.getBytes("receipts_root")));
        var envelope =
                new Envelope(
                        Wei.parse(row.getString("base")),
                        Wei.parse(row.getString("carry_in")),
                        Wei.parse(row.getString("fee")),
                        Wei.parse(row.getString("paid")),
                        Wei.parse(row.getString("carry_out")),
                        Wei.parse(row.getString("lapsed")));
        byte[] tx = row.getBytes("tx");
        return new EpochReport(
                epoch,
                Instant.ofEpochMilli(row.getLong("opened")),
                Instant.ofEpochMilli(row.getLong("closed")),
                row.getInt("rounds"),
                root,
                Signature.of(row.getBytes("signature")),
                envelope,
                new BigInteger(row.getString("total_weight")),
                NodeLines.of(connection, epoch),
                tx == null
                        ? Optional.empty()
                        : Optional.of(new Posting(Hash32.of(tx), row.getLong("block"))));
    }

    private static String text(Wei amount) {
        return amount.value().toString();
    }
}
