package hearth.agent;

import hearth.kernel.DataDir;
import hearth.kernel.Threads;
import hearth.link.wire.FlatTariff;
import hearth.link.wire.PriceImport;
import hearth.link.wire.TariffReply;
import hearth.link.wire.TariffRequest;
import hearth.monitors.energy.Bucket;
import hearth.monitors.energy.Price;
import hearth.monitors.energy.PriceCsv;
import hearth.monitors.energy.Prices;
import hearth.monitors.energy.Tariff;
import hearth.monitors.energy.TariffBook;
import hearth.monitors.energy.TariffException;
import hearth.monitors.energy.TariffToml;

import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import java.io.IOException;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.sql.SQLException;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.ZoneId;
import java.util.Map;
import java.util.Optional;

/** What electricity costs: the tariffs in a file that is written whole or not at all. */
final class TariffPart {
    private static final Logger LOG = LoggerFactory.getLogger(TariffPart.class);
    private static final int LARGEST = 1 << 20;
    private static final String REFUSED = "TARIFF-1";

    private final Path file;
    private final Prices prices;
    private final Settings settings;
    private final CoinPrices coins;
    private final PriceFeed feed;
    private final Threads threads;
    private final ActivityLog activity;
    private volatile TariffBook book;

    TariffPart(
            Path folder,
            Prices prices,
            Settings settings,
            CoinPrices coins,
            PriceFeed feed,
            Threads threads,
            ActivityLog activity)
            throws AgentFailedException {
        file = folder.resolve("tariff.toml");
        this.prices = prices;
        this.settings = settings;
        this.coins = coins;
        this.feed = feed;
        this.threads = threads;
        this.activity = activity;
        book = read();
    }

    private TariffBook read() throws AgentFailedException {
        try {
            var content = DataDir.read(file, LARGEST);
            if (content.isEmpty()) {
                return TariffBook.EMPTY;
            }
            try {
                return TariffToml.read(new String(content.get(), StandardCharsets.UTF_8));
            } catch (TariffException e) {
                var aside = file.resolveSibling("tariff.toml.damaged");
                Files.move(file, aside, StandardCopyOption.REPLACE_EXISTING);
                LOG.warn("{} cannot be used: {}", file, e.getMessage());
                activity.add(
                        ActivityLog.Kind.MACHINE,
                        ActivityLog.Level.WARNING,
                        "The tariff file cannot be used",
                        e.getMessage()
                                + " It is now "
                                + aside.getFileName()
                                + "; energy has no price until there is a new one.",
                        "settings",
                        REFUSED);
                return TariffBook.EMPTY;
            }
        } catch (IOException e) {
            throw new AgentFailedException(
                    "The tariff " + file + " cannot be read: " + e.getMessage() + ".", e);
        }
    }

    TariffBook book() {
        return book;
    }

    /** The tariff in force. */
    Optional<Tariff> now() {
        return book.at(threads.time().instant());
    }

    /** The price of a kWh now, or why there is none. */
    PriceNow price(Instant now) {
        var tariff = book.at(now);
        if (tariff.isEmpty()) {
            return new PriceNow(null, "no tariff yet; set one with “hearth tariff set-flat”");
        }
        var price = tariff.get().at(now, prices);
        return price.isPresent()
                ? new PriceNow(price.get(), "")
                : new PriceNow(null, "the price series has nothing for this hour");
    }

    /** A price, or the reason why there is none. */
    record PriceNow(@Nullable Price price, String missing) {}

    /** Changes the tariff, or only tells it. Blocks on the disk and, for a source, the network. */
    TariffReply change(TariffRequest request) throws RequestFailedException, SQLException {
        long imported = 0;
        try {
            switch (request.getChangeCase()) {
                case FLAT -> flat(request.getFlat());
                case TOML -> replace(request.getToml());
                case CSV -> imported = imported(request.getCsv());
                case SOURCE -> imported = feed.follow(request.getSource(), PriceFeed.Purpose.POWER);
                case COIN -> imported = coins.change(request.getCoin());
                case IDLE_RULE -> idleRule(request.getIdleRule());
                case IDLE_WATTS -> idleWatts(request.getIdleWatts());
                case CHANGE_NOT_SET -> {}
            }
        } catch (TariffException e) {
            throw new RequestFailedException(REFUSED, String.valueOf(e.getMessage()), e);
        } catch (IOException e) {
            throw new RequestFailedException(
                    "TARIFF-2", "The tariff could not be kept: " + e.getMessage() + ".", e);
        }
        return reply().setImported(imported).build();
    }

