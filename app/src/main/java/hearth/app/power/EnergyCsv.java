package hearth.app.power;

import hearth.link.wire.EnergyLine;
import hearth.link.wire.EnergyReply;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.math.RoundingMode;
import java.time.Instant;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.Locale;

/**
 * Energy as CSV: a line for each part of each bucket, amounts exact to the millionth, so that sums
 * over the file are the sums of the page.
 */
public final class EnergyCsv {
    private static final DateTimeFormatter TIME =
            DateTimeFormatter.ofPattern("yyyy-MM-dd'T'HH:mmXXX", Locale.ROOT);

    private EnergyCsv() {}

    /** Writes all buckets of an answer. */
    public static String write(EnergyReply reply) {
        var zone = ZoneId.of(reply.getZone());
        var out = new StringBuilder(256);
        out.append(
                "from,to,part,kwh,cost,currency,kwh_without_price,earned,token,earned_value,"
                        + "net,units,hours_worked,hours_paused\n");
        for (var bucket : reply.getBucketsList()) {
            for (var line : bucket.getLinesList()) {
                row(out, time(bucket.getFrom(), zone), time(bucket.getTo(), zone), line, reply);
            }
        }
        return out.toString();
    }

    private static String time(long millis, ZoneId zone) {
        return TIME.format(Instant.ofEpochMilli(millis).atZone(zone));
    }

    private static void row(
            StringBuilder out, String from, String to, EnergyLine line, EnergyReply reply) {
        boolean tariff = !reply.getCurrency().isEmpty();
        out.append(from).append(',').append(to).append(',').append(cell(line.getPart()));
        out.append(',').append(kilowattHours(line.getMicrojoules()));
        out.append(',').append(tariff ? micros(line.getCostMicros()) : "");
        out.append(',').append(reply.getCurrency());
        out.append(',').append(kilowattHours(line.getUnpriced()));
        out.append(',').append(coins(line.getEarned())).append(',').append(cell(reply.getToken()));
        out.append(',').append(line.hasEarnedMicros() ? micros(line.getEarnedMicros()) : "");
        out.append(',').append(tariff && line.hasNetMicros() ? micros(line.getNetMicros()) : "");
        out.append(',').append(line.getUnits());
        out.append(',').append(hours(line.getWorkingMillis()));
        out.append(',').append(hours(line.getPausedMillis())).append('\n');
    }

    /** A name cannot become a formula of a spreadsheet. */
    private static String cell(String text) {
        var plain = text.replaceAll("[\"\\p{Cntrl},;]", "_");
        return plain.matches("[=+\\-@].*") ? "'" + plain : plain;
    }

    private static String micros(long micros) {
        return BigDecimal.valueOf(micros, 6).toPlainString();
    }

    /** 1 kWh is 3.6 × 10¹² µJ; ten decimals lose nothing that a meter could tell. */
    private static String kilowattHours(long microjoules) {
        return BigDecimal.valueOf(microjoules)
                .divide(BigDecimal.valueOf(3_600_000_000_000L), 10, RoundingMode.HALF_EVEN)
                .toPlainString();
    }

    private static String coins(String wei) {
        return wei.isEmpty() ? "" : new BigDecimal(new BigInteger(wei), 18).toPlainString();
    }

    private static String hours(long millis) {
        return String.format(Locale.ROOT, "%.4f", millis / 3.6e6);
    }
}
