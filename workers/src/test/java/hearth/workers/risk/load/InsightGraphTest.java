package hearth.workers.risk.load;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.arcadedb.database.DatabaseFactory;

import hearth.kernel.Address;
import hearth.kernel.Hash32;
import hearth.workers.risk.Account;
import hearth.workers.risk.CodeHash;
import hearth.workers.risk.FakeModel;
import hearth.workers.risk.Finding;
import hearth.workers.risk.Keccak;
import hearth.workers.risk.extract.Created;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;

/** Each question to the graph is held against the same answer counted by hand. */
final class InsightGraphTest {
    private static final Instant NOW = Instant.parse("2026-03-01T12:00:00Z");
    private static final Clock CLOCK = Clock.fixed(NOW, ZoneOffset.UTC);
    private static final Instant EVER = Instant.parse("2100-01-01T00:00:00Z");

    @TempDir Path folder;

    /** What was loaded, as plain lists. */
    private static final class Truth {
        final Random random = new Random(7);
        final List<byte[]> codes = new ArrayList<>();
        final Map<Account, CodeHash> contracts = new HashMap<>();
        final Map<Account, Account> deployers = new HashMap<>();
        final List<Account> order = new ArrayList<>();
        final Map<CodeHash, byte[]> byHash = new HashMap<>();
        long block;

        Batch batch(int size, double known) {
            var keccak = new Keccak();
            var scorer = new FakeModel().newScorer();
            var fresh = new ArrayList<Batch.NewCode>();
            var sightings = new ArrayList<Batch.Sighting>();
            var blocks = new ArrayList<Cursor.Block>();
            block++;
            blocks.add(new Cursor.Block(block, blockHash(block)));
            for (int i = 0; i < size; i++) {
                byte[] code;
                if (codes.isEmpty() || random.nextDouble() >= known) {
                    code =
                            FakeModel.code(
                                    Finding.of(random.nextInt(5)),
                                    random.nextInt(101),
                                    random.nextInt(6),
                                    codes.size());
                    codes.add(code);
                    fresh.add(new Batch.NewCode(keccak.of(code), code.length, scorer.score(code)));
                } else {
                    code = codes.get(random.nextInt(codes.size()));
                }
                var hash = keccak.of(code);
                byHash.put(hash, code);
                var address = new Account(random.nextLong(), random.nextLong(), random.nextInt());
                var deployer = new Account(random.nextInt(9), 1, 1);
                contracts.put(address, hash);
                deployers.put(address, deployer);
                order.add(address);
                sightings.add(
                        new Batch.Sighting(
                                new Created(address, deployer, block, blockHash(block), NOW),
                                hash));
            }
            return new Batch(fresh, sightings, new Cursor(blocks));
        }

        int risk(Account address) {
            return code(address)[1] * 100;
        }

        byte[] code(Account address) {
            return code(hash(address));
        }

        byte[] code(CodeHash hash) {
            return Objects.requireNonNull(byHash.get(hash));
        }

        CodeHash hash(Account address) {
            return Objects.requireNonNull(contracts.get(address));
        }

        Account deployer(Account address) {
            return Objects.requireNonNull(deployers.get(address));
        }

        void forget(Account address) {
            contracts.remove(address);
            deployers.remove(address);
            order.remove(address);
        }
    }

    private static Hash32 blockHash(long number) {
        return new CodeHash(number, 0, 0, 1).hash32();
    }

    private InsightGraph open() throws GraphFailedException {
        return InsightGraph.open(folder.resolve("graph"), 1, "model", CLOCK);
    }

    @Test
    void answersAreThoseCountedByHand() throws Exception {
        var truth = new Truth();
        try (var graph = open()) {
            for (int i = 0; i < 20; i++) {
                graph.write(truth.batch(150, i < 10 ? 0.2 : 0.9));
            }
            compare(truth, graph);
        }
        try (var again = open()) {
            compare(truth, again);
            assertEquals(20, again.cursor().next() - 1);
            again.write(truth.batch(300, 0.5));
            compare(truth, again);
        }
    }