    private synchronized void flat(FlatTariff asked) throws TariffException, IOException {
        var before = now();
        var currency =
                asked.getCurrency().isEmpty()
                        ? before.map(Tariff::currency)
                                .orElseThrow(() ->
                                        new TariffException(
                                                "Say the currency, such as --currency EUR."))
                        : TariffToml.currency(asked.getCurrency());
        var tariff =
                new Tariff(
                        currency,
                        ZoneId.systemDefault(),
                        new Tariff.Flat(Price.parse(asked.getPrice())),
                        asked.getAddition().isEmpty()
                                ? new Price(0)
                                : Price.parse(asked.getAddition()),
                        asked.getFeedIn().isEmpty() ? null : Price.parse(asked.getFeedIn()));
        // From the quarter that has begun: quarters are the smallest that is priced.
        keep(book.with(Bucket.quarter(threads.time().instant()), tariff));
    }

    /**
     * Takes a file of tariffs. Those with a begin keep it; one alone without a begin holds from now
     * on.
     */
    private synchronized void replace(String text) throws TariffException, IOException {
        var asked = TariffToml.read(text);
        if (asked.entries().isEmpty()) {
            throw new TariffException("There is no [[tariff]] in it.");
        }
        boolean one =
                asked.entries().size() == 1
                        && asked.entries().getFirst().from().equals(Instant.EPOCH);
        keep(
                one
                        ? book.with(
                                Bucket.quarter(threads.time().instant()),
                                asked.entries().getFirst().tariff())
                        : asked);
    }

    private void keep(TariffBook next) throws TariffException, IOException {
        var currencies = next.entries().stream().map(entry -> entry.tariff().currency()).distinct();
        if (currencies.count() > 1) {
            throw new TariffException(
                    "All tariffs are in one currency: sums over two mean nothing.");
        }
        DataDir.write(file, TariffToml.write(next).getBytes(StandardCharsets.UTF_8));
        book = next;
        activity.add(
                ActivityLog.Kind.MACHINE,
                ActivityLog.Level.INFO,
                "The tariff was changed",
                "It holds from now on; what is past keeps its price.",
                "power",
                "");
    }

    private int imported(PriceImport asked) throws TariffException, SQLException {
        var zone = zone(asked.getZone());
        var points = PriceCsv.read(asked.getText(), zone, PriceFeed.unit(asked.getUnit()));
        return prices.add(
                series(asked.getSeries()), points, threads.time().instant(), asked.getOverPast());
    }

    static String series(String name) throws TariffException {
        if (!name.matches("[a-z0-9-]{1,32}") || name.equals(CoinPrices.SERIES)) {
            throw new TariffException(
                    "A series is named by small letters, digits and hyphens, not “" + name + "”.");
        }
        return name;
    }

    static ZoneId zone(String name) throws TariffException {
        try {
            return name.isEmpty() ? ZoneId.systemDefault() : ZoneId.of(name);
        } catch (DateTimeException e) {
            throw new TariffException(
                    "“" + name + "” is no time zone; write it as Europe/Amsterdam.", e);
        }
    }

    private void idleRule(String rule) throws TariffException, RequestFailedException {
        if (!rule.equals("owner") && !rule.equals("workers")) {
            throw new TariffException(
                    "Idle watts are borne by owner or workers, not " + rule + ".");
        }
        settings.keep(Map.of(EnergyPart.IDLE_RULE, rule));
    }

    private void idleWatts(String text) throws TariffException, RequestFailedException {
        if (text.equals("learn")) {
            settings.keep(Map.of(EnergyPart.IDLE_WATTS, ""));
            return;
        }
        try {
            var watts = new BigDecimal(text);
            if (watts.signum() < 0 || watts.compareTo(BigDecimal.valueOf(10_000)) > 0) {
                throw new TariffException("Idle watts are between 0 and 10000, not " + text + ".");
            }
            settings.keep(Map.of(EnergyPart.IDLE_WATTS, watts.toPlainString()));
        } catch (NumberFormatException e) {
            throw new TariffException("“" + text + "” are no watts; write 36.5 or learn.", e);
        }
    }

    private TariffReply.Builder reply() {
        var now = threads.time().instant();
        var reply =
                TariffReply.newBuilder()
                        .setToml(TariffToml.write(book))
                        .setIdleRule(settings.get(EnergyPart.IDLE_RULE))
                        .setIdleWatts(settings.get(EnergyPart.IDLE_WATTS));
        book.at(now)
                .ifPresent(tariff -> {
                    reply.setCurrency(tariff.currency().getCurrencyCode())
                            .setKind(tariff.kind().word())
                            .setAdditionMicros(tariff.addition().micros());
                    var feedIn = tariff.feedIn();
                    if (feedIn != null) {
                        reply.setFeedInMicros(feedIn.micros());
                    }
                    if (tariff.kind() instanceof Tariff.Series(String name)) {
                        reply.setSeriesPoints(prices.size(name));
                        prices.until(name)
                                .ifPresent(until -> reply.setSeriesUntil(until.toEpochMilli()));
                    }
                });
        var price = price(now);
        var value = price.price();
        if (value == null) {
            reply.setPriceMissing(price.missing());
        } else {
            reply.setPriceMicros(value.micros());
        }
        feed.fill(reply);
        coins.fill(reply);
        return reply;
    }
}
