package hearth.network.gatekeeper;

import hearth.kernel.Database;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;

/** Rows of a query as values. */
final class Rows {
    private Rows() {}

    /** Reads one row. */
    @FunctionalInterface
    interface Row<T> {
        T of(ResultSet row) throws SQLException;
    }

    /** What a query gives, read row by row. */
    static <T> List<T> list(Database database, String sql, Row<T> read, long... parameters)
            throws SQLException {
        return database.inTransaction(connection -> {
            var rows = new ArrayList<T>();
            try (var select = connection.prepareStatement(sql)) {
                for (int i = 0; i < parameters.length; i++) {
                    select.setLong(i + 1, parameters[i]);
                }
                try (var row = select.executeQuery()) {
                    while (row.next()) {
                        rows.add(read.of(row));
                    }
                }
            }
            return List.copyOf(rows);
        });
    }
}
