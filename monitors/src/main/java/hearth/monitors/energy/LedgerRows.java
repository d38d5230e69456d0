package hearth.monitors.energy;

import hearth.kernel.Quality;
import hearth.monitors.power.EnergyRegister;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.sql.Types;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;

/** The ledger's tables. Energy in microjoules, times in milliseconds. */
final class LedgerRows {
    static final List<String> SCHEMA =
            List.of(
                    """
                    CREATE TABLE part(id INTEGER PRIMARY KEY, name TEXT NOT NULL UNIQUE);
                    CREATE TABLE energy_minute(
                      bucket INTEGER NOT NULL, part INTEGER NOT NULL REFERENCES part(id),
                      quality TEXT NOT NULL, energy INTEGER NOT NULL, solar INTEGER NOT NULL,
                      millis INTEGER NOT NULL, PRIMARY KEY(bucket, part, quality)) WITHOUT ROWID;
                    CREATE TABLE energy_quarter(
                      bucket INTEGER NOT NULL, part INTEGER NOT NULL REFERENCES part(id),
                      quality TEXT NOT NULL, energy INTEGER NOT NULL, solar INTEGER NOT NULL,
                      millis INTEGER NOT NULL, PRIMARY KEY(bucket, part, quality)) WITHOUT ROWID;
                    CREATE TABLE work_quarter(
                      bucket INTEGER NOT NULL, part INTEGER NOT NULL REFERENCES part(id),
                      units INTEGER NOT NULL, working INTEGER NOT NULL, paused INTEGER NOT NULL,
                      PRIMARY KEY(bucket, part)) WITHOUT ROWID;
                    CREATE TABLE gap(
                      id INTEGER PRIMARY KEY, begun INTEGER NOT NULL, ended INTEGER NOT NULL,
                      counted INTEGER);
                    CREATE INDEX gap_ended ON gap(ended);
                    CREATE TABLE last_reading(
                      one INTEGER PRIMARY KEY CHECK(one=1), at INTEGER NOT NULL,
                      source TEXT NOT NULL, register INTEGER);
                    CREATE TABLE idle_seen(
                      source TEXT NOT NULL, quiet INTEGER NOT NULL, bin INTEGER NOT NULL,
                      n REAL NOT NULL, PRIMARY KEY(source, quiet, bin)) WITHOUT ROWID;
                    CREATE TABLE price(
                      series TEXT NOT NULL, begun INTEGER NOT NULL, ended INTEGER NOT NULL,
                      micros INTEGER NOT NULL, PRIMARY KEY(series, begun)) WITHOUT ROWID;
                    CREATE TABLE rule_event(
                      id INTEGER PRIMARY KEY, at INTEGER NOT NULL, rule TEXT NOT NULL,
                      holds INTEGER NOT NULL, reason TEXT NOT NULL);
                    CREATE INDEX rule_event_at ON rule_event(at);
                    """,
                    // No earlier version kept a register; the stretch since its last reading ends
                    // without one.
                    """
                    ALTER TABLE energy_minute ADD COLUMN imitable INTEGER NOT NULL DEFAULT 0;
                    ALTER TABLE energy_quarter ADD COLUMN imitable INTEGER NOT NULL DEFAULT 0;
                    ALTER TABLE last_reading RENAME COLUMN source TO meter;
                    UPDATE last_reading SET meter='', register=NULL;
                    """);

    private LedgerRows() {}

    /** A statement that adds to a bucket of {@code energy_minute} or {@code energy_quarter}. */
    static PreparedStatement addTo(Connection connection, String table) throws SQLException {
        return connection.prepareStatement(
                "INSERT INTO "
                        + table
                        + "(bucket,part,quality,energy,solar,millis,imitable) VALUES(?,?,?,?,?,?,?)"
                        + " ON CONFLICT(bucket,part,quality) DO UPDATE SET"
                        + " energy=energy+excluded.energy, solar=solar+excluded.solar,"
                        + " millis=millis+excluded.millis, imitable=imitable+excluded.imitable");
    }

    static void add(PreparedStatement into, long bucket, long part, Quality quality, long[] sums)
            throws SQLException {
        into.setLong(1, bucket);
        into.setLong(2, part);
        into.setString(3, quality.name());
        into.setLong(4, sums[0]);
        into.setLong(5, sums[1]);
        into.setLong(6, sums[2]);
        into.setLong(7, sums[3]);
        into.executeUpdate();
    }

    static void addWork(Connection connection, long quarter, long part, long[] sums)
            throws SQLException {
        try (var insert =
                connection.prepareStatement(
                        "INSERT INTO work_quarter(bucket,part,units,working,paused)"
                                + " VALUES(?,?,?,?,?) ON CONFLICT(bucket,part) DO UPDATE SET"
                                + " units=units+excluded.units, working=working+excluded.working,"
                                + " paused=paused+excluded.paused")) {
            insert.setLong(1, quarter);
            insert.setLong(2, part);
            insert.setLong(3, sums[0]);
            insert.setLong(4, sums[1]);
            insert.setLong(5, sums[2]);
            insert.executeUpdate();
        }
    }

