package hearth.workers.risk.load;

import com.arcadedb.database.Database;
import com.arcadedb.database.RID;
import com.arcadedb.graph.MutableVertex;
import com.arcadedb.graph.Vertex;
import com.arcadedb.index.RangeIndex;

import hearth.workers.risk.Account;
import hearth.workers.risk.CodeHash;
import hearth.workers.risk.Finding;

import org.jspecify.annotations.Nullable;

import java.time.Clock;
import java.time.LocalDate;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.locks.Lock;
import java.util.function.Consumer;

/** The one writer: a batch is one transaction. Not for two threads. */
final class GraphWriter {
    private static final int REMEMBERED = 200_000;

    private record KnownCode(RID rid, long family, boolean alarms, boolean risky) {}

    /** A code or a deployer to which a transaction adds contracts; its row is written once. */
    private static final class Owner {
        final MutableVertex row;
        @Nullable RID newest;
        long contracts;
        long findings;

        Owner(MutableVertex row) {
            this.row = row;
            this.newest = Records.linkOrNone(row, Schema.NEWEST);
        }

        void write() {
            row.set("contracts", Records.number(row, "contracts") + contracts);
            if (findings != 0) {
                row.set("findings", Records.number(row, "findings") + findings);
            }
            if (newest == null) {
                row.remove(Schema.NEWEST);
            } else {
                row.set(Schema.NEWEST, newest);
            }
            row.save();
        }
    }

    /** What a transaction adds to rows that many of its contracts share. */
    private final class Sums {
        private final Map<RID, Owner> owners = new HashMap<>();
        final Map<Long, Long> familyContracts = new HashMap<>();
        final Map<Long, Map<Finding, Long>> familyFindings = new HashMap<>();

        Owner owner(RID rid) {
            return owners.computeIfAbsent(
                    rid, _ -> new Owner(Records.vertex(database, rid).modify()));
        }

        void contract(KnownCode code, RID deployer, int by) {
            owner(code.rid()).contracts += by;
            familyContracts.merge(code.family(), (long) by, Long::sum);
            var sum = owner(deployer);
            sum.contracts += by;
            sum.findings += code.alarms() ? by : 0;
        }

        void write() {
            owners.values().forEach(Owner::write);
            familyContracts.forEach((key, by) -> {
                var vertex = Records.vertex(database, family(key)).modify();
                vertex.set("contracts", Records.number(vertex, "contracts") + by).save();
            });
            familyFindings.forEach((key, by) -> {
                var vertex = Records.vertex(database, family(key)).modify();
                var counts = new EnumMap<>(Records.findings(vertex));
                by.forEach((finding, count) -> counts.merge(finding, count, Long::sum));
                vertex.set("findings", Records.text(counts)).save();
            });
        }
    }

    private final Database database;
    private final Clock clock;
    private final RID metaRid;
    private final Lock publishing;
    private final Lru<CodeHash, KnownCode> codes = new Lru<>(REMEMBERED);
    private final Lru<Account, RID> deployers = new Lru<>(REMEMBERED / 4);
    private final Lru<Long, RID> families = new Lru<>(REMEMBERED / 4);
    private volatile Meta meta;

    /**
     * @param publishing held while a transaction becomes visible, which is page by page
     */
    GraphWriter(Database database, Clock clock, RID metaRid, Meta meta, Lock publishing) {
        this.database = database;
        this.clock = clock;
        this.metaRid = metaRid;
        this.publishing = publishing;
        this.meta = meta;
    }

    /** The state after the newest transaction; never changed once published. */
    Meta meta() {
        return meta;
    }

    LocalDate today() {
        return LocalDate.now(clock);
    }

    private @Nullable KnownCode known(CodeHash hash) {
        var known = codes.get(hash);
        if (known == null) {
            var vertex = Records.code(database, hash);
            if (vertex != null) {
                known =
                        new KnownCode(
                                vertex.getIdentity(),
                                Records.number(vertex, "family"),
                                Records.finding(vertex).alarms(),
                                Records.score(vertex).highest() >= GraphReader.RISKY);
                codes.put(hash, known);
            }
        }
        return known;
    }

    void write(Batch batch) {
        transaction(next -> {
            var sums = new Sums();
            for (var code : batch.codes()) {
                code(code, next, sums);
            }
            // Addresses can come again only at or below the highest block ever read.
            long replayed = next.highestBlock;
            for (var sighting : batch.contracts()) {
                contract(sighting, next, sums, replayed);
            }
            sums.write();
            if (batch.cursor() != null) {
                next.cursor = batch.cursor();
                next.highestBlock = Math.max(next.highestBlock, batch.cursor().next() - 1);
            }
        });
    }

    /** Forgets contracts of blocks that are no longer on the chain. */
    void rollBack(Cursor to) {
        transaction(next -> {
            var sums = new Sums();
            var orphans = new HashSet<RID>();
            if (!to.recent().isEmpty()) {
                orphans.addAll(above(to.next() - 1));
            }
            for (var orphan : orphans) {
                remove(Records.vertex(database, orphan), next, sums);
            }
            sums.write();
            next.cursor = to;
        });
    }

    private Set<RID> above(long block) {
        var above = new HashSet<RID>();
        var newest =
                ((RangeIndex)
                                database.getSchema()
                                        .getType(Schema.CONTRACT)
                                        .getPolymorphicIndexByProperties("found"))
                        .iterator(false);
        while (newest.hasNext()) {
            var next = newest.next();
            if (next == null) {
                continue; // deleted since it was indexed
            }
            var contract = next.asVertex();
            if (Records.number(contract, "block") <= block) {
                break;
            }
            above.add(contract.getIdentity());
        }
        return above;
    }

