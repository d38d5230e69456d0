package hearth.network.gatekeeper;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;

import hearth.network.settlement.BooksTable;
import hearth.network.work.SubmitOutcome.Accepted;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import java.nio.file.Path;
import java.util.List;
import java.util.Set;

/** Records that an earlier release has written. */
final class OlderRecordsTest {
    @TempDir Path directory;

    @Test
    void recordsWithoutModelsAndWatchesGoOn() throws Exception {
        try (var network = new FakeNetwork(directory)) {
            var crowd = new Crowd(network);
            network.source.deploy("code", 40);
            crowd.join(2, Set.of());
            var both = Set.of(1L, 2L);
            crowd.round(both);
            crowd.nextEpoch();
            crowd.round(Set.of(1L));
            var before = network.gatekeeper.book().get(1).orElseThrow();

            network.store
                    .database()
                    .inTransaction(connection -> {
                        try (var statement = connection.createStatement()) {
                            for (var sql :
                                    List.of(
                                            "ALTER TABLE codes DROP COLUMN model",
                                            "ALTER TABLE rounds DROP COLUMN consents",
                                            "DROP TABLE others_verdicts",
                                            "DROP TABLE proposals",
                                            "ALTER TABLE books_standing DROP COLUMN watched",
                                            "ALTER TABLE closed_nodes DROP COLUMN watched",
                                            "UPDATE books_standing SET consecutive = 0"
                                                    + " WHERE node = 2",
                                            "PRAGMA user_version = 4")) {
                                statement.execute(sql);
                            }
                            return true;
                        }
                    });
            network.kill();
            network.start();

            var books = network.store.database().inTransaction(BooksTable::read);
            assertEquals(0, books.standingOf(1).watched());
            assertEquals(7, books.standingOf(2).watched(), "it may have been condemned");
            assertEquals(before, network.gatekeeper.book().get(1).orElseThrow());
            for (var outcome : crowd.round(both).values()) {
                assertInstanceOf(Accepted.class, outcome);
            }
            crowd.nextEpoch();
            assertEquals(2, network.gatekeeper.book().lastEpoch());
        }
    }
}
