package hearth.bench.history;

import hearth.kernel.DatabaseFailedException;
import hearth.monitors.history.History;
import hearth.monitors.history.Tier;

import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Arrays;
import java.util.Locale;

/**
 * Fills a history with days of a simulated machine at 1 Hz, then measures the file and the charts.
 *
 * <p>Usage: HistoryCost FOLDER DAYS fills and measures; HistoryCost FOLDER only opens and asks, for
 * the cold figures of a new process.
 */
public final class HistoryCost {
    private static final Instant START = Instant.parse("2026-01-01T00:00:00Z");

    private static final PrintStream OUT = System.out;

    private HistoryCost() {}

    /** The bench's entry point. */
    public static void main(String[] args)
            throws IOException, DatabaseFailedException, SQLException {
        var folder = Path.of(args[0]);
        Files.createDirectories(folder);
        var file = folder.resolve("history.db");
        if (args.length > 1) {
            fill(file, Integer.parseInt(args[1]));
            size(file);
        }
        ask(file);
    }

    private static void fill(Path file, int days) throws DatabaseFailedException, SQLException {
        var now = new long[] {START.getEpochSecond()};
        InstantSource time = () -> Instant.ofEpochSecond(now[0]);
        var machine = new SimulatedMachine();
        long seconds = days * 86_400L;
        long start = System.nanoTime();
        long adding = 0;
        long series = 0;
        try (var history = History.open(file, time)) {
            for (long second = 0; second < seconds; second++) {
                var values = machine.next(second);
                series = values.size();
                long before = System.nanoTime();
                history.add(time.instant(), values);
                // The last hour as in life; before it the unfinished seconds would only be
                // rewritten.
                boolean lastHour = second > seconds - 3600;
                if (second % (lastHour ? History.FLUSH_SECONDS : 600) == 0) {
                    history.flush();
                }
                adding += System.nanoTime() - before;
                now[0]++;
            }
        }
        OUT.printf(
                Locale.ROOT, "series                      %d at 1 Hz for %d days%n", series, days);
        OUT.printf(Locale.ROOT, "samples                     %,d%n", series * seconds);
        OUT.printf(
                Locale.ROOT,
                "adding and flushing         %.1f s in all, %.0f ns a sample, %.0f us a second%n",
                adding / 1e9,
                (double) adding / (series * seconds),
                adding / 1e3 / seconds);
        OUT.printf(
                Locale.ROOT,
                "with the simulation         %.1f s%n",
                (System.nanoTime() - start) / 1e9);
    }

    private static void size(Path file) throws IOException, SQLException, DatabaseFailedException {
        long bytes = Files.size(file);
        long points = 0;
        long values = 0;
        long packed = 0;
        try (var history = History.open(file, () -> START)) {
            for (var tier : history.footprint()) {
                long perPoint = tier.tier() == Tier.SECOND ? 1 : 3;
                points += tier.points();
                values += tier.points() * perPoint;
                packed += tier.bytes();
                OUT.printf(
                        Locale.ROOT,
                        "%-27s %,d points, %.2f bytes a point, %.2f bytes a value%n",
                        tier.tier(),
                        tier.points(),
                        (double) tier.bytes() / tier.points(),
                        (double) tier.bytes() / tier.points() / perPoint);
            }
        }
        OUT.printf(
                Locale.ROOT,
                "all points                  %,d holding %,d values%n",
                points,
                values);
        OUT.printf(
                Locale.ROOT,
                "file                        %,d bytes (packed blocks %,d)%n",
                bytes,
                packed);
        OUT.printf(Locale.ROOT, "bytes a point, whole file   %.2f%n", (double) bytes / points);
        OUT.printf(Locale.ROOT, "bytes a value, whole file   %.2f%n", (double) bytes / values);
    }

    private static void ask(Path file) throws DatabaseFailedException, SQLException {
        long start = System.nanoTime();
        long last;
        try (var connection = DriverManager.getConnection("jdbc:sqlite:" + file);
                var statement = connection.createStatement();
                var row = statement.executeQuery("SELECT max(key) >> 16 FROM tier_second")) {
            row.next();
            last = (row.getLong(1) + 1) * 600;
        }
        var end = Instant.ofEpochSecond(last);
        long openStart = System.nanoTime();
        try (var history = History.open(file, () -> end)) {
            long opened = System.nanoTime();
            OUT.printf(
                    Locale.ROOT,
                    "open                        %.1f ms (driver before it %.1f ms)%n",
                    (opened - openStart) / 1e6,
                    (openStart - start) / 1e6);
            for (var span :
                    new Duration[] {
                        Duration.ofDays(30), Duration.ofHours(24), Duration.ofMinutes(10)
                    }) {
                chart(history, end, span);
            }
        }
    }

    private static void chart(History history, Instant end, Duration span) throws SQLException {
        var from = end.minus(span);
        var names = history.series();
        double[] millis = new double[400];
        int points = 0;
        for (int i = 0; i < millis.length; i++) {
            long start = System.nanoTime();
            var series = history.query(names.get(i % names.size()), from, end, 720);
            millis[i] = (System.nanoTime() - start) / 1e6;
            points = Math.max(points, series.points().size());
        }
        double first = millis[0];
        Arrays.sort(millis);
        OUT.printf(
                Locale.ROOT,
                "chart of %-12s       first %.2f ms, median %.2f ms, p99 %.2f ms (%d points)%n",
                span,
                first,
                millis[millis.length / 2],
                millis[millis.length * 99 / 100],
                points);
    }
}
