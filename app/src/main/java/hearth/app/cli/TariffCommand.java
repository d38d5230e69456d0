package hearth.app.cli;

import hearth.link.wire.AgentMessage;
import hearth.link.wire.CoinPrice;
import hearth.link.wire.FlatTariff;
import hearth.link.wire.PanelMessage;
import hearth.link.wire.PriceImport;
import hearth.link.wire.PriceSource;
import hearth.link.wire.TariffReply;
import hearth.link.wire.TariffRequest;

import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;

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
final class TariffCommand extends AgentQuestion {
    @Override
    public Integer call() throws CommandFailedException, InterruptedException {
        return tell(this, TariffRequest.newBuilder());
    }

    /** Each answer is all of it. */
    private static int tell(AgentQuestion asking, TariffRequest.Builder request)
            throws CommandFailedException, InterruptedException {
        return asking.ask(
                false,
                PanelMessage.newBuilder().setTariff(request),
                AgentMessage::getTariff,
                WireJson::of,
                reply -> words(asking.common().out(), reply));
    }

    private static void words(PrintWriter out, TariffReply reply) {
        out.println(
                "price     "
                        + (reply.hasPriceMicros()
                                ? Words.money(reply.getPriceMicros(), reply.getCurrency(), 3)
                                        + " a kWh now"
                                : reply.getPriceMissing()));
        if (reply.getSeriesPoints() > 0) {
            out.println(
                    "series    "
                            + reply.getSeriesPoints()
                            + " prices, until "
                            + Instant.ofEpochMilli(reply.getSeriesUntil()));
        }
        if (!reply.getFetchProblem().isEmpty()) {
            out.println("source    " + reply.getFetchProblem());
        }
        out.println(
                "idle      borne by "
                        + (reply.getIdleRule().equals("workers") ? "its workers" : "you")
                        + ", "
                        + (reply.getIdleWatts().isEmpty()
                                ? "learned"
                                : reply.getIdleWatts() + " W set by you"));
        out.println(
                "coin      "
                        + switch (reply.getCoin()) {
                            case "fixed" -> reply.getCoinPrice() + " by you";
                            case "series" -> "by your source";
                            default -> "no market price";
                        });
        if (reply.getImported() > 0) {
            out.println(reply.getImported() + " prices were new.");
        }
        if (!reply.getToml().isEmpty()) {
            out.println();
            out.print(reply.getToml());
        }
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
    static final class Show extends AgentQuestion {
        @Override
        public Integer call() throws CommandFailedException, InterruptedException {
            return tell(this, TariffRequest.newBuilder());
        }
    }

    /** One price for all hours. */
    @Command(name = "set-flat", description = "One price for all hours, from now on.")
    static final class SetFlat extends AgentQuestion {
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
        public Integer call() throws CommandFailedException, InterruptedException {
            return tell(
                    this,
                    TariffRequest.newBuilder()
                            .setFlat(
                                    FlatTariff.newBuilder()
                                            .setPrice(price)
                                            .setCurrency(currency)
                                            .setFeedIn(feedIn)));
        }
    }

    /** Any tariff. */
    @Command(
            name = "set-file",
            description = "Takes a tariff by weekday, season and hour, or by series, from TOML.")
    static final class SetFile extends AgentQuestion {
        @Parameters(paramLabel = "FILE", description = "docs/energy.md describes it.")
        private Path file = Path.of("");

        @Override
        public Integer call() throws CommandFailedException, InterruptedException {
            return tell(this, TariffRequest.newBuilder().setToml(read(file)));
        }
    }

    /** Prices from a file. */
    @Command(name = "import", description = "Takes prices by hour or quarter from CSV.")
    static final class Import extends AgentQuestion {
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
        public Integer call() throws CommandFailedException, InterruptedException {
            return tell(
                    this,
                    TariffRequest.newBuilder()
                            .setCsv(
                                    PriceImport.newBuilder()
                                            .setSeries(series)
                                            .setUnit(unit)
                                            .setZone(zone)
                                            .setOverPast(overPast)
                                            .setText(read(file))));
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
    static final class Source extends AgentQuestion {
        @Mixin private final Where where = new Where();

        @Option(names = "--series", defaultValue = "day-ahead", paramLabel = "NAME")
        private String series = "day-ahead";

        @Override
        public Integer call() throws CommandFailedException, InterruptedException {
            return tell(this, TariffRequest.newBuilder().setSource(where.wire(series)));
        }
    }

    /** What a coin is worth. */
    @Command(
            name = "coin",
            description = "What a coin is worth: a fixed price, a CSV file, or none.")
    static final class Coin extends AgentQuestion {
        @Parameters(
                paramLabel = "PRICE|FILE|none",
                description = "In the tariff’s currency; amounts then are estimates.")
        private String word = "";

        @Override
        public Integer call() throws CommandFailedException, InterruptedException {
            var coin = CoinPrice.newBuilder();
            if (word.equals("none")) {
                coin.setNone(true);
            } else if (word.matches("[0-9.]+")) {
                coin.setFixed(word);
            } else {
                coin.setCsv(read(Path.of(word)));
            }
            return tell(this, TariffRequest.newBuilder().setCoin(coin));
        }
    }

    /** Idle watts. */
    @Command(name = "idle", description = "Who bears idle watts, and how many they are.")
    static final class Idle extends AgentQuestion {
        @Parameters(
                paramLabel = "owner|workers|WATTS|learn",
                description = "Who bears them, or how many they are.")
        private String word = "";

        @Override
        public Integer call() throws CommandFailedException, InterruptedException {
            var request = TariffRequest.newBuilder();
            return tell(
                    this,
                    word.equals("owner") || word.equals("workers")
                            ? request.setIdleRule(word)
                            : request.setIdleWatts(word));
        }
    }
}
