package hearth.app.cli;

import hearth.link.wire.CoinPrice;
import hearth.link.wire.FlatTariff;
import hearth.link.wire.PriceImport;
import hearth.link.wire.PriceSource;
import hearth.link.wire.TariffRequest;

import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** What electricity costs. */
@Command(
        name = "tariff",
        description = "What electricity costs; without a command, shows it.",
        subcommands = {
            TariffCommand.Show.class,
            TariffCommand.SetFlat.class,
            TariffCommand.SetFile.class,
            TariffCommand.Import.class,
            TariffCommand.Source.class,
            TariffCommand.Coin.class,
            TariffCommand.Idle.class
        })
final class TariffCommand extends TariffQuestion {
    @Override
    TariffRequest.Builder request() {
        return TariffRequest.newBuilder();
    }

    private static String read(Path file) throws CommandFailedException {
        try {
            return Files.readString(file);
        } catch (IOException e) {
            throw new CommandFailedException(
                    ExitCode.FAILED, "TARIFF-3", file + " cannot be read: " + e.getMessage());
        }
    }

    /** Tells it. */
    @Command(name = "show", description = "Shows the tariff and where prices come from.")
    static final class Show extends TariffQuestion {
        @Override
        TariffRequest.Builder request() {
            return TariffRequest.newBuilder();
        }
    }

    /** One price for all hours. */
    @Command(name = "set-flat", description = "One price for all hours, from now on.")
    static final class SetFlat extends TariffQuestion {
        @Parameters(paramLabel = "PRICE", description = "A kWh's, such as 0.332.")
        private String price = "";

        @Option(names = "--currency", paramLabel = "EUR", description = "Its ISO code.")
        private String currency = "";

        @Option(
                names = "--feed-in",
                paramLabel = "PRICE",
                description = "What a kWh from the own roof would bring.")
        private String feedIn = "";

        @Override
        TariffRequest.Builder request() {
            return TariffRequest.newBuilder()
                    .setFlat(
                            FlatTariff.newBuilder()
                                    .setPrice(price)
                                    .setCurrency(currency)
                                    .setFeedIn(feedIn));
        }
    }

    /** Any tariff. */
    @Command(
            name = "set-file",
            description = "Takes a tariff by weekday, season and hour, or by series, from TOML.")
    static final class SetFile extends TariffQuestion {
        @Parameters(paramLabel = "FILE", description = "docs/energy.md describes it.")
        private Path file = Path.of("");

        @Override
        TariffRequest.Builder request() throws CommandFailedException {
            return TariffRequest.newBuilder().setToml(read(file));
        }
    }

    /** Prices from a file. */
    @Command(name = "import", description = "Takes prices by hour or quarter from CSV.")
    static final class Import extends TariffQuestion {
        @Parameters(paramLabel = "FILE", description = "Two columns: time and price.")
        private Path file = Path.of("");

        @Option(
                names = "--series",
                defaultValue = "day-ahead",
                paramLabel = "NAME",
                description = "The series that the tariff names (default day-ahead).")
        private String series = "day-ahead";

        @Option(names = "--unit", defaultValue = "kwh", paramLabel = "kwh|mwh")
        private String unit = "kwh";

        @Option(
                names = "--zone",
                defaultValue = "",
                paramLabel = "ZONE",
                description = "Of times without an offset (default: the machine’s).")
        private String zone = "";

        @Option(
                names = "--over-past",
                description = "Also replaces prices of hours that have passed.")
        private boolean overPast;

        @Override
        TariffRequest.Builder request() throws CommandFailedException {
            return TariffRequest.newBuilder()
                    .setCsv(
                            PriceImport.newBuilder()
                                    .setSeries(series)
                                    .setUnit(unit)
                                    .setZone(zone)
                                    .setOverPast(overPast)
                                    .setText(read(file)));
        }
    }

    /** Where a JSON source is and what stands where in it. */
    static final class Where {
        @Parameters(paramLabel = "URL", description = "Where the JSON is; “” ends it.")
        private String url = "";

        @Option(
                names = "--rows",
                paramLabel = "POINTER",
                description = "JSON pointer to the list, such as /data.")
        private String rows = "";

        @Option(names = "--time", paramLabel = "POINTER", description = "Inside a row: /start.")
        private String time = "";

        @Option(names = "--price", paramLabel = "POINTER", description = "Inside a row: /price.")
        private String price = "";

        @Option(names = "--unit", defaultValue = "kwh", paramLabel = "kwh|mwh")
        private String unit = "kwh";

        @Option(names = "--zone", defaultValue = "", paramLabel = "ZONE")
        private String zone = "";

        PriceSource.Builder wire(String series) {
            return PriceSource.newBuilder()
                    .setSeries(series)
                    .setUrl(url)
                    .setRows(rows)
                    .setTime(time)
                    .setPrice(price)
                    .setUnit(unit)
                    .setZone(zone);
        }
    }

    /** Prices from a source that is asked each hour. */
    @Command(name = "source", description = "Takes prices from JSON over HTTP, each hour.")
    static final class Source extends TariffQuestion {
        @Mixin private final Where where = new Where();

        @Option(names = "--series", defaultValue = "day-ahead", paramLabel = "NAME")
        private String series = "day-ahead";

        @Override
        TariffRequest.Builder request() {
            return TariffRequest.newBuilder().setSource(where.wire(series));
        }
    }

    /** What a coin is worth. */
    @Command(
            name = "coin",
            description = "What a coin is worth: a fixed price, a CSV file, or none.")
    static final class Coin extends TariffQuestion {
        @Parameters(
                paramLabel = "PRICE|FILE|none",
                description = "In the tariff’s currency; amounts then are estimates.")
        private String word = "";

        @Override
        TariffRequest.Builder request() throws CommandFailedException {
            var coin = CoinPrice.newBuilder();
            if (word.equals("none")) {
                coin.setNone(true);
            } else if (word.matches("[0-9.]+")) {
                coin.setFixed(word);
            } else {
                coin.setCsv(read(Path.of(word)));
            }
            return TariffRequest.newBuilder().setCoin(coin);
        }
    }

    /** Idle watts. */
    @Command(name = "idle", description = "Who bears idle watts, and how many they are.")
    static final class Idle extends TariffQuestion {
        @Parameters(
                paramLabel = "owner|workers|WATTS|learn",
                description = "Who bears them, or how many they are.")
        private String word = "";

        @Override
        TariffRequest.Builder request() {
            var request = TariffRequest.newBuilder();
            return word.equals("owner") || word.equals("workers")
                    ? request.setIdleRule(word)
                    : request.setIdleWatts(word);
        }
    }
}