    static void addGap(Connection connection, Gap gap) throws SQLException {
        try (var insert =
                connection.prepareStatement("INSERT INTO gap(begun,ended,counted) VALUES(?,?,?)")) {
            insert.setLong(1, gap.from().toEpochMilli());
            insert.setLong(2, gap.to().toEpochMilli());
            if (gap.counted().isPresent()) {
                insert.setLong(3, gap.counted().getAsLong());
            } else {
                insert.setNull(3, Types.INTEGER);
            }
            insert.executeUpdate();
        }
    }

    static void dropMinutes(Connection connection, long before) throws SQLException {
        try (var delete = connection.prepareStatement("DELETE FROM energy_minute WHERE bucket<?")) {
            delete.setLong(1, before);
            delete.executeUpdate();
        }
    }

    static Optional<Integrator.Kept> lastReading(Connection connection) throws SQLException {
        try (var statement = connection.createStatement();
                var row = statement.executeQuery("SELECT at,meter,register FROM last_reading")) {
            if (!row.next()) {
                return Optional.empty();
            }
            var meter = row.getString(2);
            long register = row.getLong(3);
            boolean none = row.wasNull();
            return Optional.of(
                    new Integrator.Kept(
                            Instant.ofEpochMilli(row.getLong(1)),
                            none
                                    ? Optional.empty()
                                    : Optional.of(new EnergyRegister(meter, register))));
        }
    }

    static void lastReading(Connection connection, Integrator.Kept kept) throws SQLException {
        try (var insert =
                connection.prepareStatement(
                        "INSERT OR REPLACE INTO last_reading(one,at,meter,register)"
                                + " VALUES(1,?,?,?)")) {
            insert.setLong(1, kept.wall().toEpochMilli());
            if (kept.register().isPresent()) {
                insert.setString(2, kept.register().get().meter());
                insert.setLong(3, kept.register().get().milliwattHours());
            } else {
                insert.setString(2, "");
                insert.setNull(3, Types.INTEGER);
            }
            insert.executeUpdate();
        }
    }

    static List<Usage> usages(
            Connection connection, String table, long bucketMillis, Instant from, Instant to)
            throws SQLException {
        var usages = new ArrayList<Usage>();
        try (var select =
                connection.prepareStatement(
                        "SELECT bucket,name,quality,energy,solar,millis,imitable FROM "
                                + table
                                + " JOIN part ON part.id=part WHERE bucket>=? AND bucket<?"
                                + " ORDER BY bucket,name,quality")) {
            range(select, bucketMillis, from, to);
            try (var row = select.executeQuery()) {
                while (row.next()) {
                    usages.add(
                            new Usage(
                                    Instant.ofEpochMilli(row.getLong(1) * bucketMillis),
                                    row.getString(2),
                                    Quality.valueOf(row.getString(3)),
                                    row.getLong(4),
                                    row.getLong(5),
                                    row.getLong(6),
                                    row.getLong(7)));
                }
            }
        }
        return usages;
    }

    static List<Work> work(Connection connection, long bucketMillis, Instant from, Instant to)
            throws SQLException {
        var work = new ArrayList<Work>();
        try (var select =
                connection.prepareStatement(
                        "SELECT bucket,name,units,working,paused FROM work_quarter"
                                + " JOIN part ON part.id=part WHERE bucket>=? AND bucket<?"
                                + " ORDER BY bucket,name")) {
            range(select, bucketMillis, from, to);
            try (var row = select.executeQuery()) {
                while (row.next()) {
                    work.add(
                            new Work(
                                    Instant.ofEpochMilli(row.getLong(1) * bucketMillis),
                                    Parts.workerOf(row.getString(2)),
                                    row.getLong(3),
                                    row.getLong(4),
                                    row.getLong(5)));
                }
            }
        }
        return work;
    }

    private static void range(PreparedStatement select, long bucketMillis, Instant from, Instant to)
            throws SQLException {
        select.setLong(1, Math.floorDiv(from.toEpochMilli(), bucketMillis));
        // A bucket that has begun before the end belongs to the stretch.
        select.setLong(2, Math.floorDiv(to.toEpochMilli() - 1, bucketMillis) + 1);
    }

    static List<Gap> gaps(Connection connection, Instant from, Instant to) throws SQLException {
        var gaps = new ArrayList<Gap>();
        try (var select =
                connection.prepareStatement(
                        "SELECT begun,ended,counted FROM gap WHERE ended>? AND begun<?"
                                + " ORDER BY begun")) {
            select.setLong(1, from.toEpochMilli());
            select.setLong(2, to.toEpochMilli());
            try (var row = select.executeQuery()) {
                while (row.next()) {
                    long counted = row.getLong(3);
                    boolean none = row.wasNull();
                    gaps.add(
                            new Gap(
                                    Instant.ofEpochMilli(row.getLong(1)),
                                    Instant.ofEpochMilli(row.getLong(2)),
                                    none ? OptionalLong.empty() : OptionalLong.of(counted)));
                }
            }
        }
        return gaps;
    }

    static Optional<Long> firstQuarter(Connection connection) throws SQLException {
        try (var statement = connection.createStatement();
                var row = statement.executeQuery("SELECT min(bucket) FROM energy_quarter")) {
            if (!row.next()) {
                return Optional.empty();
            }
            long first = row.getLong(1);
            return row.wasNull() ? Optional.empty() : Optional.of(first);
        }
    }
}