    private void remove(Vertex contract, Meta next, Sums sums) {
        var code = Records.vertex(database, Records.link(contract, "code"));
        boolean alarms = Records.finding(code).alarms();
        sums.contract(
                new KnownCode(code.getIdentity(), Records.number(code, "family"), alarms, false),
                Records.link(contract, "deployer"),
                -1);
        next.contracts--;
        if (alarms && next.dayFindings > 0) {
            next.dayFindings--;
        }
        // Out of every index, but still a step in its two lists, unless it stands at their head.
        var gone = contract.modify();
        for (var indexed : List.of("key", "found", "risky")) {
            gone.remove(indexed);
        }
        gone.set(Schema.GONE, true).save();
        newestLeft(sums.owner(code.getIdentity()), Schema.BEFORE_OF_CODE);
        newestLeft(sums.owner(Records.link(contract, "deployer")), Schema.BEFORE_OF_DEPLOYER);
    }

    /** The newest of a list is one that was not taken back. */
    private void newestLeft(Owner owner, String before) {
        while (owner.newest != null) {
            var newest = Records.vertex(database, owner.newest);
            if (!Records.gone(newest)) {
                return;
            }
            owner.newest = Records.linkOrNone(newest, before);
        }
    }

    private void code(Batch.NewCode code, Meta next, Sums sums) {
        if (known(code.hash()) != null) {
            return; // seen before a restart whose batch was loaded all the same
        }
        var score = code.score();
        var vertex = database.newVertex(Schema.CODE);
        vertex.set("key", code.hash().a())
                .set("hash", code.hash().bytes())
                .set("size", code.size())
                .set("found", stamp(next))
                .set("contracts", 0L);
        Records.score(vertex, score);
        vertex.save();
        vertex.newLightEdge(
                Schema.MEMBER_OF, Records.vertex(database, family(score.family())), true);
        sums.familyFindings
                .computeIfAbsent(score.family(), _ -> new EnumMap<>(Finding.class))
                .merge(score.finding(), 1L, Long::sum);
        codes.put(
                code.hash(),
                new KnownCode(
                        vertex.getIdentity(),
                        score.family(),
                        score.finding().alarms(),
                        score.highest() >= GraphReader.RISKY));
        next.codes++;
    }

    private void contract(Batch.Sighting sighting, Meta next, Sums sums, long replayed) {
        var created = sighting.created();
        var code = known(sighting.hash());
        if (code == null) {
            return; // its code was not to be had
        }
        if (created.block() <= replayed) {
            var same = Records.account(database, Schema.CONTRACT, created.address());
            if (same != null) {
                remove(same, next, sums);
            }
        }
        var deployer = deployer(created.deployer());
        long found = stamp(next);
        MutableVertex vertex = database.newVertex(Schema.CONTRACT);
        vertex.set("key", created.address().a())
                .set("address", created.address().bytes())
                .set("found", found)
                .set("block", created.block())
                .set("time", created.time().toEpochMilli())
                .set("code", code.rid())
                .set("deployer", deployer);
        var ofCode = sums.owner(code.rid());
        if (ofCode.newest != null) {
            vertex.set(Schema.BEFORE_OF_CODE, ofCode.newest);
        }
        var ofDeployer = sums.owner(deployer);
        if (ofDeployer.newest != null) {
            vertex.set(Schema.BEFORE_OF_DEPLOYER, ofDeployer.newest);
        }
        if (code.risky()) {
            vertex.set("risky", found);
        }
        if (code.alarms()) {
            next.finding(today());
        }
        vertex.save();
        ofCode.newest = vertex.getIdentity();
        ofDeployer.newest = vertex.getIdentity();
        sums.contract(code, deployer, 1);
        next.contracts++;
    }

    /**
     * Microseconds of now, later than any before: a time and a unique place in the list at once.
     */
    private long stamp(Meta next) {
        next.found = Math.max(next.found + 1, clock.millis() * 1_000);
        return next.found;
    }

    private RID deployer(Account account) {
        var rid = deployers.get(account);
        if (rid == null) {
            var vertex = Records.account(database, Schema.DEPLOYER, account);
            rid =
                    vertex != null
                            ? vertex.getIdentity()
                            : database.newVertex(Schema.DEPLOYER)
                                    .set("key", account.a())
                                    .set("address", account.bytes())
                                    .set("contracts", 0L)
                                    .set("findings", 0L)
                                    .save()
                                    .getIdentity();
            deployers.put(account, rid);
        }
        return rid;
    }

    private RID family(long key) {
        var rid = families.get(key);
        if (rid == null) {
            var vertex = Records.family(database, key);
            rid =
                    vertex != null
                            ? vertex.getIdentity()
                            : database.newVertex(Schema.FAMILY)
                                    .set("key", key)
                                    .set("contracts", 0L)
                                    .set("findings", Records.text(Map.of()))
                                    .save()
                                    .getIdentity();
            families.put(key, rid);
        }
        return rid;
    }

    private void transaction(Consumer<Meta> work) {
        var next = meta.copy();
        database.begin();
        boolean done = false;
        try {
            work.accept(next);
            var document = database.lookupByRID(metaRid, true).asDocument().modify();
            next.into(document);
            document.save();
            publishing.lock();
            try {
                database.commit();
            } finally {
                publishing.unlock();
            }
            done = true;
        } finally {
            if (!done) {
                if (database.isTransactionActive()) {
                    database.rollback();
                }
                // They may name records that were never written.
                codes.clear();
                deployers.clear();
                families.clear();
            }
        }
        meta = next;
    }
}
