package hearth.monitors.energy;

import hearth.monitors.TomlTables;

import org.jspecify.annotations.Nullable;
import org.tomlj.Toml;
import org.tomlj.TomlTable;

import java.math.BigDecimal;
import java.time.DateTimeException;
import java.time.DayOfWeek;
import java.time.Instant;
import java.time.LocalTime;
import java.time.MonthDay;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.Currency;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/**
 * Tariffs as TOML, read and written: {@code [[tariff]]} with from, currency, zone, kind and its
 * prices as text such as "0.332", so that no binary fraction comes between.
 */
public final class TariffToml {
    /** Prices a kWh, as text. */
    private static final String PRICE = "price";

    private TariffToml() {}

    /**
     * Reads a book.
     *
     * @throws TariffException with the place and what to write there
     */
    public static TariffBook read(String text) throws TariffException {
        var toml = Toml.parse(text);
        if (toml.hasErrors()) {
            var error = toml.errors().getFirst();
            throw new TariffException(
                    "The tariff file is not TOML: line "
                            + error.position().line()
                            + ": "
                            + error.getMessage());
        }
        if (!toml.contains("tariff")) {
            if (toml.isEmpty()) {
                return TariffBook.EMPTY;
            }
            throw new TariffException(
                    "The tariff file has no [[tariff]]; docs/energy.md shows an example.");
        }
        List<TomlTable> tables;
        try {
            tables = TomlTables.of(toml, "tariff");
        } catch (IllegalArgumentException e) {
            throw new TariffException("The tariff file: " + e.getMessage() + ".", e);
        }
        var entries = new ArrayList<TariffBook.Entry>();
        for (int i = 0; i < tables.size(); i++) {
            try {
                entries.add(entry(tables.get(i)));
            } catch (DateTimeException | IllegalArgumentException e) {
                throw new TariffException(
                        "Tariff " + (i + 1) + " of the file: " + e.getMessage() + ".", e);
            }
        }
        return new TariffBook(entries);
    }

    private static TariffBook.Entry entry(TomlTable table) throws TariffException {
        var from = table.contains("from") ? Instant.parse(text(table, "from")) : Instant.EPOCH;
        var zone = table.contains("zone") ? ZoneId.of(text(table, "zone")) : ZoneId.systemDefault();
        var currency = currency(text(table, "currency"));
        var kind =
                switch (text(table, "kind")) {
                    case "flat" -> new Tariff.Flat(price(table, PRICE));
                    case "by-clock" -> new Tariff.ByClock(price(table, PRICE), windows(table));
                    case "series" -> new Tariff.Series(text(table, "series"));
                    default ->
                            throw new TariffException(
                                    "kind is flat, by-clock or series, not “"
                                            + text(table, "kind")
                                            + "”.");
                };
        var addition = table.contains("addition") ? price(table, "addition") : new Price(0);
        @Nullable Price feedIn = table.contains("feed-in") ? price(table, "feed-in") : null;
        return new TariffBook.Entry(from, new Tariff(currency, zone, kind, addition, feedIn));
    }

    /** A currency by its ISO code. */
    public static Currency currency(String code) throws TariffException {
        try {
            return Currency.getInstance(code.toUpperCase(Locale.ROOT));
        } catch (IllegalArgumentException e) {
            throw new TariffException(
                    "“" + code + "” is not a currency; write its three letters, such as EUR.", e);
        }
    }

    private static List<Tariff.Window> windows(TomlTable table) throws TariffException {
        var windows = new ArrayList<Tariff.Window>();
        for (var window : TomlTables.of(table, "window")) {
            windows.add(
                    new Tariff.Window(
                            window.contains("name") ? text(window, "name") : "",
                            days(window),
                            season(window),
                            window.contains("from")
                                    ? LocalTime.parse(text(window, "from"))
                                    : LocalTime.MIDNIGHT,
                            window.contains("to") ? time(text(window, "to")) : LocalTime.MIDNIGHT,
                            price(window, PRICE)));
        }
        return windows;
    }

