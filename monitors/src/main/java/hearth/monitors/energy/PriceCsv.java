package hearth.monitors.energy;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.OffsetDateTime;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.NavigableMap;
import java.util.TreeMap;

/**
 * A price series from CSV: a column of times and one of prices, separated by comma, semicolon or
 * tab; a first line of words is skipped. Times with an offset, or local ones: then the hour that
 * comes twice in autumn is first summer time, then winter time, and the one that spring skips is
 * refused.
 */
public final class PriceCsv {
    /** Beyond a decade of quarters it is another file. */
    private static final int MOST_LINES = 400_000;

    /** A point that nothing follows within this time holds for an hour. */
    private static final Duration LONGEST = Duration.ofHours(3);

    /** What a price in a file is for. */
    public enum Unit {
        /** A kilowatt-hour. */
        KWH,
        /** A megawatt-hour, as markets quote it. */
        MWH
    }

    private static final DateTimeFormatter LOCAL =
            DateTimeFormatter.ofPattern("yyyy-MM-dd'T'HH:mm[:ss]", Locale.ROOT);
    private static final DateTimeFormatter WITH_OFFSET =
            DateTimeFormatter.ofPattern("yyyy-MM-dd'T'HH:mm[:ss][.SSS][XXX][XX][X]", Locale.ROOT);

    private PriceCsv() {}

    /**
     * Reads a series.
     *
     * @param zone of times without an offset
     * @throws TariffException with the line and what is wrong there
     */
    public static List<PricePoint> read(String text, ZoneId zone, Unit unit)
            throws TariffException {
        var prices = new TreeMap<Instant, Price>();
        var lines = text.replace("\uFEFF", "").lines().toList();
        if (lines.size() > MOST_LINES) {
            throw new TariffException("The file has more than " + MOST_LINES + " lines.");
        }
        int number = 0;
        for (var line : lines) {
            number++;
            if (line.isBlank() || line.startsWith("#")) {
                continue;
            }
            var cells = line.split("[;,\t]", -1);
            // A decimal comma stands only beside semicolons or tabs.
            if (line.indexOf(';') >= 0 || line.indexOf('\t') >= 0) {
                cells = line.split("[;\t]", -1);
            }
            if (cells.length < 2) {
                throw problem(number, "it has no second column");
            }
            if (prices.isEmpty() && !cells[0].matches(".*\\d.*")) {
                continue;
            }
            try {
                var price = price(cells[1], unit);
                put(prices, instant(cells[0], zone, prices), price, number);
            } catch (DateTimeException e) {
                throw new TariffException(
                        "Line "
                                + number
                                + ": “"
                                + cells[0]
                                + "” is not a time of "
                                + zone
                                + "; write 2026-11-21T13:00+01:00 or 2026-11-21 13:00.",
                        e);
            }
        }
        return points(prices);
    }

    private static void put(
            NavigableMap<Instant, Price> prices, Instant at, Price price, int number)
            throws TariffException {
        if (prices.put(at, price) != null) {
            throw problem(number, "its time stands there twice");
        }
    }

    /** Makes stretches of points: each holds until the next, the last an hour or its step. */
    static List<PricePoint> points(NavigableMap<Instant, Price> prices) throws TariffException {
        if (prices.isEmpty()) {
            throw new TariffException("There is no price in it.");
        }
        var points = new ArrayList<PricePoint>();
        var step = Duration.ofHours(1);
        for (var entry : prices.entrySet()) {
            var from = entry.getKey();
            var next = prices.higherKey(from);
            if (next != null && Duration.between(from, next).compareTo(LONGEST) <= 0) {
                step = Duration.between(from, next);
                points.add(new PricePoint(from, next, entry.getValue()));
            } else {
                points.add(new PricePoint(from, from.plus(step), entry.getValue()));
            }
        }
        return points;
    }

    static Price price(String cell, Unit unit) throws TariffException {
        var text = cell.strip().replace("\"", "").replace(',', '.');
        if (unit == Unit.KWH) {
            return Price.parse(text);
        }
        try {
            return Price.of(
                    new BigDecimal(text)
                            .divide(BigDecimal.valueOf(1000), 9, RoundingMode.HALF_EVEN));
        } catch (NumberFormatException e) {
            throw new TariffException("“" + cell + "” is not a price.", e);
        }
    }

    private static TariffException problem(int line, String what) {
        return new TariffException("Line " + line + ": " + what + ".");
    }

    static Instant instant(String cell, ZoneId zone, NavigableMap<Instant, Price> before) {
        var text = cell.strip().replace("\"", "").replace(' ', 'T').toUpperCase(Locale.ROOT);
        if (text.endsWith("Z") || text.matches(".*T.*[+-]\\d\\d(:?\\d\\d)?$")) {
            return OffsetDateTime.parse(text, WITH_OFFSET).toInstant();
        }
        var local = LocalDateTime.parse(text, LOCAL);
        var offsets = zone.getRules().getValidOffsets(local);
        if (offsets.isEmpty()) {
            throw new DateTimeException(local + " does not exist in " + zone);
        }
        var first = local.toInstant(offsets.getFirst());
        // In autumn an hour comes twice; the second time it stands there is winter time.
        return offsets.size() == 2 && before.containsKey(first)
                ? local.toInstant(offsets.getLast())
                : first;
    }
}
