package hearth.workers.risk.load;

import com.arcadedb.database.Database;
import com.arcadedb.graph.Vertex;
import com.arcadedb.graph.Vertex.DIRECTION;
import com.arcadedb.index.IndexCursor;
import com.arcadedb.index.RangeIndex;

import hearth.kernel.Address;
import hearth.kernel.Hash32;
import hearth.workers.risk.Account;
import hearth.workers.risk.CodeHash;
import hearth.workers.risk.HexDigits;

import org.jspecify.annotations.Nullable;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/** The graph's questions, by its native interface. Any thread; each answer is of committed rows. */
final class GraphReader {
    /** Rows looked at to fill one page when a filter has no index. */
    private static final int EFFORT = 50_000;

    /** Basis points from which a contract is in the index of risky ones. */
    static final int RISKY = 5_000;

    private final Database database;

    GraphReader(Database database) {
        this.database = database;
    }

    /** Newest contracts with a risk of at least so many basis points, found before a moment. */
    InsightPage latest(int minRisk, long before, int limit) {
        // Risky ones have their own index; at a lower bar most rows pass anyway.
        boolean risky = minRisk >= RISKY;
        var cursor =
                index(Schema.CONTRACT, risky ? "risky" : "found")
                        .range(
                                false,
                                new Object[] {before},
                                false,
                                new Object[] {Long.MIN_VALUE},
                                true);
        var rows = new ArrayList<InsightRow>(limit);
        var families = new HashMap<Long, Long>();
        for (int looked = 0; looked < EFFORT; looked++) {
            if (rows.size() >= limit || !cursor.hasNext()) {
                return new InsightPage(rows, rows.size() < limit);
            }
            var next = cursor.next();
            if (next == null) {
                continue; // deleted since it was indexed
            }
            var row = row(next.asVertex(), families);
            if (row.score().highest() >= minRisk) {
                rows.add(row);
            }
        }
        return new InsightPage(rows, false);
    }

    /** Contracts whose address or code hash begins with these digits, newest first. */
    InsightPage search(String digits, int minRisk, long before, int limit) {
        var text = digits.toLowerCase(Locale.ROOT);
        var prefix = text.startsWith("0x") ? text.substring(2) : text;
        if (prefix.isEmpty()) {
            return latest(minRisk, before, limit);
        }
        if (prefix.length() > 64 || !prefix.chars().allMatch(c -> Character.digit(c, 16) >= 0)) {
            return new InsightPage(List.of(), true);
        }
        var found = new ArrayList<Vertex>();
        boolean complete = collect(starting(Schema.CONTRACT, prefix), "address", prefix, found);
        var codes = new ArrayList<Vertex>();
        complete &= collect(starting(Schema.CODE, prefix), "hash", prefix, codes);
        for (var code : codes) {
            complete &= contracts(code, EFFORT / 10, found);
        }
        var families = new HashMap<Long, Long>();
        var rows =
                found.stream()
                        .filter(contract -> Records.number(contract, "found") < before)
                        .map(contract -> row(contract, families))
                        .filter(row -> row.score().highest() >= minRisk)
                        .sorted(Comparator.comparing(InsightRow::found).reversed())
                        .distinct()
                        .toList();
        return rows.size() > limit
                ? new InsightPage(rows.subList(0, limit), false)
                : new InsightPage(rows, complete);
    }

    private IndexCursor starting(String type, String prefix) {
        var head = prefix.substring(0, Math.min(16, prefix.length()));
        long low = Long.parseUnsignedLong(head + "0".repeat(16 - head.length()), 16);
        long high = Long.parseUnsignedLong(head + "f".repeat(16 - head.length()), 16);
        return index(type, "key").range(true, new Object[] {low}, true, new Object[] {high}, true);
    }

    private static boolean collect(
            IndexCursor cursor, String property, String prefix, List<Vertex> into) {
        for (int looked = 0; looked < EFFORT / 10; looked++) {
            if (!cursor.hasNext()) {
                return true;
            }
            var next = cursor.next();
            if (next == null) {
                continue; // deleted since it was indexed
            }
            var vertex = next.asVertex();
            if (HexDigits.encode(Records.bytes(vertex, property)).startsWith(prefix, 2)) {
                into.add(vertex);
            }
        }
        return false;
    }

