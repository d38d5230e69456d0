package hearth.agent;

import hearth.kernel.Threads;
import hearth.link.wire.CoinPrice;
import hearth.link.wire.TariffReply;
import hearth.monitors.energy.Price;
import hearth.monitors.energy.PriceCsv;
import hearth.monitors.energy.Prices;
import hearth.monitors.energy.TariffException;

import org.jspecify.annotations.Nullable;

import java.sql.SQLException;
import java.time.Instant;
import java.time.ZoneId;
import java.util.Map;
import java.util.function.BooleanSupplier;

/**
 * What a coin is worth, by the operator's own source. On a practice network coins have no price,
 * whatever the source says.
 */
final class CoinPrices {
    /** The series that holds the coin's prices. */
    static final String SERIES = "coin";

    /** The settings: none, fixed or series, and the fixed price. */
    static final String KIND = "coin.kind";

    static final String FIXED = "coin.price";

    private final Prices prices;
    private final Settings settings;
    private final PriceFeed feed;
    private final BooleanSupplier practice;
    private final Threads threads;

    CoinPrices(
            Prices prices,
            Settings settings,
            PriceFeed feed,
            BooleanSupplier practice,
            Threads threads) {
        this.prices = prices;
        this.settings = settings;
        this.feed = feed;
        this.practice = practice;
        this.threads = threads;
    }

    /**
     * A coin's price at a moment.
     *
     * @param price null when there is none
     * @param missing why, then
     * @param at when it was told
     */
    record Told(@Nullable Price price, String missing, Instant at) {}

    Told at(Instant moment) {
        if (practice.getAsBoolean()) {
            return new Told(null, "no market price: coins of a practice network", moment);
        }
        return switch (settings.get(KIND)) {
            case "fixed" -> fixed(moment);
            case "series" ->
                    prices.at(SERIES, moment)
                            .map(price -> new Told(price, "", moment))
                            .orElseGet(() ->
                                    new Told(
                                            null,
                                            "the coin’s price source names no price for this hour",
                                            moment));
            default -> new Told(null, "no market price; choose a source", moment);
        };
    }

    private Told fixed(Instant moment) {
        try {
            return new Told(Price.parse(settings.get(FIXED)), "", moment);
        } catch (TariffException e) {
            return new Told(null, String.valueOf(e.getMessage()), moment);
        }
    }

    int change(CoinPrice asked) throws TariffException, SQLException, RequestFailedException {
        if (asked.getNone()) {
            settings.keep(Map.of(KIND, "none", FIXED, ""));
            return 0;
        }
        if (!asked.getFixed().isEmpty()) {
            Price.parse(asked.getFixed());
            settings.keep(Map.of(KIND, "fixed", FIXED, asked.getFixed()));
            return 0;
        }
        int count =
                asked.hasSource()
                        ? feed.follow(asked.getSource(), PriceFeed.Purpose.COIN)
                        : prices.add(
                                SERIES,
                                PriceCsv.read(
                                        asked.getCsv(), ZoneId.systemDefault(), PriceCsv.Unit.KWH),
                                threads.time().instant(),
                                true);
        settings.keep(Map.of(KIND, "series", FIXED, ""));
        return count;
    }

    void fill(TariffReply.Builder reply) {
        reply.setCoin(settings.get(KIND)).setCoinPrice(settings.get(FIXED));
    }
}