    private static void compare(Truth truth, InsightGraph graph) {
        var totals = graph.totals();
        assertEquals(truth.codes.size(), totals.codes());
        assertEquals(truth.contracts.size(), totals.contracts());
        assertTrue(totals.bytes() > 0);
        assertEquals(
                truth.order.stream().filter(a -> Finding.of(truth.code(a)[0]).alarms()).count(),
                totals.findingsToday());
        for (int minRisk : new int[] {0, 2_000, 5_000, 9_000}) {
            var expected =
                    truth.order.reversed().stream()
                            .filter(a -> truth.risk(a) >= minRisk)
                            .map(Account::address)
                            .toList();
            assertEquals(expected, paged(graph, minRisk), "risk " + minRisk);
        }
        for (int i = 0; i < 30; i++) {
            var address = truth.order.get(truth.random.nextInt(truth.order.size()));
            detail(truth, graph, address);
        }
        assertTrue(graph.insight(new Account(5, 5, 5).toString(), 1, 1).isEmpty());
        assertTrue(graph.insight("0xnonsense", 1, 1).isEmpty());
    }

    private static List<Address> paged(InsightGraph graph, int minRisk) {
        var all = new ArrayList<Address>();
        var before = EVER;
        while (true) {
            var page = graph.insights(minRisk, "", before, 97);
            page.rows().forEach(row -> all.add(row.address()));
            if (page.complete()) {
                return all;
            }
            before = page.rows().getLast().found();
        }
    }

    private static void detail(Truth truth, InsightGraph graph, Account address) {
        var record = graph.insight(address.toString(), 1_000, 100_000).orElseThrow();
        var row = record.row();
        byte[] code = truth.code(address);
        var deployer = truth.deployer(address);
        assertEquals(address.address(), row.address());
        assertEquals(truth.hash(address).hash32(), row.codeHash());
        assertEquals(new FakeModel().newScorer().score(code), row.score());
        assertEquals(code.length, row.size());
        assertEquals(deployer.address(), row.deployer());
        long same =
                truth.contracts.values().stream()
                        .filter(hash -> hash.equals(truth.hash(address)))
                        .count();
        assertEquals(same, row.codeContracts());
        long family =
                truth.contracts.values().stream()
                        .filter(hash -> truth.code(hash)[2] == code[2])
                        .count();
        assertEquals(family, row.familyContracts());
        var others =
                truth.deployers.entrySet().stream()
                        .filter(entry -> entry.getValue().equals(deployer))
                        .map(Map.Entry::getKey)
                        .toList();
        assertEquals(others.size(), record.byDeployerTotal());
        assertEquals(
                others.stream().filter(a -> Finding.of(truth.code(a)[0]).alarms()).count(),
                record.byDeployerFindings());
        assertEquals(others.size() - 1, record.byDeployer().size());
        assertTrue(
                record.byDeployer().stream()
                        .map(InsightRow::found)
                        .sorted(Comparator.reverseOrder())
                        .toList()
                        .equals(record.byDeployer().stream().map(InsightRow::found).toList()),
                "newest first");
        long codes = truth.codes.stream().filter(c -> c[2] == code[2]).count();
        assertEquals(
                codes, record.familyFindings().values().stream().mapToLong(Long::longValue).sum());
        for (var finding : Finding.values()) {
            assertEquals(
                    truth.codes.stream()
                            .filter(c -> c[2] == code[2] && c[0] == finding.code())
                            .count(),
                    record.familyFindings().getOrDefault(finding, 0L));
        }
        // Codes that lost all their contracts to a reorganisation have none to show.
        long shown =
                truth.contracts.values().stream()
                        .filter(hash -> truth.code(hash)[2] == code[2])
                        .distinct()
                        .count();
        assertEquals(shown - 1, record.family().size());
        search(truth, graph, address);
    }

