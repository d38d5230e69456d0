package hearth.network.gatekeeper;

import hearth.kernel.Address;
import hearth.kernel.Database;
import hearth.kernel.Hash32;
import hearth.network.gatekeeper.SourceChain.Deployment;
import hearth.network.gatekeeper.SourceChain.Head;
import hearth.network.work.ListedUnit;
import hearth.network.work.Manifest;
import hearth.network.work.Signature;
import hearth.network.work.Signed;
import hearth.network.work.UnitResult;
import hearth.network.work.Wire;

import org.jspecify.annotations.Nullable;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** The codes that a gatekeeper knows and the rounds that it listed. */
final class RoundRows {
    static final String SCHEMA =
            """
            CREATE TABLE codes(id INTEGER PRIMARY KEY, code_hash BLOB NOT NULL UNIQUE,
              address BLOB NOT NULL, listed INTEGER NOT NULL);
            CREATE INDEX codes_new ON codes(id) WHERE listed = 0;
            CREATE TABLE cursor(one INTEGER PRIMARY KEY CHECK(one = 1), block INTEGER NOT NULL,
              hash BLOB NOT NULL);
            CREATE TABLE rounds(epoch INTEGER NOT NULL, round INTEGER NOT NULL,
              digest BLOB NOT NULL, manifest BLOB NOT NULL, units BLOB NOT NULL,
              fresh INTEGER NOT NULL, paused TEXT NOT NULL, seed_hash BLOB,
              PRIMARY KEY(epoch, round));
            """;

    /** What each code's answer was, and for how many more rounds it is to be listed. */
    static final String COMPARED =
            """
            ALTER TABLE codes ADD COLUMN result BLOB;
            ALTER TABLE codes ADD COLUMN settled INTEGER NOT NULL DEFAULT 0;
            ALTER TABLE codes ADD COLUMN backups INTEGER NOT NULL DEFAULT 0;
            CREATE INDEX codes_backups ON codes(id) WHERE backups > 0;
            CREATE INDEX codes_settled ON codes(settled);
            """;

    /** Only answers of one model are compared; of those of before nobody knows whose they are. */
    static final String BY_MODEL = "ALTER TABLE codes ADD COLUMN model BLOB;";

    /** What gatekeepers signed to consent to a round, where one is not enough. */
    static final String CONSENTED =
            "ALTER TABLE rounds ADD COLUMN consents BLOB NOT NULL DEFAULT x'';";

    /** A unit with a missing replica is listed for others so many times at most. */
    private static final int BACKUPS = 3;

    /**
     * A listed round.
     *
     * @param paused ids of the nodes that had announced no work
     * @param seedHash hash of the seed block; null while it does not exist
     * @param consents of the gatekeepers; none where one is enough
     */
    record RoundRow(
            Signed<Manifest> manifest,
            List<ListedUnit> units,
            int fresh,
            Set<Long> paused,
            @Nullable Hash32 seedHash,
            List<Signature> consents) {}

    private final Database database;

    RoundRows(Database database) {
        this.database = database;
    }

    /** The last block read; empty before the first. */
    Optional<Head> cursor() throws SQLException {
        return database.inTransaction(connection -> {
            try (var select = connection.createStatement();
                    var row = select.executeQuery("SELECT block, hash FROM cursor")) {
                return row.next()
                        ? Optional.of(new Head(row.getLong(1), Hash32.of(row.getBytes(2))))
                        : Optional.empty();
            }
        });
    }

    /** Keeps what was deployed up to a block; a known code keeps its number, not its address. */
    void read(List<Deployment> deployments, Head upTo) throws SQLException {
        database.inTransaction(connection -> {
            try (var insert =
                    connection.prepareStatement(
                            "INSERT INTO codes(code_hash, address, listed) VALUES(?,?,0)"
                                    + " ON CONFLICT(code_hash) DO UPDATE SET address ="
                                    + " excluded.address")) {
                for (var deployment : deployments) {
                    insert.setBytes(1, deployment.codeHash().bytes());
                    insert.setBytes(2, deployment.address().bytes());
                    insert.executeUpdate();
                }
            }
            try (var update =
                    connection.prepareStatement("INSERT OR REPLACE INTO cursor VALUES(1,?,?)")) {
                update.setLong(1, upTo.number());
                update.setBytes(2, upTo.hash().bytes());
                return update.executeUpdate();
            }
        });
    }

