package hearth.app.chart;

import hearth.app.ui.Numbers;

import java.time.Instant;
import java.time.ZoneId;
import java.time.ZonedDateTime;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;

/** The words under a chart: minutes before now, hours of the day, or days. */
final class TimeAxis {
    /** A word at a time. */
    record Tick(long at, String text) {}

    private static final long HOUR = 3_600_000;
    private static final long SHORT = 3 * HOUR;
    private static final long LONG = 48 * HOUR;

    private TimeAxis() {}

    static List<Tick> ticks(long from, long to, String now) {
        long span = to - from;
        List<Tick> ticks = new ArrayList<>();
        if (span <= SHORT) {
            long step = Math.max(60_000, span / 5);
            for (long back = step * (span / step); back > 0; back -= step) {
                String minutes = "−" + Numbers.whole(Math.round(back / 60_000.0));
                boolean first = ticks.isEmpty();
                ticks.add(new Tick(to - back, first ? Numbers.unit(minutes, "min") : minutes));
            }
        } else {
            days(from, to, span, ticks);
        }
        ticks.add(new Tick(to, now));
        return ticks;
    }

    private static void days(long from, long to, long span, List<Tick> ticks) {
        ZonedDateTime at = Instant.ofEpochMilli(from).atZone(ZoneId.systemDefault());
        boolean hours = span <= LONG;
        at = at.truncatedTo(ChronoUnit.DAYS);
        int step = hours ? 6 : 24 * Math.max(1, (int) (span / (5 * 24 * HOUR)));
        for (; at.toInstant().toEpochMilli() <= to; at = at.plusHours(step)) {
            long millis = at.toInstant().toEpochMilli();
            // A word too near to "now" would run into it.
            if (millis >= from && to - millis > span / 14) {
                ticks.add(
                        new Tick(
                                millis,
                                hours
                                        ? Numbers.clock(at.toInstant())
                                        : Numbers.day(at.toInstant())));
            }
        }
    }
}
