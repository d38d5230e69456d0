package hearth.monitors.energy;

import hearth.kernel.Database;

import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Optional;
import java.util.TreeMap;

/** Price series on disk, beside the ledger; read once, then kept in memory. */
public final class Prices implements PriceSeries {
    private final Database database;
    private final Map<String, NavigableMap<Instant, PricePoint>> known = new HashMap<>();

    public Prices(EnergyLedger ledger) throws SQLException {
        database = ledger.database();
        database.inTransaction(connection -> {
            try (var statement = connection.createStatement();
                    var row =
                            statement.executeQuery("SELECT series,begun,ended,micros FROM price")) {
                while (row.next()) {
                    put(
                            row.getString(1),
                            new PricePoint(
                                    Instant.ofEpochMilli(row.getLong(2)),
                                    Instant.ofEpochMilli(row.getLong(3)),
                                    new Price(row.getLong(4))));
                }
            }
            return true;
        });
    }

    private void put(String series, PricePoint point) {
        known.computeIfAbsent(series, _ -> new TreeMap<>()).put(point.from(), point);
    }

    /**
     * Keeps points, all or none. A point that is there already is replaced only while it lies in
     * the future: what is past keeps the price that it had, unless {@code overPast}.
     *
     * @return how many were new or changed
     */
    public synchronized int add(
            String series, List<PricePoint> points, Instant now, boolean overPast)
            throws SQLException {
        var fresh = new ArrayList<PricePoint>();
        for (var point : points) {
            var old = known.getOrDefault(series, new TreeMap<>()).get(point.from());
            boolean open = old == null || overPast || point.to().isAfter(now);
            if (open && !point.equals(old)) {
                fresh.add(point);
            }
        }
        database.inTransaction(connection -> {
            try (var insert =
                    connection.prepareStatement(
                            "INSERT OR REPLACE INTO price(series,begun,ended,micros)"
                                    + " VALUES(?,?,?,?)")) {
                for (var point : fresh) {
                    insert.setString(1, series);
                    insert.setLong(2, point.from().toEpochMilli());
                    insert.setLong(3, point.to().toEpochMilli());
                    insert.setLong(4, point.price().micros());
                    insert.addBatch();
                }
                insert.executeBatch();
            }
            return true;
        });
        fresh.forEach(point -> put(series, point));
        return fresh.size();
    }

    @Override
    public synchronized Optional<Price> at(String series, Instant moment) {
        var points = known.get(series);
        var before = points == null ? null : points.floorEntry(moment);
        return before == null || !before.getValue().to().isAfter(moment)
                ? Optional.empty()
                : Optional.of(before.getValue().price());
    }

    /** The last moment that a series has a price for; empty when it has none. */
    public synchronized Optional<Instant> until(String series) {
        var points = known.get(series);
        return points == null ? Optional.empty() : Optional.of(points.lastEntry().getValue().to());
    }

    /** How many points a series has. */
    public synchronized int size(String series) {
        return known.getOrDefault(series, new TreeMap<>()).size();
    }
}
