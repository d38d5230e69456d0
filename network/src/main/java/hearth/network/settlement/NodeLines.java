package hearth.network.settlement;

import hearth.kernel.Address;
import hearth.kernel.Wei;
import hearth.network.score.Maintenance;
import hearth.network.score.Performance;
import hearth.network.score.Ppm;
import hearth.network.score.Score;
import hearth.network.score.Speed;

import java.math.BigInteger;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;

/** The nodes' lines of closed epochs on disk. */
final class NodeLines {
    /** The table. */
    static final String SCHEMA =
            """
            CREATE TABLE closed_nodes(
              epoch INTEGER NOT NULL, node INTEGER NOT NULL, owner BLOB NOT NULL,
              tickets INTEGER NOT NULL, assigned INTEGER NOT NULL, verified INTEGER NOT NULL,
              refused INTEGER NOT NULL, delivered INTEGER NOT NULL, lateness INTEGER NOT NULL,
              speed INTEGER NOT NULL, before INTEGER NOT NULL, smoothed INTEGER NOT NULL,
              performance INTEGER NOT NULL, windows INTEGER NOT NULL, seen INTEGER NOT NULL,
              freshness INTEGER NOT NULL, maintenance INTEGER NOT NULL, score INTEGER NOT NULL,
              weight TEXT NOT NULL, pay TEXT NOT NULL, consecutive INTEGER NOT NULL,
              presence TEXT NOT NULL,
              PRIMARY KEY(epoch, node));
            """;

    private NodeLines() {}

    static void insert(Connection connection, long epoch, NodeSettlement node) throws SQLException {
        try (var insert =
                connection.prepareStatement(
                        "INSERT INTO closed_nodes VALUES(?,?,?,?,?,?,?,?,?,?,?,?,?,?,?,?,?,?,?,?,?,"
                                + "?,?)")) {
            var speed = node.score().speed();
            var performance = node.score().performance();
            var maintenance = node.score().maintenance();
            int at = 0;
            insert.setLong(++at, epoch);
            insert.setLong(++at, node.nodeId());
            insert.setBytes(++at, node.owner().bytes());
            insert.setInt(++at, node.tickets());
            insert.setLong(++at, node.assigned());
            insert.setLong(++at, node.verified());
            insert.setLong(++at, node.refused());
            insert.setInt(++at, speed.delivered());
            insert.setInt(++at, speed.meanLateness().value());
            insert.setInt(++at, speed.value().value());
            insert.setInt(++at, performance.before().value());
            insert.setInt(++at, performance.smoothed().value());
            insert.setInt(++at, performance.value().value());
            insert.setLong(++at, maintenance.windows());
            insert.setLong(++at, maintenance.seen());
            insert.setInt(++at, maintenance.freshness().value());
            insert.setInt(++at, maintenance.value().value());
            insert.setInt(++at, node.score().value().value());
            insert.setString(++at, node.weight().toString());
            insert.setString(++at, node.pay().value().toString());
            insert.setLong(++at, node.after().consecutiveVerified());
            insert.setString(++at, PresenceText.write(node.after().presence()));
            insert.setInt(++at, node.after().watched());
            insert.executeUpdate();
        }
    }

    static List<NodeSettlement> of(Connection connection, long epoch) throws SQLException {
        var nodes = new ArrayList<NodeSettlement>();
        try (var select =
                connection.prepareStatement(
                        "SELECT * FROM closed_nodes WHERE epoch = ? ORDER BY node")) {
            select.setLong(1, epoch);
            try (var row = select.executeQuery()) {
                while (row.next()) {
                    nodes.add(node(row));
                }
            }
        }
        return nodes;
    }

    private static NodeSettlement node(ResultSet row) throws SQLException {
        long assigned = row.getLong("assigned");
        long verified = row.getLong("verified");
        var smoothed = ppm(row, "smoothed");
        var score =
                new Score(
                        new Speed(row.getInt("delivered"), ppm(row, "lateness"), ppm(row, "speed")),
                        new Performance(
                                assigned,
                                verified,
                                ppm(row, "before"),
                                smoothed,
                                ppm(row, "performance")),
                        new Maintenance(
                                row.getLong("windows"),
                                row.getLong("seen"),
                                ppm(row, "freshness"),
                                ppm(row, "maintenance")),
                        ppm(row, "score"));
        return new NodeSettlement(
                row.getLong("node"),
                Address.of(row.getBytes("owner")),
                row.getInt("tickets"),
                assigned,
                verified,
                row.getLong("refused"),
                score,
                new BigInteger(row.getString("weight")),
                Wei.parse(row.getString("pay")),
                new Standing(
                        smoothed,
                        row.getLong("consecutive"),
                        row.getInt("watched"),
                        PresenceText.read(row.getString("presence"))));
    }

    private static Ppm ppm(ResultSet row, String column) throws SQLException {
        return new Ppm(row.getInt(column));
    }
}