    /** How many codes are known; their numbers are 1 to this. */
    int known() throws SQLException {
        return database.inTransaction(connection -> {
            try (var select = connection.createStatement();
                    var row = select.executeQuery("SELECT max(id) FROM codes")) {
                return row.next() ? row.getInt(1) : 0;
            }
        });
    }

    /** Numbers of codes that were never listed, the oldest first. */
    List<Integer> fresh(int most) throws SQLException {
        return database.inTransaction(connection -> {
            var ids = new ArrayList<Integer>();
            try (var select =
                    connection.prepareStatement(
                            "SELECT id FROM codes WHERE listed = 0 ORDER BY id LIMIT ?")) {
                select.setInt(1, most);
                try (var row = select.executeQuery()) {
                    while (row.next()) {
                        ids.add(row.getInt(1));
                    }
                }
            }
            return ids;
        });
    }

    /** Numbers of codes with a missing replica, to be given to others. */
    List<Integer> backups(int most) throws SQLException {
        return ids("SELECT id FROM codes WHERE backups > 0 ORDER BY id LIMIT ?", most, 0, 0);
    }

    /** Numbers of codes that were settled in these epochs. */
    List<Integer> settledIn(long from, long to) throws SQLException {
        return ids(
                "SELECT id FROM codes WHERE settled BETWEEN ?2 AND ?3 ORDER BY id LIMIT ?1",
                Integer.MAX_VALUE,
                from,
                to);
    }

    private List<Integer> ids(String sql, int most, long from, long to) throws SQLException {
        return database.inTransaction(connection -> {
            var ids = new ArrayList<Integer>();
            try (var select = connection.prepareStatement(sql)) {
                select.setInt(1, most);
                if (to > 0) {
                    select.setLong(2, from);
                    select.setLong(3, to);
                }
                try (var row = select.executeQuery()) {
                    while (row.next()) {
                        ids.add(row.getInt(1));
                    }
                }
            }
            return ids;
        });
    }

    /** What a model's answers to a round's codes were in earlier rounds. */
    Map<Hash32, UnitResult> results(List<ListedUnit> units, Hash32 model) throws SQLException {
        return database.inTransaction(connection -> {
            var results = new HashMap<Hash32, UnitResult>();
            try (var select =
                    connection.prepareStatement(
                            "SELECT result FROM codes WHERE code_hash = ? AND result IS NOT"
                                    + " NULL AND model = ?")) {
                select.setBytes(2, model.bytes());
                for (var unit : units) {
                    select.setBytes(1, unit.codeHash().bytes());
                    try (var row = select.executeQuery()) {
                        if (row.next()) {
                            results.put(unit.codeHash(), UnitResult.decode(row.getBytes(1)));
                        }
                    }
                }
            }
            return results;
        });
    }

    /** Keeps what a round found out about a model's answers to its codes. */
    void settle(List<Checker.Known> units, long epoch, Hash32 model) throws SQLException {
        database.inTransaction(connection -> {
            try (var update =
                    connection.prepareStatement(
                            "UPDATE codes SET backups = CASE WHEN ?1 THEN 0 WHEN result IS NULL"
                                    + " OR model IS NOT ?6 THEN ?2 ELSE backups END, result = ?3,"
                                    + " settled = ?4, model = ?6 WHERE code_hash = ?5")) {
                update.setBytes(6, model.bytes());
                for (var unit : units) {
                    update.setBoolean(1, unit.settled());
                    update.setInt(2, BACKUPS);
                    update.setBytes(3, unit.result().encode());
                    update.setLong(4, epoch);
                    update.setBytes(5, unit.unit().codeHash().bytes());
                    update.executeUpdate();
                }
            }
            return true;
        });
    }

    /** The units of codes. */
    List<ListedUnit> units(List<Integer> ids) throws SQLException {
        return database.inTransaction(connection -> {
            var units = new ArrayList<ListedUnit>(ids.size());
            try (var select =
                    connection.prepareStatement(
                            "SELECT code_hash, address FROM codes WHERE id = ?")) {
                for (int id : ids) {
                    select.setInt(1, id);
                    try (var row = select.executeQuery()) {
                        if (row.next()) {
                            units.add(
                                    new ListedUnit(
                                            Hash32.of(row.getBytes(1)),
                                            Address.of(row.getBytes(2))));
                        }
                    }
                }
            }
            return units;
        });
    }