    private static void search(Truth truth, InsightGraph graph, Account address) {
        var text = address.toString();
        for (int digits : new int[] {3, 6, 10, 20, 42}) {
            var prefix = text.substring(0, digits);
            var expected = new HashSet<Address>();
            truth.contracts.forEach((at, hash) -> {
                if (at.toString().startsWith(prefix) || hash.toString().startsWith(prefix)) {
                    expected.add(at.address());
                }
            });
            var page = graph.insights(0, prefix, EVER, 5_000);
            assertTrue(page.complete());
            assertEquals(expected, addresses(page), prefix);
            assertEquals(expected.size(), page.rows().size());
        }
        var hash = truth.hash(address).toString();
        var ofCode = graph.insights(0, hash.substring(2, 20), EVER, 5_000);
        assertTrue(addresses(ofCode).contains(address.address()));
        assertEquals(hash, graph.insight(hash, 1, 1).orElseThrow().row().codeHash().hex());
    }

    private static Set<Address> addresses(InsightPage page) {
        return new HashSet<>(page.rows().stream().map(InsightRow::address).toList());
    }

    @Test
    void blocksTakenBackTakeTheirContractsWithThem() throws Exception {
        var truth = new Truth();
        try (var graph = open()) {
            for (int i = 0; i < 6; i++) {
                graph.write(truth.batch(50, 0.5));
            }
            var orphans = truth.order.subList(4 * 50, 6 * 50);
            List.copyOf(orphans).forEach(truth::forget);
            graph.rollBack(new Cursor(List.of(new Cursor.Block(4, blockHash(4)))));
            assertEquals(5, graph.cursor().next());
            compare(truth, graph);
            truth.block = 4;
            graph.write(truth.batch(50, 0.5));
            compare(truth, graph);
        }
    }

    /** A transaction is seen whole or not at all, also by a question asked while it commits. */
    @Test
    void questionsWhileBlocksAreTakenBackMissNothingThatStays() throws Exception {
        var truth = new Truth();
        try (var graph = open();
                var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            graph.write(truth.batch(60, 0.3));
            var kept = List.copyOf(truth.order);
            var hashes = Map.copyOf(truth.contracts);
            var asked = new AtomicInteger();
            var writer =
                    threads.submit(() -> {
                        for (int i = 0; i < 60 || asked.get() < 20; i++) {
                            truth.block = 1;
                            graph.write(truth.batch(40, 0.8));
                            graph.rollBack(new Cursor(List.of(new Cursor.Block(1, blockHash(1)))));
                        }
                        return true;
                    });
            while (!writer.isDone()) {
                var address = kept.get(asked.get() % kept.size());
                var hash = Objects.requireNonNull(hashes.get(address));
                assertTrue(graph.insights(0, "", EVER, 200).rows().size() >= kept.size());
                assertTrue(graph.insights(5_000, "", EVER, 200).rows().size() > 0);
                var found = graph.insights(0, address.toString().substring(0, 4), EVER, 500);
                assertTrue(addresses(found).contains(address.address()));
                assertTrue(graph.insight(address.toString(), 50, 50).isPresent());
                assertTrue(graph.insight(hash.toString(), 50, 50).isPresent());
                assertTrue(graph.addresses(hash, 50).contains(address));
                asked.incrementAndGet();
            }
            assertTrue(writer.get());
        }
    }

    @Test
    void chainThatBeganAnewPutsOtherCodeAtTheSameAddress() throws Exception {
        var truth = new Truth();
        try (var graph = open()) {
            var batch = truth.batch(60, 0);
            graph.write(batch);
            graph.rollBack(Cursor.START);
            assertEquals(0, graph.cursor().next());
            assertEquals(60, graph.totals().codes());
            truth.block = 0;
            var second = truth.batch(40, 0.5);
            graph.write(second);
            // The first ten addresses come again, with other codes.
            var again = new ArrayList<Batch.Sighting>();
            for (int i = 0; i < 10; i++) {
                var address = batch.contracts().get(i).created().address();
                var other = batch.contracts().get(i + 20);
                var deployer = truth.deployer(address);
                truth.forget(address);
                truth.contracts.put(address, other.hash());
                truth.deployers.put(address, deployer);
                truth.order.add(address);
                again.add(
                        new Batch.Sighting(
                                new Created(address, deployer, 1, blockHash(1), NOW),
                                other.hash()));
            }
            graph.write(new Batch(List.of(), again, new Cursor(List.of())));
            compare(truth, graph);
        }
    }

