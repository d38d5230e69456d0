package hearth.monitors.history;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import hearth.kernel.DatabaseFailedException;
import hearth.kernel.Reading;
import hearth.monitors.VirtualTime;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;
import java.util.Random;
import java.util.function.IntToDoubleFunction;

final class HistoryTest {
    private static final String START = "2026-03-01T00:00:00Z";

    @TempDir Path folder;
    private final VirtualTime time = new VirtualTime(START);

    private History open() throws DatabaseFailedException {
        return History.open(folder.resolve("history.db"), time);
    }

    private void run(History history, int seconds, IntToDoubleFunction value) {
        for (int i = 0; i < seconds; i++) {
            history.add(time.instant(), Map.of("cpu.load", value.applyAsDouble(i)));
            time.pass(Duration.ofSeconds(1));
            if (i % History.FLUSH_SECONDS == 0) {
                history.flush();
            }
        }
    }

    @Test
    void aSecondIsAPointOfItsOwn() throws Exception {
        try (var history = open()) {
            run(history, 60, i -> i / 100.0);
            var from = Instant.parse(START);
            var series = history.query("cpu.load", from, from.plusSeconds(60), 600);
            assertEquals(Duration.ofSeconds(1), series.step());
            assertEquals(60, series.points().size());
            assertEquals(from.plusSeconds(30), series.points().get(30).time());
            assertEquals(0.30, series.points().get(30).mean(), 0.003);
            assertEquals(0, series.points().getFirst().mean());
        }
    }

    @Test
    void coarserPointsKnowTheirExtremes() throws Exception {
        try (var history = open()) {
            run(history, 3600, i -> i % 60 == 17 ? 1 : 0.1);
            var from = Instant.parse(START);
            var series = history.query("cpu.load", from, from.plusSeconds(3600), 60);
            assertEquals(Duration.ofMinutes(1), series.step());
            assertEquals(60, series.points().size());
            for (var point : series.points()) {
                assertEquals(0.1, point.min(), 0.001);
                assertEquals(0.115, point.mean(), 0.003);
                assertEquals(1, point.max(), 0.006);
            }
        }
    }

    @Test
    void whatWasNotMeasuredIsAGapAndNeverZero() throws Exception {
        try (var history = open()) {
            run(history, 30, _ -> 0.5);
            time.pass(Duration.ofSeconds(60));
            history.add(time.instant(), Map.of("cpu.load", Double.NaN));
            time.pass(Duration.ofSeconds(30));
            run(history, 30, _ -> 0.5);
            var from = Instant.parse(START);
            var series = history.query("cpu.load", from, from.plusSeconds(150), 600);
            assertEquals(60, series.points().size());
            assertTrue(series.points().stream().allMatch(point -> point.min() > 0.4));
            assertTrue(series.gapBefore(30));
            assertFalse(series.gapBefore(29));
            var coarse = history.query("cpu.load", from, from.plusSeconds(150), 15);
            assertEquals(6, coarse.points().size());
            assertTrue(coarse.gapBefore(3));
        }
    }

    @Test
    void everythingIsThereAgainAfterClosing() throws Exception {
        var from = Instant.parse(START);
        int seconds = 3 * 3600 + 1234;
        HistorySeries before;
        HistorySeries coarse;
        try (var history = open()) {
            run(history, seconds, i -> (i % 100) / 100.0);
            before = history.query("cpu.load", time.instant().minusSeconds(1800), end(), 1800);
            coarse = history.query("cpu.load", from, end(), 300);
        }
        try (var history = open()) {
            var recent = time.instant().minusSeconds(1800);
            assertSame(before, history.query("cpu.load", recent, end(), 1800));
            assertSame(coarse, history.query("cpu.load", from, end(), 300));
            assertEquals(1800, before.points().size());
            run(history, 700, i -> (i % 100) / 100.0);
            var later = history.query("cpu.load", from, end(), 300);
            assertEquals(coarse.step(), later.step());
            long expected = coarse.points().size() + 700 / coarse.step().toSeconds();
            assertTrue(Math.abs(later.points().size() - expected) <= 1, "" + later.points().size());
        }
    }

