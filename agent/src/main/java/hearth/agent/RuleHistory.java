package hearth.agent;

import hearth.kernel.Database;

import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** When each rule held, kept beside the energy ledger. */
final class RuleHistory {
    private final Database database;

    RuleHistory(Database database) {
        this.database = database;
    }

    /**
     * A stretch in which a rule paused the work.
     *
     * @param to {@link Instant#MAX} while it still does
     */
    record Span(Instant from, Instant to, String reason) {
        /** Its length until now, within a stretch. */
        long millis(Instant begin, Instant now) {
            var start = from.isBefore(begin) ? begin : from;
            var end = to.isAfter(now) ? now : to;
            return Math.max(0, end.toEpochMilli() - start.toEpochMilli());
        }
    }

    void add(Instant at, String rule, boolean holds, String reason) throws SQLException {
        database.inTransaction(connection -> {
            try (var insert =
                    connection.prepareStatement(
                            "INSERT INTO rule_event(at,rule,holds,reason) VALUES(?,?,?,?)")) {
                insert.setLong(1, at.toEpochMilli());
                insert.setString(2, rule);
                insert.setInt(3, holds ? 1 : 0);
                insert.setString(4, reason);
                return insert.executeUpdate();
            }
        });
    }

    /** Ends what an earlier process left open: it held at most until now. */
    void endOpen(Instant now) throws SQLException {
        for (var entry : spans(Instant.EPOCH).entrySet()) {
            if (entry.getValue().getLast().to().equals(Instant.MAX)) {
                add(now, entry.getKey(), false, "the agent was started again");
            }
        }
    }

    /** The spans of every rule that touch the time since a moment. */
    Map<String, List<Span>> spans(Instant since) throws SQLException {
        return database.inTransaction(connection -> {
            var spans = new HashMap<String, List<Span>>();
            try (var select =
                    connection.prepareStatement(
                            "SELECT at,rule,holds,reason FROM rule_event WHERE at>=?"
                                    + " OR id IN (SELECT max(id) FROM rule_event WHERE at<?"
                                    + " GROUP BY rule) ORDER BY id")) {
                select.setLong(1, since.toEpochMilli());
                select.setLong(2, since.toEpochMilli());
                try (var row = select.executeQuery()) {
                    while (row.next()) {
                        take(
                                spans.computeIfAbsent(row.getString(2), _ -> new ArrayList<>()),
                                Instant.ofEpochMilli(row.getLong(1)),
                                row.getInt(3) != 0,
                                row.getString(4));
                    }
                }
            }
            spans.values().removeIf(List::isEmpty);
            return spans;
        });
    }

    private static void take(List<Span> spans, Instant at, boolean holds, String reason) {
        boolean open = !spans.isEmpty() && spans.getLast().to().equals(Instant.MAX);
        if (holds && !open) {
            spans.add(new Span(at, Instant.MAX, reason));
        } else if (!holds && open) {
            var last = spans.removeLast();
            spans.add(new Span(last.from(), at, last.reason()));
        }
    }
}
