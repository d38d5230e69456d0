package hearth.workers.risk.load;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import hearth.kernel.Address;
import hearth.workers.risk.Account;
import hearth.workers.risk.CodeHash;
import hearth.workers.risk.FakeModel;
import hearth.workers.risk.Finding;
import hearth.workers.risk.Keccak;
import hearth.workers.risk.extract.Created;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.stream.IntStream;

/** Ten copies of one code by one deployer, one a block, and what is left when some go. */
final class ContractListTest {
    private static final Account DEPLOYER = new Account(7, 7, 7);

    private static final Instant EVER = Instant.parse("2100-01-01T00:00:00Z");

    @TempDir Path folder;

    private final byte[] code = FakeModel.code(Finding.of(0), 5, 1, 1);
    private final CodeHash hash = new Keccak().of(code);
    private InsightGraph graph;

    @BeforeEach
    void tenCopies() throws Exception {
        graph = InsightGraph.open(folder.resolve("graph"), 1, "model", Clock.systemUTC());
        var score = new FakeModel().newScorer().score(code);
        graph.write(
                new Batch(List.of(new Batch.NewCode(hash, code.length, score)), List.of(), null));
        for (int block = 1; block <= 10; block++) {
            copy(block);
        }
    }

    @AfterEach
    void close() {
        graph.close();
    }

    private static Account at(int block) {
        return new Account(block, 2, 3);
    }

    private static Cursor upTo(int block) {
        return new Cursor(List.of(new Cursor.Block(block, new CodeHash(block, 0, 0, 1).hash32())));
    }

    /** The copy that stands at the same address whenever its block is read. */
    private void copy(int block) {
        var cursor = upTo(block);
        var created =
                new Created(
                        at(block),
                        DEPLOYER,
                        block,
                        cursor.recent().getFirst().hash(),
                        Instant.EPOCH);
        graph.write(new Batch(List.of(), List.of(new Batch.Sighting(created, hash)), cursor));
    }

    private void assertNewestFirst(int... blocks) {
        var expected = IntStream.of(blocks).mapToObj(ContractListTest::at).toList();
        assertEquals(expected, graph.addresses(hash, 100));
        assertEquals(blocks.length, graph.totals().contracts());
        var addresses = expected.stream().map(Account::address).toList();
        var found = graph.insights(0, hash.toString().substring(0, 20), EVER, 100);
        assertTrue(found.complete());
        assertEquals(addresses, addresses(found.rows()));
        var newest = graph.insight(hash.toString(), 100, 100);
        assertEquals(blocks.length == 0, newest.isEmpty());
        newest.ifPresent(record -> {
            assertEquals(addresses.getFirst(), record.row().address());
            assertEquals(blocks.length, record.byDeployerTotal());
            assertEquals(addresses.subList(1, addresses.size()), addresses(record.byDeployer()));
        });
    }

    private static List<Address> addresses(List<InsightRow> rows) {
        return rows.stream().map(InsightRow::address).toList();
    }

    @Test
    void copiesTakenBackDoNotHideThoseBelow() {
        graph.rollBack(upTo(2));
        assertEquals(List.of(at(2)), graph.addresses(hash, 1));
        assertNewestFirst(2, 1);
    }

    @Test
    void aCopyReadAgainIsTheNewestAndLeavesNoSecondOne() {
        graph.rollBack(Cursor.START);
        copy(5);
        assertNewestFirst(5, 10, 9, 8, 7, 6, 4, 3, 2, 1);
        copy(5);
        copy(1);
        assertNewestFirst(1, 5, 10, 9, 8, 7, 6, 4, 3, 2);
    }

    @Test
    void headsPassStepsThatWereTakenBackBefore() {
        graph.rollBack(Cursor.START);
        copy(9);
        graph.rollBack(upTo(8));
        assertNewestFirst(8, 7, 6, 5, 4, 3, 2, 1);
    }

    @Test
    void aCodeWithoutCopiesIsKnownAndFillsAgain() {
        graph.rollBack(upTo(0));
        assertNewestFirst();
        assertTrue(graph.knows(hash));
        for (int block = 1; block <= 3; block++) {
            copy(block);
        }
        assertNewestFirst(3, 2, 1);
    }
}
