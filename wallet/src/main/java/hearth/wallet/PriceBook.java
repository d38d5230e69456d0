package hearth.wallet;

import hearth.kernel.DataDir;
import hearth.kernel.Wei;

import java.io.IOException;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.time.format.DateTimeParseException;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Optional;
import java.util.TreeMap;

/**
 * Prices of one whole token by day (UTC), from a file of the owner's: Hearth asks nobody for
 * prices, so nobody learns what the owner holds. The file has a line a day, {@code
 * 2026-11-21,0.0412}; lines that begin with {@code #} or with letters are left out.
 */
public final class PriceBook {
    private static final int LARGEST = 4 << 20;

    /** A weekend and a holiday; an older price says nothing of the day. */
    private static final Duration STALE = Duration.ofDays(4);

    private final String currency;
    private final String source;
    private final NavigableMap<LocalDate, BigDecimal> days;

    private PriceBook(String currency, String source, NavigableMap<LocalDate, BigDecimal> days) {
        this.currency = currency;
        this.source = source;
        this.days = days;
    }

    /**
     * What a token was worth on a day.
     *
     * @param amount of the currency for one whole token
     */
    public record Price(LocalDate day, BigDecimal amount) {
        /** The worth of an amount, to eight decimals, rounded half up. */
        BigDecimal worth(Wei tokens) {
            return new BigDecimal(tokens.value(), 18)
                    .multiply(amount)
                    .setScale(8, RoundingMode.HALF_UP)
                    .stripTrailingZeros();
        }
    }

    /**
     * Reads a file of prices.
     *
     * @param currency such as EUR
     * @param source where the prices are from, as it will stand in the table
     * @throws IOException with a sentence that names the line when one is malformed
     */
    public static PriceBook read(Path file, String currency, String source) throws IOException {
        byte[] content =
                DataDir.read(file, LARGEST)
                        .orElseThrow(() -> new IOException("there is no file " + file));
        return parse(new String(content, StandardCharsets.UTF_8), currency, source);
    }

    static PriceBook parse(String text, String currency, String source) throws IOException {
        if (!currency.matches("[A-Z]{3,5}")) {
            throw new IOException("a currency has three to five capital letters, like EUR");
        }
        TreeMap<LocalDate, BigDecimal> days = new TreeMap<>();
        int number = 0;
        for (String line : text.split("\\R", -1)) {
            number++;
            if (line.isBlank() || line.startsWith("#") || Character.isLetter(line.charAt(0))) {
                continue;
            }
            String[] cells = line.split("[,;]", 3);
            try {
                BigDecimal price = new BigDecimal(cells[1].strip());
                if (price.signum() < 0 || price.precision() > 40 || Math.abs(price.scale()) > 40) {
                    throw new NumberFormatException("out of range");
                }
                days.put(LocalDate.parse(cells[0].strip()), price);
            } catch (DateTimeParseException | NumberFormatException | IndexOutOfBoundsException e) {
                throw new IOException(
                        "line " + number + " of the prices is not like 2026-11-21,0.0412", e);
            }
        }
        if (days.isEmpty()) {
            throw new IOException("the file of prices holds no price");
        }
        return new PriceBook(currency, source, days);
    }

    /** Three letters, as in EUR. */
    public String currency() {
        return currency;
    }

    /** Where the prices are from. */
    public String source() {
        return source;
    }

    /** The price of a moment's day, or of the last day before it that is not too long ago. */
    public Optional<Price> at(Instant moment) {
        LocalDate day = moment.atZone(ZoneOffset.UTC).toLocalDate();
        Map.Entry<LocalDate, BigDecimal> entry = days.floorEntry(day);
        return entry == null || entry.getKey().plusDays(STALE.toDays()).isBefore(day)
                ? Optional.empty()
                : Optional.of(new Price(entry.getKey(), entry.getValue()));
    }
}