    private static LocalTime time(String text) {
        return "24:00".equals(text) ? LocalTime.MIDNIGHT : LocalTime.parse(text);
    }

    private static Set<DayOfWeek> days(TomlTable window) throws TariffException {
        var days = EnumSet.noneOf(DayOfWeek.class);
        for (var each : TomlTables.values(window, "days")) {
            var word = String.valueOf(each).toUpperCase(Locale.ROOT);
            boolean known = false;
            for (var day : DayOfWeek.values()) {
                if (word.length() >= 3 && day.name().startsWith(word)) {
                    days.add(day);
                    known = true;
                }
            }
            if (!known) {
                throw new TariffException("“" + each + "” is not a day; write mon or sun.");
            }
        }
        return days;
    }

    private static Tariff.@Nullable Season season(TomlTable window) throws TariffException {
        if (!window.contains("season")) {
            return null;
        }
        var words = text(window, "season").split("\\.\\.", -1);
        if (words.length != 2) {
            throw new TariffException("season is first and last day, such as 10-01..03-31.");
        }
        return new Tariff.Season(
                MonthDay.parse("--" + words[0].strip()), MonthDay.parse("--" + words[1].strip()));
    }

    private static String text(TomlTable table, String key) throws TariffException {
        if (table.get(List.of(key)) instanceof String value) {
            return value;
        }
        throw new TariffException(key + " is missing or not a text in quotes.");
    }

    private static Price price(TomlTable table, String key) throws TariffException {
        // A bare number is taken by its digits; the writer puts quotes.
        var value = table.get(List.of(key));
        return switch (value) {
            case String text -> Price.parse(text);
            case Long whole -> Price.of(BigDecimal.valueOf(whole));
            case Double fraction -> Price.of(new BigDecimal(Double.toString(fraction)));
            case null, default ->
                    throw new TariffException(
                            key + " is missing; write a price such as \"0.332\".");
        };
    }

    /** Writes a book; {@link #read} gives the same again. */
    public static String write(TariffBook book) {
        var out = new StringBuilder();
        for (var entry : book.entries()) {
            var tariff = entry.tariff();
            out.append("[[tariff]]\n");
            line(out, "from", entry.from().toString());
            line(out, "currency", tariff.currency().getCurrencyCode());
            line(out, "zone", tariff.zone().getId());
            line(out, "kind", tariff.kind().word());
            line(out, "addition", plain(tariff.addition()));
            if (tariff.feedIn() != null) {
                line(out, "feed-in", plain(tariff.feedIn()));
            }
            switch (tariff.kind()) {
                case Tariff.Flat(Price price) -> line(out, PRICE, plain(price));
                case Tariff.Series(String name) -> line(out, "series", name);
                case Tariff.ByClock clock -> {
                    line(out, PRICE, plain(clock.otherwise()));
                    clock.windows().forEach(window -> window(out, window));
                }
            }
            out.append('\n');
        }
        return out.toString();
    }

    private static void window(StringBuilder out, Tariff.Window window) {
        out.append("\n[[tariff.window]]\n");
        line(out, "name", window.name());
        if (!window.days().isEmpty()) {
            var days = new ArrayList<String>();
            for (var day : DayOfWeek.values()) {
                if (window.days().contains(day)) {
                    days.add("\"" + day.name().substring(0, 3).toLowerCase(Locale.ROOT) + "\"");
                }
            }
            out.append("days = [").append(String.join(", ", days)).append("]\n");
        }
        var season = window.season();
        if (season != null) {
            line(
                    out,
                    "season",
                    season.first().toString().substring(2)
                            + ".."
                            + season.last().toString().substring(2));
        }
        line(out, "from", window.from().toString());
        line(out, "to", window.to().toString());
        line(out, PRICE, plain(window.price()));
    }

    private static String plain(Price price) {
        return price.value().stripTrailingZeros().toPlainString();
    }

    private static void line(StringBuilder out, String key, String value) {
        out.append(key).append(" = \"").append(Toml.tomlEscape(value)).append("\"\n");
    }
}
