package hearth.monitors.power.decode;

import org.jspecify.annotations.Nullable;

import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.util.Optional;
import java.util.regex.Pattern;

/** One telegram's text, from {@code /} to {@code !}. */
final class DsmrTelegram {
    /** Medium and channel may be left out (IEC 62056-21); *255 means the current value. */
    private static final Pattern LINE =
            Pattern.compile(
                    "(?:(\\d{1,3})-(\\d{1,3}):)?([0-9A-Z]{1,3})\\.([0-9A-Z]{1,3})"
                            + "(?:\\.([0-9A-Z]{1,3}))?(?:[*&](\\d{1,3}))?((?:\\([^()]*\\))+)");

    private static final Pattern CONTINUED = Pattern.compile("(?:\\([^()]*\\))+");

    /**
     * A text tool may have read a maker's {@code \2} as the one character of that number, as it
     * stands in the example telegrams of github.com/ndokter/dsmr_parser before 2024.
     */
    private static final Pattern IDENTITY = Pattern.compile("/[A-Za-z]{3}[ -~\\02]{1,80}");

    private static final Pattern QUANTITY =
            Pattern.compile("([-+]?\\d{1,12}(?:\\.\\d{1,9})?)\\*([A-Za-z]{1,5})");

    /** Dutch meters of version 4 on and Belgian ones say their version; those have a checksum. */
    private static final Pattern VERSION =
            Pattern.compile("(?m)^(?:1-3:0\\.2\\.8|0-0:96\\.1\\.4)\\(");

    /** The time of a telegram came with the versions that have a checksum. */
    private static final Pattern TIME = Pattern.compile("(?m)^[01]-0:1\\.0\\.0\\((\\d{12})([SW])");

    private static final int NO_SUCH_UNIT = Integer.MIN_VALUE;

    private final String text;

    private DsmrTelegram(String text) {
        this.text = text;
    }

    static DsmrTelegram of(byte[] bytes, int start) {
        return new DsmrTelegram(
                new String(bytes, start, bytes.length - start, StandardCharsets.ISO_8859_1));
    }

    /**
     * The telegram when its checksum is the expected. A capture that went through a text tool has
     * lost its carriage returns; they are put back for the sum.
     */
    static Optional<DsmrTelegram> whoseChecksumIs(int expected, byte[] bytes, int start) {
        var telegram = of(bytes, start);
        if (Crc16.arc(bytes, start, bytes.length) == expected) {
            return Optional.of(telegram);
        }
        if (telegram.text.indexOf('\r') < 0) {
            var restored =
                    telegram.text.replace("\n", "\r\n").getBytes(StandardCharsets.ISO_8859_1);
            if (Crc16.arc(restored, 0, restored.length) == expected) {
                return Optional.of(telegram);
            }
        }
        return Optional.empty();
    }

    boolean declaresChecksum() {
        return VERSION.matcher(text).find() || TIME.matcher(text).find();
    }

    /**
     * What it says.
     *
     * @param checked whether a checksum vouches for it; without one every line must be well-formed
     */
    MeterReading reading(boolean checked) throws DamagedException {
        var registers = new ObisRegisters();
        var lines = text.substring(0, text.length() - 1).split("\\r?\\n", -1);
        if (!checked && !IDENTITY.matcher(lines[0]).matches()) {
            throw new DamagedException("The telegram's first line is damaged.");
        }
        for (int i = 1; i < lines.length; i++) {
            line(lines[i], checked, registers);
        }
        registers.at(time());
        return registers.reading();
    }

    private static void line(String line, boolean checked, ObisRegisters registers)
            throws DamagedException {
        if (line.isEmpty()) {
            return;
        }
        var match = LINE.matcher(line);
        if (!match.matches()) {
            if (!checked && !CONTINUED.matcher(line).matches()) {
                throw new DamagedException("A line of the telegram is damaged.");
            }
            return;
        }
        int medium = number(match.group(1), 1);
        int channel = number(match.group(2), 0);
        int c = number(match.group(3), -1);
        int d = number(match.group(4), -1);
        int e = number(match.group(5), 0);
        // Other than *255 are the values of past billing periods.
        boolean current = number(match.group(6), 255) == 255;
        var kind = ObisRegisters.kind(c, d);
        boolean total = kind.filter(ObisRegisters.Kind.ENERGY::equals).isPresent() || e == 0;
        if (medium != 1 || channel > 127 || e < 0 || e > 63 || !current || !total) {
            return;
        }
        if (kind.isPresent()) {
            var value = value(match.group(7), kind.get());
            if (value.isEmpty()) {
                if (!checked) {
                    throw new DamagedException("A value of the telegram is damaged.");
                }
            } else if (!registers.put(channel, c, d, e, value.get())) {
                throw new DamagedException("The telegram has two values for one register.");
            }
        }
    }

    private static Optional<BigDecimal> value(String groups, ObisRegisters.Kind kind) {
        var last = groups.substring(groups.lastIndexOf('(') + 1, groups.length() - 1);
        var match = QUANTITY.matcher(last);
        if (!match.matches()) {
            return Optional.empty();
        }
        int shift =
                switch (kind) {
                    case ENERGY -> shift(match.group(2), "Wh");
                    case POWER -> shift(match.group(2), "W");
                    case VOLTAGE -> shift(match.group(2), "V");
                    case CURRENT -> shift(match.group(2), "A");
                };
        return shift == NO_SUCH_UNIT
                ? Optional.empty()
                : Optional.of(new BigDecimal(match.group(1)).movePointRight(shift));
    }

    private static int shift(String unit, String base) {
        if (!unit.endsWith(base)) {
            return NO_SUCH_UNIT;
        }
        return switch (unit.substring(0, unit.length() - base.length())) {
            case "" -> 0;
            case "k" -> 3;
            case "M" -> 6;
            case "m" -> -3;
            default -> NO_SUCH_UNIT;
        };
    }

    /** S is summer, two hours before UTC, W winter, one hour; a clock never set gives nothing. */
    private Optional<Instant> moment() {
        var match = TIME.matcher(text);
        if (!match.find()) {
            return Optional.empty();
        }
        var digits = match.group(1);
        var pair = new int[6];
        for (int i = 0; i < 6; i++) {
            pair[i] = Integer.parseInt(digits, 2 * i, 2 * i + 2, 10);
        }
        try {
            return Optional.of(
                    LocalDateTime.of(2000 + pair[0], pair[1], pair[2], pair[3], pair[4], pair[5])
                            .toInstant(ZoneOffset.ofHours("S".equals(match.group(2)) ? 2 : 1)));
        } catch (DateTimeException e) {
            return Optional.empty();
        }
    }

    private @Nullable Instant time() {
        return moment().orElse(null);
    }

    /** A part of a code as a number; letters stand for codes that are not looked for. */
    private static int number(@Nullable String digits, int otherwise) {
        if (digits == null) {
            return otherwise;
        }
        try {
            return Integer.parseInt(digits);
        } catch (NumberFormatException e) {
            return -1;
        }
    }
}
