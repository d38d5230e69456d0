package hearth.monitors.energy;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.HashMap;
import java.util.Map;

/** The numbers that stand for parts in the rows, given on first use. */
final class PartIds {
    private final Connection connection;
    private final Map<String, Long> known = new HashMap<>();

    PartIds(Connection connection) {
        this.connection = connection;
    }

    long of(String name) throws SQLException {
        var id = known.get(name);
        if (id == null) {
            id = ask(name);
            known.put(name, id);
        }
        return id;
    }

    private long ask(String name) throws SQLException {
        try (var insert =
                connection.prepareStatement("INSERT OR IGNORE INTO part(name) VALUES(?)")) {
            insert.setString(1, name);
            insert.executeUpdate();
        }
        try (var select = connection.prepareStatement("SELECT id FROM part WHERE name=?")) {
            select.setString(1, name);
            try (var row = select.executeQuery()) {
                if (!row.next()) {
                    throw new SQLException("the part " + name + " has no number");
                }
                return row.getLong(1);
            }
        }
    }
}
