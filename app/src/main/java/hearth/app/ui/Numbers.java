package hearth.app.ui;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.math.RoundingMode;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.Locale;

/**
 * How a number is written: value, narrow no-break space, unit; thousands by narrow space; minus as
 * U+2212; three or four significant digits.
 */
public final class Numbers {
    /** Stands for a value that is not there. */
    public static final String DASH = "—";

    /** Between a value and its unit, and between thousands. */
    public static final char THIN = '\u202f';

    /** Before what went out. */
    public static final char MINUS = '\u2212';

    private static final int COIN_DECIMALS = 18;
    private static final DateTimeFormatter CLOCK = format("HH:mm");
    private static final DateTimeFormatter SECONDS = format("HH:mm:ss");
    private static final DateTimeFormatter DAY = format("d MMM");
    private static final DateTimeFormatter LONG_DAY = format("d MMMM");

    private Numbers() {}

    /** A whole number with its thousands apart: 2 194. */
    public static String whole(long value) {
        return fixed(BigDecimal.valueOf(value), 0);
    }

    /** With this many decimals. */
    public static String fixed(double value, int decimals) {
        return Double.isFinite(value) ? fixed(BigDecimal.valueOf(value), decimals) : DASH;
    }

    /** With a sign on both sides of zero. */
    public static String signed(double value, int decimals) {
        return (value >= 0 ? "+" : "") + fixed(value, decimals);
    }

    /** Three or four significant digits: 2 194, 642, 84.6, 5.63, 0.031. */
    public static String short4(double value) {
        double size = Math.abs(value);
        if (size >= 100 || size == 0) {
            return fixed(value, 0);
        }
        if (size >= 10) {
            return fixed(value, 1);
        }
        return fixed(value, size >= 0.1 ? 2 : 3);
    }

    /** A number of a scale: no more decimals than it has. */
    public static String tick(double value) {
        var exact = BigDecimal.valueOf(value).stripTrailingZeros();
        return fixed(exact, Math.clamp(exact.scale(), 0, 4));
    }

    /** A rate of anything, in thousands of millions where it is large: 983 M/s. */
    public static String many(double perSecond) {
        if (perSecond >= 1e9) {
            return unit(short4(perSecond / 1e9), "G/s");
        }
        return perSecond >= 1e6
                ? unit(short4(perSecond / 1e6), "M/s")
                : unit(short4(perSecond), "/s");
    }

    /** A measured rate in its unit, bytes by kB, MB and so on: 7.3 GB/s, 454 M operations/s. */
    public static String rate(double perSecond, String unit) {
        if (unit.equals("B/s")) {
            return perSecond(perSecond);
        }
        if (perSecond >= 1e9) {
            return unit(short4(perSecond / 1e9), "G " + unit);
        }
        return perSecond >= 1e6
                ? unit(short4(perSecond / 1e6), "M " + unit)
                : unit(short4(perSecond), unit);
    }

    /** A value with its unit. */
    public static String unit(String number, String unit) {
        return unit.isEmpty() ? number : number + THIN + unit;
    }

    /** A share as a percentage: 62 %. */
    public static String percent(double share) {
        return unit(fixed(share * 100, 0), "%");
    }

    /** A small share with one decimal: 0.4 %. */
    public static String finePercent(double share) {
        return unit(fixed(share * 100, share < 0.0995 ? 1 : 0), "%");
    }

    /** Watts with one decimal: 84.6 W. */
    public static String watts(double watts) {
        return unit(fixed(watts, watts < 999.95 ? 1 : 0), "W");
    }

    /** Storage as sold: GB, TB. */
    public static String stored(double bytes) {
        return scaled(bytes, 1000, new String[] {"B", "kB", "MB", "GB", "TB", "PB"}, "", 2);
    }

    /** The same of a count. */
    public static String stored(long bytes) {
        return stored((double) bytes);
    }

    /** Limits and memory: GiB, TiB. */
    public static String memory(double bytes) {
        return scaled(bytes, 1024, new String[] {"B", "KiB", "MiB", "GiB", "TiB", "PiB"}, "", 1);
    }

    /** The same of a count. */
    public static String memory(long bytes) {
        return memory((double) bytes);
    }

    /** Bytes of memory in GiB without the unit, for "38.3 of 62.7 GiB". */
    public static String gibibytes(double bytes) {
        double value = bytes / (1L << 30);
        return value == 0 ? "0" : fixed(value, value >= 99.95 ? 0 : value < 0.995 ? 2 : 1);
    }

    /** A stream of bytes: 41 MB/s. */
    public static String perSecond(double bytes) {
        return scaled(bytes, 1000, new String[] {"B", "kB", "MB", "GB", "TB", "PB"}, "/s", 1);
    }