    /** Equal but for the last point: unfinished it is exact, from the file it is rounded. */
    private static void assertSame(HistorySeries expected, HistorySeries actual) {
        int last = expected.points().size() - 1;
        assertEquals(last + 1, actual.points().size());
        assertEquals(expected.points().subList(0, last), actual.points().subList(0, last));
        assertEquals(expected.points().getLast().mean(), actual.points().getLast().mean(), 0.005);
    }

    private Instant end() {
        return time.instant();
    }

    @Test
    void withoutClosingEveryTierLosesAtMostTheSecondsSinceTheLastFlush() throws Exception {
        var from = Instant.parse(START);
        int seconds = 5 * 3600 + 777;
        // Left open on purpose, as a killed process leaves it.
        var killed = open();
        run(killed, seconds, i -> (i % 50) / 100.0);
        time.pass(Duration.ofSeconds(3));
        Path copy = folder.resolve("copy");
        Files.createDirectories(copy);
        for (var name : new String[] {"history.db", "history.db-wal"}) {
            Files.copy(folder.resolve(name), copy.resolve(name));
        }
        try (var history = History.open(copy.resolve("history.db"), time)) {
            for (int points : new int[] {seconds, seconds / 10, seconds / 60, 6}) {
                var survived = history.query("cpu.load", from, end(), points);
                var whole = killed.query("cpu.load", from, end(), points);
                var last = survived.points().getLast().time().plus(survived.step());
                assertTrue(
                        !last.isBefore(from.plusSeconds(seconds - History.FLUSH_SECONDS)),
                        "lost more than the last flush at " + survived.step() + ": " + last);
                int same = Math.min(survived.points().size(), whole.points().size()) - 1;
                assertTrue(same > 4, "compares something");
                for (int i = 0; i < same; i++) {
                    assertEquals(whole.points().get(i).time(), survived.points().get(i).time());
                    assertEquals(
                            whole.points().get(i).mean(), survived.points().get(i).mean(), 0.01);
                    assertEquals(whole.points().get(i).max(), survived.points().get(i).max(), 1e-9);
                }
            }
        }
        killed.close();
    }

    @Test
    void aClockThatGoesBackLosesNothingOfBothPasts() throws Exception {
        try (var history = open()) {
            run(history, 1000, _ -> 0.2);
            var early = Instant.parse(START).plusSeconds(300);
            time.jumpTo(early);
            run(history, 100, _ -> 0.6);
            var from = Instant.parse(START);
            var series = history.query("cpu.load", from, from.plusSeconds(1000), 1000);
            assertEquals(1000, series.points().size());
            assertEquals(0.2, series.points().get(299).mean(), 0.003);
            assertEquals(0.6, series.points().get(350).mean(), 0.006);
            assertEquals(0.2, series.points().get(450).mean(), 0.003);
            var coarse = history.query("cpu.load", from, from.plusSeconds(1000), 100);
            assertEquals(0.2, coarse.points().get(35).min(), 0.003);
            assertEquals(0.6, coarse.points().get(35).max(), 0.006);
        }
    }

    @Test
    void aClockThatLeapsYearsAheadAndBackThrowsNothingAway() throws Exception {
        try (var history = open()) {
            run(history, 7200, _ -> 0.3);
            var right = time.instant();
            time.jumpTo(Instant.parse("2036-01-01T00:00:00Z"));
            run(history, 120, _ -> 0.9);
            history.flush();
            time.jumpTo(right);
            run(history, 60, _ -> 0.3);
            history.flush();
            var series = history.query("cpu.load", right.minusSeconds(7200), right, 720);
            assertEquals(720, series.points().size());
        }
    }

    @Test
    void eachTierForgetsInItsOwnTime() throws Exception {
        try (var history = open()) {
            // Three days, one sample each ten seconds: more than two tiers keep.
            for (int i = 0; i < 3 * 8640; i++) {
                history.add(time.instant(), Map.of("cpu.load", 0.4));
                time.pass(Duration.ofSeconds(10));
                if (i % 60 == 0) {
                    history.flush();
                }
            }
            history.flush();
        }
        var start = Instant.parse(START).getEpochSecond();
        try (var connection =
                        DriverManager.getConnection("jdbc:sqlite:" + folder.resolve("history.db"));
                var statement = connection.createStatement()) {
            assertOldest(statement, Tier.SECOND, "tier_second", end().minusSeconds(3600 + 1800));
            assertOldest(
                    statement,
                    Tier.TEN_SECONDS,
                    "tier_ten_seconds",
                    end().minusSeconds(2 * 86_400 + 3 * 7200));
            assertOldest(statement, Tier.MINUTE, "tier_minute", Instant.ofEpochSecond(start));
        }
    }

