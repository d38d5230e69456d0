package hearth.agent;

import hearth.kernel.Database;
import hearth.kernel.DatabaseFailedException;
import hearth.link.wire.ActivityEntry;
import hearth.link.wire.ActivityReply;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import java.nio.file.Path;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** What happened and why, in the operator's words; kept across restarts, newest 20,000 entries. */
final class ActivityLog implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(ActivityLog.class);
    private static final int KEPT = 20_000;
    private static final List<String> SCHEMA =
            List.of(
                    """
                    CREATE TABLE activity(
                      id INTEGER PRIMARY KEY, at INTEGER NOT NULL, kind TEXT NOT NULL,
                      level TEXT NOT NULL, title TEXT NOT NULL, detail TEXT NOT NULL,
                      link TEXT NOT NULL, needs_you INTEGER NOT NULL, code TEXT NOT NULL);
                    CREATE INDEX activity_at ON activity(at);
                    """);

    /** What an entry is about. */
    enum Kind {
        WORK,
        REWARD,
        NETWORK,
        MACHINE,
        AGENT
    }

    /** How much it matters. */
    enum Level {
        INFO,
        GOOD,
        WARNING,
        FAULT
    }

    private final Database database;
    private final InstantSource time;

    ActivityLog(Path file, InstantSource time) throws DatabaseFailedException {
        this.time = time;
        database = Database.open(file, Database.Durability.NORMAL, SCHEMA, time);
        database.movedAside()
                .ifPresent(aside ->
                        add(
                                Kind.AGENT,
                                Level.WARNING,
                                "The activity file was damaged",
                                "It was moved to " + aside.getFileName() + "; a new one began."));
    }

    /** Notes something that leads nowhere and asks nothing. */
    void add(Kind kind, Level level, String title, String detail) {
        add(kind, level, title, detail, "", "");
    }

    /** Notes something. A warning or fault with a code waits for the operator. */
    void add(Kind kind, Level level, String title, String detail, String link, String code) {
        boolean needsYou = level == Level.FAULT || (level == Level.WARNING && !code.isEmpty());
        LOG.info("{}: {} {} {}", kind, title, detail, code);
        try {
            var _ =
                    database.inTransaction(connection -> {
                        try (var insert =
                                connection.prepareStatement(
                                        "INSERT INTO activity(at,kind,level,title,detail,link,needs_you,code)"
                                                + " VALUES(?,?,?,?,?,?,?,?)")) {
                            insert.setLong(1, time.millis());
                            insert.setString(2, kind.name().toLowerCase(Locale.ROOT));
                            insert.setString(3, level.name().toLowerCase(Locale.ROOT));
                            insert.setString(4, title);
                            insert.setString(5, detail);
                            insert.setString(6, link);
                            insert.setInt(7, needsYou ? 1 : 0);
                            insert.setString(8, code);
                            insert.executeUpdate();
                        }
                        try (var trim =
                                connection.prepareStatement(
                                        "DELETE FROM activity WHERE id<=(SELECT max(id) FROM activity)-?")) {
                            trim.setInt(1, KEPT);
                            return trim.executeUpdate();
                        }
                    });
        } catch (SQLException e) {
            // The work goes on without its diary; the log has the line above.
            LOG.warn("activity could not be kept: {}", e.getMessage());
        }
    }

    /** What an earlier warning with this code waited for is settled. */
    void settle(String code) {
        try {
            var _ =
                    database.inTransaction(connection -> {
                        try (var update =
                                connection.prepareStatement(
                                        "UPDATE activity SET needs_you=0 WHERE code=? AND needs_you=1")) {
                            update.setString(1, code);
                            return update.executeUpdate();
                        }
                    });
        } catch (SQLException e) {
            LOG.warn("activity could not be settled: {}", e.getMessage());
        }
    }

    /** How many entries wait for the operator. */
    int needsYou() {
        try {
            return database.inTransaction(connection -> {
                try (var statement = connection.createStatement();
                        var row =
                                statement.executeQuery(
                                        "SELECT count(DISTINCT code) FROM activity WHERE needs_you=1")) {
                    return row.next() ? row.getInt(1) : 0;
                }
            });
        } catch (SQLException e) {
            LOG.warn("activity could not be read: {}", e.getMessage());
            return 0;
        }
    }

    /**
     * Entries, newest first.
     *
     * @param before only older ones, milliseconds; 0 for the newest
     * @param kind only these, or empty for all
     */
    ActivityReply list(long before, int limit, String kind) {
        try {
            return database.inTransaction(connection -> {
                try (var query =
                        connection.prepareStatement(
                                "SELECT * FROM activity WHERE (?=0 OR at<?) AND (?='' OR kind=?)"
                                        + " ORDER BY id DESC LIMIT ?")) {
                    query.setLong(1, before);
                    query.setLong(2, before);
                    query.setString(3, kind);
                    query.setString(4, kind);
                    query.setInt(5, limit + 1);
                    var entries = new ArrayList<ActivityEntry>();
                    try (var rows = query.executeQuery()) {
                        while (rows.next()) {
                            entries.add(entry(rows));
                        }
                    }
                    boolean complete = entries.size() <= limit;
                    return ActivityReply.newBuilder()
                            .addAllEntries(complete ? entries : entries.subList(0, limit))
                            .setComplete(complete)
                            .build();
                }
            });
        } catch (SQLException e) {
            LOG.warn("activity could not be read: {}", e.getMessage());
            return ActivityReply.newBuilder().setComplete(true).build();
        }
    }

    private static ActivityEntry entry(ResultSet row) throws SQLException {
        return ActivityEntry.newBuilder()
                .setAt(row.getLong("at"))
                .setKind(row.getString("kind"))
                .setLevel(row.getString("level"))
                .setTitle(row.getString("title"))
                .setDetail(row.getString("detail"))
                .setLink(row.getString("link"))
                .setNeedsYou(row.getInt("needs_you") != 0)
                .setCode(row.getString("code"))
                .build();
    }

    @Override
    public void close() throws SQLException {
        database.close();
    }
}
