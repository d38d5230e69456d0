package hearth.agent;

import com.google.protobuf.InvalidProtocolBufferException;

import hearth.kernel.DataDir;
import hearth.kernel.Database;
import hearth.kernel.DatabaseFailedException;
import hearth.link.wire.BenchReport;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import java.io.IOException;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Every report of this machine, as signed; nothing is ever forgotten or changed. */
final class BenchArchive implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(BenchArchive.class);
    private static final List<String> SCHEMA =
            List.of(
                    """
                    CREATE TABLE report(
                      id INTEGER PRIMARY KEY, at INTEGER NOT NULL, mode TEXT NOT NULL,
                      trustworthy INTEGER NOT NULL, wire BLOB NOT NULL);
                    CREATE INDEX report_at ON report(at);
                    """);

    private final Database database;

    /**
     * Opens it.
     *
     * @param before the file in which the last report was kept before there was an archive
     */
    BenchArchive(Path file, Path before, InstantSource time)
            throws DatabaseFailedException, IOException {
        database = Database.open(file, Database.Durability.FULL, SCHEMA, time);
        try {
            var kept = DataDir.read(before, 1 << 20);
            if (kept.isPresent() && newest(1).isEmpty()) {
                add(BenchReport.parseFrom(kept.get()));
            }
        } catch (InvalidProtocolBufferException e) {
            LOG.warn("{} is damaged; the benchmark can be run again", before);
        } catch (SQLException e) {
            throw new IOException("the benchmark's archive cannot be read", e);
        }
    }

    void add(BenchReport report) throws SQLException {
        var _ =
                database.inTransaction(connection -> {
                    try (var insert =
                            connection.prepareStatement(
                                    "INSERT INTO report(at,mode,trustworthy,wire) VALUES(?,?,?,?)")) {
                        insert.setLong(1, report.getAt());
                        insert.setString(2, report.getMode());
                        insert.setInt(3, report.getTrustworthy() ? 1 : 0);
                        insert.setBytes(4, report.toByteArray());
                        return insert.executeUpdate();
                    }
                });
    }

    /** At most so many, oldest first, the newest last. */
    List<BenchReport> newest(int limit) throws SQLException {
        return database.inTransaction(connection ->
                list(connection, "SELECT wire FROM report ORDER BY id DESC LIMIT " + limit));
    }

    /** The newest that measured the machine itself, not only the network. */
    Optional<BenchReport> last() throws SQLException {
        return database.inTransaction(connection ->
                list(
                                connection,
                                "SELECT wire FROM report WHERE mode<>'network'"
                                        + " ORDER BY id DESC LIMIT 1")
                        .stream()
                        .findFirst());
    }

    private static List<BenchReport> list(Connection connection, String sql) throws SQLException {
        var found = new ArrayList<BenchReport>();
        try (var statement = connection.createStatement();
                var rows = statement.executeQuery(sql)) {
            while (rows.next()) {
                try {
                    found.addFirst(BenchReport.parseFrom(rows.getBytes(1)));
                } catch (InvalidProtocolBufferException e) {
                    LOG.warn("a kept benchmark report cannot be read: {}", e.getMessage());
                }
            }
        }
        return found;
    }

    @Override
    public void close() throws SQLException {
        database.close();
    }
}