    @Test
    void sameBatchTwiceCountsOnce() throws Exception {
        var truth = new Truth();
        try (var graph = open()) {
            var batch = truth.batch(80, 0.5);
            graph.write(batch);
            graph.write(batch);
            assertEquals(truth.contracts.size(), graph.totals().contracts());
            assertEquals(truth.codes.size(), graph.totals().codes());
            compare(truth, graph);
        }
    }

    @Test
    void damagedGraphIsMovedAside() throws Exception {
        try (var graph = open()) {
            graph.write(new Truth().batch(20, 0));
        }
        Files.writeString(folder.resolve("graph").resolve("schema.json"), "{ not a schema");
        try (var graph = open()) {
            assertTrue(graph.movedAside().isPresent());
            assertTrue(Files.isDirectory(graph.movedAside().get()));
            assertEquals(0, graph.totals().codes());
            graph.write(new Truth().batch(20, 0));
            assertEquals(20, graph.totals().codes());
        }
    }

    @Test
    void otherModelStartsAnewAndKeepsTheOld() throws Exception {
        try (var graph = open()) {
            graph.write(new Truth().batch(20, 0));
        }
        try (var graph = InsightGraph.open(folder.resolve("graph"), 1, "newer", CLOCK)) {
            assertTrue(graph.movedAside().isPresent());
            assertEquals(0, graph.totals().codes());
        }
    }

    @Test
    void openGraphIsNotOpenedTwice() throws Exception {
        try (var graph = open()) {
            graph.write(new Truth().batch(20, 0));
            assertThrows(GraphFailedException.class, this::open);
            assertEquals(20, graph.totals().codes());
            try (var files = Files.list(folder)) {
                assertFalse(
                        files.anyMatch(path -> path.toString().contains("aside")),
                        "the open graph was moved");
            }
        }
    }

    @Test
    void aRowThatLostItsCodeCondemnsTheGraphAndTheNextOneIsNew() throws Exception {
        var truth = new Truth();
        try (var graph = open()) {
            graph.write(truth.batch(3, 0));
        }
        try (var factory = new DatabaseFactory(folder.resolve("graph").toString())) {
            var database = factory.open();
            try {
                database.transaction(() ->
                        database.iterateType(Schema.CONTRACT, false)
                                .forEachRemaining(row ->
                                        row.asVertex().modify().set("code", (Object) null).save()));
            } finally {
                InsightGraph.close(database);
            }
        }
        Files.createDirectories(folder.resolve("graph.aside-1/"));
        Files.writeString(folder.resolve("graph.aside-1/of-before"), "");
        String address = truth.order.getFirst().toString();
        try (var graph = open()) {
            assertEquals(3, graph.totals().contracts());
            assertThrows(DamagedGraphException.class, () -> graph.insight(address, 5, 5));
            var error =
                    assertThrows(
                            DamagedGraphException.class,
                            () -> graph.rollBack(new Cursor(List.of(firstBlock()))));
            assertTrue(error.toString().contains("lost its code"), error.toString());
        }
        try (var fresh = open()) {
            assertTrue(Files.exists(fresh.movedAside().orElseThrow()));
            assertFalse(Files.exists(folder.resolve("graph.aside-1")));
            assertEquals(0, fresh.totals().contracts());
            fresh.write(truth.batch(3, 0));
            assertEquals(3, fresh.totals().contracts());
        }
    }

    /** The chain as it was before anything was read. */
    private static Cursor.Block firstBlock() {
        return new Cursor.Block(0, blockHash(0));
    }
}
