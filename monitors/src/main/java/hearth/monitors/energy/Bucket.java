package hearth.monitors.energy;

import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;

/** How long a line of a statement is. */
public enum Bucket {
    QUARTER,
    HOUR,
    DAY,
    /** The whole stretch in one. */
    ALL;

    private static final long QUARTER_SECONDS = 900;

    /** The quarter of an hour that a moment lies in. */
    public static Instant quarter(Instant moment) {
        return Instant.ofEpochSecond(
                Math.floorDiv(moment.getEpochSecond(), QUARTER_SECONDS) * QUARTER_SECONDS);
    }

    /** Where the bucket of a moment begins; days by the clock of the zone, of 23 to 25 hours. */
    Instant begin(Instant moment, ZoneId zone, Instant from) {
        return switch (this) {
            case QUARTER -> quarter(moment);
            case HOUR -> {
                var at = moment.atZone(zone);
                yield at.withMinute(0).withSecond(0).withNano(0).toInstant();
            }
            case DAY -> LocalDate.ofInstant(moment, zone).atStartOfDay(zone).toInstant();
            case ALL -> from;
        };
    }

    /** Where the bucket that begins at a moment ends. */
    Instant end(Instant begin, ZoneId zone, Instant to) {
        return switch (this) {
            case QUARTER -> begin.plusSeconds(QUARTER_SECONDS);
            // By the time that passes: the hour that comes twice is two buckets.
            case HOUR -> begin.plusSeconds(4 * QUARTER_SECONDS);
            case DAY -> LocalDate.ofInstant(begin, zone).plusDays(1).atStartOfDay(zone).toInstant();
            case ALL -> to;
        };
    }
}