    private static void assertOldest(
            Statement statement, Tier tier, String table, Instant notBefore) throws SQLException {
        try (var rows = statement.executeQuery("SELECT min(key) >> 16 FROM " + table)) {
            assertTrue(rows.next());
            long second = rows.getLong(1) * tier.slotsPerBlock() * tier.seconds();
            assertTrue(
                    !Instant.ofEpochSecond(second).isBefore(notBefore),
                    tier + " still has " + Instant.ofEpochSecond(second));
            assertTrue(second > 0, "has something");
        }
    }

    @Test
    void aFullDiskStopsTheWritingNotTheHistory() throws Exception {
        try (var history = open()) {
            run(history, 120, _ -> 0.4);
            history.flush();
            assertInstanceOf(Reading.Measured.class, history.saved().get());
            history.limitPages(1);
            var random = new Random(5);
            for (int i = 0; i < 1500; i++) {
                var values = new HashMap<String, Double>();
                for (int series = 0; series < 40; series++) {
                    values.put("cpu.core." + series, random.nextDouble());
                }
                values.put("cpu.load", 0.4);
                history.add(time.instant(), values);
                time.pass(Duration.ofSeconds(1));
            }
            history.flush();
            var missing = assertInstanceOf(Reading.Missing.class, history.saved().get());
            assertTrue(missing.reason().contains("disk is full"), missing.reason());
            var from = Instant.parse(START);
            assertEquals(1620, history.query("cpu.load", from, end(), 2000).points().size());
            history.limitPages(1_000_000);
            history.flush();
            assertInstanceOf(Reading.Measured.class, history.saved().get());
        }
        try (var history = open()) {
            assertEquals(
                    1620,
                    history.query("cpu.load", Instant.parse(START), end(), 2000).points().size());
        }
    }

    @Test
    void aDamagedFileIsMovedAsideAndNotOverwritten() throws Exception {
        try (var history = open()) {
            run(history, 60, _ -> 0.4);
        }
        var file = folder.resolve("history.db");
        byte[] bytes = Files.readAllBytes(file);
        Arrays.fill(bytes, 0, 60, (byte) 'x');
        Files.write(file, bytes);
        try (var history = open()) {
            var aside = history.movedAside().orElseThrow();
            assertEquals(-1, Arrays.mismatch(bytes, Files.readAllBytes(aside)));
            run(history, 10, _ -> 0.4);
            assertEquals(
                    10,
                    history.query("cpu.load", Instant.parse(START), end(), 600).points().size());
        }
    }

    @Test
    void aPrecisionThatNoSeriesCanHaveIsDamageTooAndTheHistoryBeginsAnew() throws Exception {
        try (var history = open()) {
            run(history, 60, i -> i);
        }
        var file = folder.resolve("history.db");
        try (var connection = DriverManager.getConnection("jdbc:sqlite:" + file);
                var statement = connection.createStatement()) {
            assertEquals(1, statement.executeUpdate("UPDATE series SET relative = -655.36"));
        }
        try (var history = open()) {
            assertTrue(Files.exists(history.movedAside().orElseThrow()));
            run(history, 60, i -> i);
            assertFalse(history.series().isEmpty());
        }
    }

    @Test
    void aFileOfANewerHearthIsRefusedAndLeftAlone() throws Exception {
        open().close();
        var file = folder.resolve("history.db");
        try (var connection = DriverManager.getConnection("jdbc:sqlite:" + file);
                var statement = connection.createStatement()) {
            statement.execute("PRAGMA user_version=99");
        }
        byte[] before = Files.readAllBytes(file);
        var refused = assertThrows(DatabaseFailedException.class, this::open);
        assertTrue(String.valueOf(refused.getMessage()).contains("newer"), refused.getMessage());
        assertEquals(-1, Arrays.mismatch(before, Files.readAllBytes(file)));
    }

    @Test
    void anUnknownSeriesIsEmptyNotAnError() throws Exception {
        try (var history = open()) {
            assertTrue(
                    history.query("power.machine", Instant.parse(START), end().plusSeconds(9), 10)
                            .points()
                            .isEmpty());
            assertTrue(history.series().isEmpty());
        }
    }
}
