package hearth.workers.risk.load;

import com.arcadedb.database.Database;
import com.arcadedb.database.Document;
import com.arcadedb.database.Identifiable;
import com.arcadedb.database.RID;
import com.arcadedb.exception.RecordNotFoundException;
import com.arcadedb.graph.MutableVertex;
import com.arcadedb.graph.Vertex;

import hearth.workers.risk.Account;
import hearth.workers.risk.CodeHash;
import hearth.workers.risk.Finding;
import hearth.workers.risk.Score;

import org.jspecify.annotations.Nullable;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;

/** How our values stand in the graph's records, and how a record is found by its key. */
final class Records {
    private Records() {}

    static @Nullable Vertex code(Database database, CodeHash hash) {
        return find(database, Schema.CODE, hash.a(), "hash", hash.bytes());
    }

    static @Nullable Vertex account(Database database, String type, Account account) {
        return find(database, type, account.a(), "address", account.bytes());
    }

    static @Nullable Vertex family(Database database, long key) {
        var found = database.lookupByKey(Schema.FAMILY, "key", key);
        return found.hasNext() ? found.next().asVertex() : null;
    }

    private static @Nullable Vertex find(
            Database database, String type, long key, String property, byte[] value) {
        var found = database.lookupByKey(type, "key", key);
        while (found.hasNext()) {
            var next = found.next();
            if (next == null) {
                continue; // deleted since it was indexed
            }
            var vertex = next.asVertex();
            if (Arrays.equals(bytes(vertex, property), value)) {
                return vertex;
            }
        }
        return null;
    }

    /**
     * The row that another one names.
     *
     * @throws DamagedGraphException when it is not there
     */
    static Vertex vertex(Database database, RID rid) {
        try {
            return database.lookupByRID(rid, true).asVertex();
        } catch (RecordNotFoundException e) {
            throw new DamagedGraphException("row " + rid + " is named by another one and missing");
        }
    }

    /**
     * The row that a property names.
     *
     * @throws DamagedGraphException when it names none
     */
    static RID link(Vertex vertex, String property) {
        var to = linkOrNone(vertex, property);
        if (to == null) {
            throw lost(vertex, property);
        }
        return to;
    }

    /** The row that a property names, or null when it names none. */
    static @Nullable RID linkOrNone(Vertex vertex, String property) {
        return vertex.get(property) instanceof Identifiable to ? to.getIdentity() : null;
    }

    /** Whether a contract was taken back. */
    static boolean gone(Vertex contract) {
        return Boolean.TRUE.equals(contract.get(Schema.GONE));
    }

    /**
     * A number of a row.
     *
     * @throws DamagedGraphException when the row has lost it
     */
    static long number(Document row, String property) {
        if (row.get(property) instanceof Number number) {
            return number.longValue();
        }
        throw lost(row, property);
    }

    /**
     * Bytes of a row.
     *
     * @throws DamagedGraphException when the row has lost them
     */
    static byte[] bytes(Document row, String property) {
        byte[] bytes = row.getBinary(property);
        if (bytes == null) {
            throw lost(row, property);
        }
        return bytes;
    }

    private static DamagedGraphException lost(Document row, String property) {
        return new DamagedGraphException(
                "the "
                        + row.getTypeName()
                        + " in row "
                        + row.getIdentity()
                        + " has lost its "
                        + property);
    }

    static void score(MutableVertex code, Score score) {
        long reasons = 0;
        for (int i = 0; i < 4; i++) {
            int reason = i < score.reasons().size() ? score.reasons().get(i) : 0;
            reasons = reasons << 16 | reason;
        }
        code.set("overall", score.overall())
                .set("ponzi", score.ponzi())
                .set("honeypot", score.honeypot())
                .set("rugpull", score.rugpull())
                .set("finding", score.finding().code())
                .set("reasons", reasons)
                .set("family", score.family());
    }

    static Score score(Document code) {
        long packed = number(code, "reasons");
        var reasons = new ArrayList<Integer>(4);
        for (int shift = 48; shift >= 0; shift -= 16) {
            int reason = (int) (packed >>> shift) & 0xffff;
            if (reason != 0) {
                reasons.add(reason);
            }
        }
        return new Score(
                (int) number(code, "overall"),
                (int) number(code, "ponzi"),
                (int) number(code, "honeypot"),
                (int) number(code, "rugpull"),
                finding(code),
                reasons,
                number(code, "family"));
    }

    static Finding finding(Document code) {
        return Finding.of((int) number(code, "finding"));
    }

    /** Codes of a family by finding, as "3 0 12 0 1" in the order of {@link Finding#code}. */
    static Map<Finding, Long> findings(Document family) {
        var counts = new EnumMap<Finding, Long>(Finding.class);
        List<String> parts = List.of(family.getString("findings").split(" ", -1));
        for (var finding : Finding.values()) {
            counts.put(
                    finding,
                    finding.code() < parts.size() ? Long.parseLong(parts.get(finding.code())) : 0L);
        }
        return counts;
    }

    static String text(Map<Finding, Long> counts) {
        var text = new StringBuilder();
        for (var finding : Finding.values()) {
            text.append(finding.code() == 0 ? "" : " ").append(counts.getOrDefault(finding, 0L));
        }
        return text.toString();
    }
}