    /** Keeps a round before anybody hears of it, and marks its codes as listed. */
    void keep(Hash32 digest, RoundRow round, List<Integer> ids) throws SQLException {
        database.inTransaction(connection -> {
            var manifest = round.manifest().message();
            try (var insert =
                    connection.prepareStatement(
                            "INSERT OR REPLACE INTO rounds" + " VALUES(?,?,?,?,?,?,?,NULL,?)")) {
                insert.setLong(1, manifest.epoch());
                insert.setInt(2, manifest.round());
                insert.setBytes(3, digest.bytes());
                insert.setBytes(4, Wire.encode(round.manifest()));
                insert.setBytes(5, RoundColumns.pack(round.units()));
                insert.setInt(6, round.fresh());
                insert.setString(7, RoundColumns.join(round.paused()));
                insert.setBytes(8, RoundColumns.signatures(round.consents()));
                insert.executeUpdate();
            }
            try (var update =
                    connection.prepareStatement(
                            "UPDATE codes SET listed = 1, backups = max(0, backups - 1)"
                                    + " WHERE id = ? AND (listed = 0 OR backups > 0)")) {
                for (int id : ids) {
                    update.setInt(1, id);
                    update.executeUpdate();
                }
            }
            return true;
        });
    }

    /** Notes the seed block's hash: from now on the round can be worked on. */
    void seed(long epoch, int round, Hash32 hash) throws SQLException {
        database.inTransaction(connection -> {
            try (var update =
                    connection.prepareStatement(
                            "UPDATE rounds SET seed_hash = ? WHERE epoch = ? AND round =" + " ?")) {
                update.setBytes(1, hash.bytes());
                update.setLong(2, epoch);
                update.setInt(3, round);
                return update.executeUpdate();
            }
        });
    }

    /** Digest of the newest manifest. */
    Optional<Hash32> newestDigest() throws SQLException {
        return database.inTransaction(connection -> {
            try (var select = connection.createStatement();
                    var row =
                            select.executeQuery(
                                    "SELECT digest FROM rounds ORDER BY epoch DESC, round"
                                            + " DESC LIMIT 1")) {
                return row.next() ? Optional.of(Hash32.of(row.getBytes(1))) : Optional.empty();
            }
        });
    }

    /** An epoch's rounds, in order. */
    List<RoundRow> rounds(long epoch) throws SQLException {
        return database.inTransaction(connection -> rounds(connection, epoch));
    }

    private static List<RoundRow> rounds(Connection connection, long epoch) throws SQLException {
        var rounds = new ArrayList<RoundRow>();
        try (var select =
                connection.prepareStatement(
                        "SELECT manifest, units, fresh, paused, seed_hash, consents FROM rounds"
                                + " WHERE epoch = ? ORDER BY round")) {
            select.setLong(1, epoch);
            try (var row = select.executeQuery()) {
                while (row.next()) {
                    rounds.add(round(row));
                }
            }
        }
        return List.copyOf(rounds);
    }

    private static RoundRow round(ResultSet row) throws SQLException {
        byte[] seedHash = row.getBytes(5);
        return new RoundRow(
                Wire.manifest(row.getBytes(1)),
                RoundColumns.unpack(row.getBytes(2)),
                row.getInt(3),
                RoundColumns.split(row.getString(4)),
                seedHash == null ? null : Hash32.of(seedHash),
                RoundColumns.signatures(row.getBytes(6)));
    }

    /** Notes that gatekeepers consented to a round. */
    void consented(long epoch, int round, List<Signature> consents) throws SQLException {
        database.inTransaction(connection -> {
            try (var update =
                    connection.prepareStatement(
                            "UPDATE rounds SET consents = ? WHERE epoch = ? AND round = ?")) {
                update.setBytes(1, RoundColumns.signatures(consents));
                update.setLong(2, epoch);
                update.setInt(3, round);
                return update.executeUpdate();
            }
        });
    }

    /** A round that was listed or consented to. */
    Optional<RoundRow> round(long epoch, int round) throws SQLException {
        return rounds(epoch).stream()
                .filter(row -> row.manifest().message().round() == round)
                .findFirst();
    }

    /** Numbers of the codes of units; fewer where some are not known here. */
    List<Integer> numbers(List<ListedUnit> units) throws SQLException {
        return database.inTransaction(connection -> {
            var ids = new ArrayList<Integer>();
            try (var select =
                    connection.prepareStatement("SELECT id FROM codes WHERE code_hash = ?")) {
                for (var unit : units) {
                    select.setBytes(1, unit.codeHash().bytes());
                    try (var row = select.executeQuery()) {
                        if (row.next()) {
                            ids.add(row.getInt(1));
                        }
                    }
                }
            }
            return ids;
        });
    }
}