    private boolean contracts(Vertex code, int most, List<Vertex> into) {
        var list = ContractList.ofCode(database, code, EFFORT / 10);
        for (int taken = 0; taken < most && list.hasNext(); taken++) {
            into.add(list.next());
        }
        return !list.hasNext() && !list.cutShort();
    }

    /** One contract by its address, or the newest one of a code by its hash. */
    Optional<InsightRecord> insight(String key, int byDeployer, int family) {
        Vertex contract = null;
        try {
            byte[] bytes = HexDigits.decode(key);
            if (bytes.length == 20) {
                contract = Records.account(database, Schema.CONTRACT, Account.at(bytes, 0));
            } else if (bytes.length == 32) {
                var code = Records.code(database, CodeHash.at(bytes, 0));
                contract = code == null ? null : first(code);
            }
        } catch (IllegalArgumentException e) {
            return Optional.empty();
        }
        return contract == null
                ? Optional.empty()
                : Optional.of(surroundings(contract, byDeployer, family));
    }

    private @Nullable Vertex first(Vertex code) {
        var newest = Records.linkOrNone(code, Schema.NEWEST);
        return newest == null ? null : Records.vertex(database, newest);
    }

    boolean knows(CodeHash hash) {
        return Records.code(database, hash) != null;
    }

    /** Places where a code was seen, newest first. */
    List<Account> addresses(CodeHash hash, int most) {
        var code = Records.code(database, hash);
        if (code == null) {
            return List.of();
        }
        var contracts = new ArrayList<Vertex>();
        var _ = contracts(code, most, contracts);
        return contracts.stream()
                .map(contract -> Account.at(Records.bytes(contract, "address"), 0))
                .toList();
    }

    private InsightRecord surroundings(Vertex contract, int byDeployer, int mostFamily) {
        var families = new HashMap<Long, Long>();
        var row = row(contract, families);
        var deployer = Records.vertex(database, Records.link(contract, "deployer"));
        var others = new ArrayList<InsightRow>();
        var list = ContractList.ofDeployer(database, deployer, EFFORT / 10);
        while (others.size() < byDeployer && list.hasNext()) {
            var other = list.next();
            if (!other.getIdentity().equals(contract.getIdentity())) {
                others.add(row(other, families));
            }
        }
        var family = Records.family(database, row.score().family());
        var members = new ArrayList<InsightRow>();
        if (family != null) {
            for (var code : family.getVertices(DIRECTION.IN, Schema.MEMBER_OF)) {
                if (members.size() >= mostFamily) {
                    break;
                }
                var member = first(code);
                if (member != null && !code.getIdentity().equals(Records.link(contract, "code"))) {
                    members.add(row(member, families));
                }
            }
        }
        return new InsightRecord(
                row,
                others,
                Records.number(deployer, "contracts"),
                Records.number(deployer, "findings"),
                members,
                family == null ? Map.of() : Records.findings(family));
    }

    private InsightRow row(Vertex contract, Map<Long, Long> families) {
        var code = Records.vertex(database, Records.link(contract, "code"));
        var deployer = Records.vertex(database, Records.link(contract, "deployer"));
        var score = Records.score(code);
        long found = Records.number(contract, "found");
        return new InsightRow(
                Address.of(Records.bytes(contract, "address")),
                Hash32.of(Records.bytes(code, "hash")),
                Instant.ofEpochSecond(found / 1_000_000, found % 1_000_000 * 1_000),
                score,
                (int) Records.number(code, "size"),
                families.computeIfAbsent(score.family(), this::familyContracts),
                Records.number(code, "contracts"),
                Records.number(contract, "block"),
                Instant.ofEpochMilli(Records.number(contract, "time")),
                Address.of(Records.bytes(deployer, "address")));
    }

    private long familyContracts(long key) {
        var family = Records.family(database, key);
        return family == null ? 0 : Records.number(family, "contracts");
    }

    private RangeIndex index(String type, String property) {
        return (RangeIndex)
                database.getSchema().getType(type).getPolymorphicIndexByProperties(property);
    }
}
