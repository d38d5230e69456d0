package hearth.monitors.energy;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.HashMap;
import java.util.Map;

/** The idle watts learned with each meter, on disk. Another meter measures another thing. */
final class IdleSeen {
    private final Map<String, IdleWatts> bySource = new HashMap<>();

    IdleWatts of(String source) {
        return bySource.computeIfAbsent(source, _ -> new IdleWatts());
    }

    void load(Connection connection) throws SQLException {
        try (var statement = connection.createStatement();
                var row = statement.executeQuery("SELECT source,quiet,bin,n FROM idle_seen")) {
            while (row.next()) {
                of(row.getString(1)).restore(row.getInt(2) != 0, row.getLong(3), row.getDouble(4));
            }
        }
    }

    void save(Connection connection) throws SQLException {
        try (var statement = connection.createStatement();
                var insert =
                        connection.prepareStatement(
                                "INSERT INTO idle_seen(source,quiet,bin,n) VALUES(?,?,?,?)")) {
            statement.executeUpdate("DELETE FROM idle_seen");
            for (var entry : bySource.entrySet()) {
                for (int quiet = 0; quiet < 2; quiet++) {
                    for (var bin : entry.getValue().counts(quiet == 1).entrySet()) {
                        insert.setString(1, entry.getKey());
                        insert.setInt(2, quiet);
                        insert.setLong(3, bin.getKey());
                        insert.setDouble(4, bin.getValue());
                        insert.addBatch();
                    }
                }
            }
            insert.executeBatch();
        }
    }
}