    /** Bits a second of a line: 2.5 Gbit/s. */
    public static String line(double bits) {
        return scaled(bits, 1000, new String[] {"bit", "kbit", "Mbit", "Gbit", "Tbit"}, "/s", 1);
    }

    private static String scaled(double value, int base, String[] units, String tail, int most) {
        double left = Math.abs(value);
        int step = 0;
        while (left >= base - 0.5 && step < units.length - 1) {
            left /= base;
            step++;
        }
        int decimals = step == 0 || left >= 99.95 ? 0 : left >= 9.995 ? 1 : most;
        var number = BigDecimal.valueOf(Math.copySign(left, value));
        return unit(trimmed(number, decimals), units[step] + tail);
    }

    private static String trimmed(BigDecimal value, int decimals) {
        var rounded = value.setScale(decimals, RoundingMode.HALF_UP);
        boolean exact = rounded.stripTrailingZeros().scale() <= 0;
        return fixed(rounded, exact ? 0 : decimals);
    }

    /** Coins from decimal text in wei, two decimals or what a small amount needs: 18.42. */
    public static String coins(String wei) {
        if (wei.isEmpty()) {
            return DASH;
        }
        var coins = new BigDecimal(new BigInteger(wei), COIN_DECIMALS);
        var size = coins.abs();
        boolean small = size.signum() != 0 && size.compareTo(new BigDecimal("0.1")) < 0;
        return fixed(coins, small ? 4 : 2);
    }

    /** Coins from wei with a sign. */
    public static String signedCoins(String wei) {
        String text = coins(wei);
        return text.equals(DASH) || text.charAt(0) == MINUS ? text : "+" + text;
    }

    /** Coins as a plain number, for a curve. */
    public static double coinValue(String wei) {
        return wei.isEmpty() ? 0 : new BigDecimal(new BigInteger(wei), COIN_DECIMALS).doubleValue();
    }

    /** A span in its two largest parts: 41 s, 5 min 20 s, 2 h 5 min, 12 d 4 h. */
    public static String span(Duration span) {
        long seconds = Math.max(0, span.toSeconds());
        if (seconds < 60) {
            return unit(whole(seconds), "s");
        }
        if (seconds < 3600) {
            return pair(seconds / 60, "min", seconds % 60, "s");
        }
        if (seconds < 86_400) {
            return pair(seconds / 3600, "h", seconds / 60 % 60, "min");
        }
        return pair(seconds / 86_400, "d", seconds / 3600 % 24, "h");
    }

    private static String pair(long large, String largeUnit, long small, String smallUnit) {
        String first = unit(whole(large), largeUnit);
        return small == 0 ? first : first + " " + unit(whole(small), smallUnit);
    }

    /** Minutes and seconds as on a stop-watch: 0:34. */
    public static String stopwatch(Duration span) {
        long seconds = Math.max(0, span.toSeconds());
        return seconds / 60 + String.format(Locale.ROOT, ":%02d", seconds % 60);
    }

    /** A time of day: 19:04. */
    public static String clock(Instant at) {
        return CLOCK.format(at.atZone(ZoneId.systemDefault()));
    }

    /** A time of day with seconds: 19:04:02. */
    public static String clockSeconds(Instant at) {
        return SECONDS.format(at.atZone(ZoneId.systemDefault()));
    }

    /** A day: 21 Nov. */
    public static String day(Instant at) {
        return DAY.format(at.atZone(ZoneId.systemDefault()));
    }

    /** A day in full: 21 November. */
    public static String longDay(Instant at) {
        return LONG_DAY.format(at.atZone(ZoneId.systemDefault()));
    }

    /** The beginning and end of an address or hash: 0x8b88…56e2. */
    public static String middle(String hex) {
        return hex.length() <= 13
                ? hex
                : hex.substring(0, 6) + "…" + hex.substring(hex.length() - 4);
    }

    private static String fixed(BigDecimal value, int decimals) {
        var rounded = value.setScale(decimals, RoundingMode.HALF_UP);
        String digits = rounded.abs().toPlainString();
        int point = digits.indexOf('.');
        int end = point < 0 ? digits.length() : point;
        var out = new StringBuilder(digits.length() + 6);
        if (rounded.signum() < 0) {
            out.append(MINUS);
        }
        for (int i = 0; i < end; i++) {
            if (i > 0 && (end - i) % 3 == 0) {
                out.append(THIN);
            }
            out.append(digits.charAt(i));
        }
        return out.append(digits, end, digits.length()).toString();
    }

    private static DateTimeFormatter format(String pattern) {
        return DateTimeFormatter.ofPattern(pattern, Locale.ENGLISH);
    }
}
