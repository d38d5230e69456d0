package hearth.agent;

import hearth.kernel.Threads;
import hearth.link.wire.PriceSource;
import hearth.link.wire.TariffReply;
import hearth.monitors.energy.PriceCsv;
import hearth.monitors.energy.PriceJson;
import hearth.monitors.energy.Prices;
import hearth.monitors.energy.TariffException;

import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import java.io.IOException;
import java.net.URI;
import java.sql.SQLException;
import java.time.Instant;
import java.util.EnumMap;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;

/** Prices that the operator's own source tells over HTTP, asked once an hour. */
final class PriceFeed implements AutoCloseable {
    /** The beginnings of the settings of each purpose. */
    private static final String POWER = "energy.source.";

    private static final String COIN = "coin.source.";
    private static final Logger LOG = LoggerFactory.getLogger(PriceFeed.class);
    private static final long HOUR = 3_600;

    private final Prices prices;
    private final Settings settings;
    private final Threads threads;
    private final Map<Purpose, Told> told = new EnumMap<>(Purpose.class);
    private @Nullable Future<?> schedule;

    /** What a source's prices are of. */
    enum Purpose {
        POWER(PriceFeed.POWER),
        COIN(PriceFeed.COIN);

        private final String prefix;

        Purpose(String prefix) {
            this.prefix = prefix;
        }
    }

    /** How the last question went. */
    private record Told(Instant at, String problem) {}

    PriceFeed(Prices prices, Settings settings, Threads threads) {
        this.prices = prices;
        this.settings = settings;
        this.threads = threads;
    }

    void start() {
        schedule =
                threads.clock()
                        .scheduleWithFixedDelay(
                                () -> threads.io().execute(this::ask), 10, HOUR, TimeUnit.SECONDS);
    }

    private void ask() {
        for (var purpose : Purpose.values()) {
            var source = source(purpose);
            if (!source.getUrl().isEmpty()) {
                try {
                    fetch(source, purpose);
                } catch (TariffException e) {
                    LOG.warn("a price source failed: {}", e.getMessage());
                } catch (SQLException e) {
                    LOG.warn("prices could not be kept", e);
                }
            }
        }
    }

    /**
     * Asks a source now and, once it answered well, each hour; an empty address ends it. Blocks.
     */
    int follow(PriceSource source, Purpose purpose)
            throws TariffException, SQLException, RequestFailedException {
        int count = 0;
        if (!source.getUrl().isEmpty()) {
            if (purpose == Purpose.POWER) {
                TariffPart.series(source.getSeries());
            }
            count = fetch(source, purpose);
        }
        var prefix = purpose.prefix;
        settings.keep(
                Map.of(
                        prefix + "series", source.getSeries(),
                        prefix + "url", source.getUrl(),
                        prefix + "rows", source.getRows(),
                        prefix + "time", source.getTime(),
                        prefix + "price", source.getPrice(),
                        prefix + "unit", source.getUnit(),
                        prefix + "zone", source.getZone()));
        return count;
    }

    private int fetch(PriceSource source, Purpose purpose) throws TariffException, SQLException {
        var now = threads.time().instant();
        try {
            var mapping =
                    new PriceJson.Mapping(
                            source.getRows(),
                            source.getTime(),
                            source.getPrice(),
                            unit(source.getUnit()),
                            TariffPart.zone(source.getZone()));
            var points = PriceJson.fetch(URI.create(source.getUrl()), mapping, now);
            int count =
                    prices.add(
                            purpose == Purpose.COIN ? CoinPrices.SERIES : source.getSeries(),
                            points,
                            now,
                            false);
            told(purpose, new Told(now, ""));
            return count;
        } catch (IOException e) {
            var sentence = "The price source does not answer: " + e.getMessage() + ".";
            told(purpose, new Told(now, sentence));
            throw new TariffException(sentence, e);
        } catch (TariffException e) {
            told(purpose, new Told(now, String.valueOf(e.getMessage())));
            throw e;
        } catch (IllegalArgumentException e) {
            throw new TariffException("“" + source.getUrl() + "” is no address.", e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new TariffException("The agent is ending.", e);
        }
    }

    private synchronized void told(Purpose purpose, Told fresh) {
        told.put(purpose, fresh);
    }

    static PriceCsv.Unit unit(String word) throws TariffException {
        return switch (word.toLowerCase(Locale.ROOT)) {
            case "", "kwh" -> PriceCsv.Unit.KWH;
            case "mwh" -> PriceCsv.Unit.MWH;
            default -> throw new TariffException("The unit is kwh or mwh, not " + word + ".");
        };
    }

    private PriceSource source(Purpose purpose) {
        var prefix = purpose.prefix;
        return PriceSource.newBuilder()
                .setSeries(settings.get(prefix + "series"))
                .setUrl(settings.get(prefix + "url"))
                .setRows(settings.get(prefix + "rows"))
                .setTime(settings.get(prefix + "time"))
                .setPrice(settings.get(prefix + "price"))
                .setUnit(settings.get(prefix + "unit"))
                .setZone(settings.get(prefix + "zone"))
                .build();
    }

    synchronized void fill(TariffReply.Builder reply) {
        var source = source(Purpose.POWER);
        if (!source.getUrl().isEmpty()) {
            // What stands behind the question mark is often a key.
            reply.setSource(source.toBuilder().setUrl(source.getUrl().replaceFirst("\\?.*", "?…")));
        }
        var last = told.get(Purpose.POWER);
        if (last != null) {
            reply.setFetchedAt(last.at().toEpochMilli()).setFetchProblem(last.problem());
        }
    }

    @Override
    public void close() {
        if (schedule != null) {
            schedule.cancel(false);
        }
    }
}
