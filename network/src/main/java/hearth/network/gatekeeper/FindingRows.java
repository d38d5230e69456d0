package hearth.network.gatekeeper;

import hearth.kernel.Address;
import hearth.kernel.Database;
import hearth.kernel.Hash32;
import hearth.network.work.Signed;
import hearth.network.work.Verdict;
import hearth.network.work.Wire;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

/** A gatekeeper's findings of wrong or void work on disk, and which of them are on the chain. */
final class FindingRows {
    private final Database database;

    FindingRows(Database database) {
        this.database = database;
    }

    /**
     * Keeps a finding as part of the caller's transaction.
     *
     * @param epoch in which it was found
     */
    static void insert(Connection connection, Signed<Verdict> verdict, long epoch)
            throws SQLException {
        try (var insert =
                connection.prepareStatement("INSERT OR IGNORE INTO verdicts VALUES(?,?,?,?,0)")) {
            insert.setBytes(1, verdict.message().receipt().bytes());
            insert.setBytes(2, verdict.message().unit().bytes());
            insert.setLong(3, epoch);
            insert.setBytes(4, Wire.encode(verdict));
            insert.executeUpdate();
        }
    }

    /** Those of an epoch. */
    List<Signed<Verdict>> of(long epoch) throws SQLException {
        return Rows.list(
                database,
                "SELECT message FROM verdicts WHERE epoch = ?",
                row -> Wire.verdict(row.getBytes(1)),
                epoch);
    }

    /**
     * Those of wrong work, one for each receipt, the oldest first.
     *
     * @param posted those that were brought to the chain, or those that were not
     */
    List<Signed<Verdict>> wrongWork(boolean posted) throws SQLException {
        var receipts = new HashSet<Hash32>();
        return Rows.list(
                        database,
                        "SELECT message FROM verdicts WHERE posted = ? ORDER BY epoch",
                        row -> Wire.verdict(row.getBytes(1)),
                        posted ? 1 : 0)
                .stream()
                .filter(verdict -> verdict.message().kind() != Verdict.Kind.VOID)
                .filter(verdict -> receipts.add(verdict.message().receipt()))
                .toList();
    }

    /** Those about a receipt. */
    List<Signed<Verdict>> about(Hash32 receipt) throws SQLException {
        return database.inTransaction(connection -> {
            var verdicts = new ArrayList<Signed<Verdict>>();
            try (var select =
                    connection.prepareStatement("SELECT message FROM verdicts WHERE receipt=?")) {
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

    /** Notes that a receipt was condemned on the chain. */
    void posted(Hash32 receipt) throws SQLException {
        database.inTransaction(connection -> {
            try (var update =
                    connection.prepareStatement("UPDATE verdicts SET posted=1 WHERE receipt=?")) {
                update.setBytes(1, receipt.bytes());
                return update.executeUpdate();
            }
        });
    }

    /** Nodes with a finding of wrong work in an epoch from {@code epoch} on. */
    Set<Long> nodes(long epoch) throws SQLException {
        return Rows.list(
                        database,
                        "SELECT message FROM verdicts WHERE epoch >= ?",
                        row -> Wire.verdict(row.getBytes(1)),
                        epoch)
                .stream()
                .map(Signed::message)
                .filter(verdict -> verdict.kind() != Verdict.Kind.VOID)
                .map(Verdict::nodeId)
                .collect(Collectors.toSet());
    }

    /**
     * Nodes that get no work in an epoch: their wrong work was found in it, or in the one before,
     * perhaps after this one's tickets were read; or the chain does not know of it yet.
     */
    Set<Long> withoutWork(long epoch) throws SQLException {
        var nodes = new HashSet<>(nodes(epoch - 1));
        wrongWork(false).forEach(verdict -> nodes.add(verdict.message().nodeId()));
        return nodes;
    }

    /** Owners with a finding of wrong work in an epoch from {@code epoch} on. */
    Set<Address> owners(long epoch) throws SQLException {
        var owners = new HashSet<Address>();
        for (long node : nodes(epoch)) {
            owners.addAll(
                    Rows.list(
                            database,
                            "SELECT DISTINCT owner FROM tickets WHERE node = ?",
                            row -> Address.of(row.getBytes(1)),
                            node));
        }
        return owners;
    }
}
