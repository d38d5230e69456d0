package hearth.agent;

import hearth.kernel.Threads;
import hearth.kernel.Wei;
import hearth.link.wire.EnergyLine;
import hearth.link.wire.WorthChange;
import hearth.link.wire.WorthLine;
import hearth.link.wire.WorthReply;
import hearth.link.wire.WorthRequest;
import hearth.monitors.energy.Bucket;
import hearth.monitors.energy.Net;
import hearth.monitors.energy.Parts;
import hearth.monitors.energy.Price;
import hearth.monitors.energy.Statement;
import hearth.monitors.energy.Sum;
import hearth.monitors.energy.Worth;

import java.math.BigInteger;
import java.sql.SQLException;
import java.time.Duration;
import java.time.ZoneId;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** Whether the work is worth its electricity, and what would change that. */
final class WorthView {
    private static final int USUAL_DAYS = 7;
    private static final long DAY = 86_400_000;

    /** With less than this there is nothing to go by. */
    private static final long LEAST = 10 * 60_000;

    private final EnergyView energy;
    private final EnergyPart part;
    private final TariffPart tariffs;
    private final CoinPrices coins;
    private final RewardsPart rewards;
    private final Threads threads;

    WorthView(
            EnergyView energy,
            EnergyPart part,
            TariffPart tariffs,
            CoinPrices coins,
            RewardsPart rewards,
            Threads threads) {
        this.energy = energy;
        this.part = part;
        this.tariffs = tariffs;
        this.coins = coins;
        this.rewards = rewards;
        this.threads = threads;
    }

    WorthReply list(WorthRequest request) throws SQLException {
        var now = threads.time().instant();
        int asked = request.getDays() == 0 ? USUAL_DAYS : Math.clamp(request.getDays(), 1, 90);
        var from = now.minus(Duration.ofDays(asked));
        var statement =
                energy.statement(
                        new Statement.Range(from, now, ZoneId.systemDefault(), Bucket.QUARTER));
        var reply =
                WorthReply.newBuilder()
                        .setToken(rewards.token())
                        .setIdleRule(part.rule().name().toLowerCase(Locale.ROOT));
        tariffs.now().ifPresent(tariff -> reply.setCurrency(tariff.currency().getCurrencyCode()));
        var coin = coins.at(now);
        reply.setCoinMissing(coin.missing());
        Optional.ofNullable(coin.price()).ifPresent(price -> reply.setCoinMicros(price.micros()));
        if (statement.measured() < LEAST) {
            return reply.setMissing(
                            "Not enough is measured yet: ten minutes with a meter are the least.")
                    .build();
        }
        double days = statement.measured() / (double) DAY;
        reply.setDays(days);
        var earned = rewards.earned(statement.from(), now);
        for (var sum : statement.parts()) {
            reply.addLines(WorthLine.newBuilder().setADay(aDay(sum, earned.all(), coin, days)));
        }
        prices(statement, reply);
        var worth =
                Optional.ofNullable(coin.price())
                        .map(price -> Net.worth(earned.all().value(), price));
        for (var change : Worth.changes(statement, worth, part.rule(), days)) {
            var wire =
                    WorthChange.newBuilder()
                            .setTitle(change.title())
                            .setDetail(change.detail())
                            .setLink(change.link())
                            .setWorth(change.worth())
                            .setDays(
                                    days < 1
                                            ? String.format(
                                                    Locale.ROOT, "from %.1f hours", days * 24)
                                            : String.format(Locale.ROOT, "from %.1f days", days));
            change.microsADay().ifPresent(wire::setMicrosADay);
            reply.addChanges(wire);
        }
        return reply.build();
    }

    private static void prices(Statement statement, WorthReply.Builder reply) {
        long priced = statement.total().microjoules() - statement.total().unpriced();
        if (priced > 0) {
            Net.breakEven(statement.total().costMicros(), priced).ifPresent(reply::setPriceMicros);
        }
        List<Long> paid = Worth.prices(statement);
        if (!paid.isEmpty()) {
            reply.setLowestPriceMicros(paid.getFirst()).setHighestPriceMicros(paid.getLast());
        }
    }

    private static EnergyLine aDay(Sum sum, Wei earned, CoinPrices.Told coin, double days) {
        var wire =
                EnergyLine.newBuilder()
                        .setPart(sum.part())
                        .setMicrojoules(Math.round(sum.microjoules() / days))
                        .setCostMicros(Math.round(sum.costMicros() / days))
                        .setUnpriced(Math.round(sum.unpriced() / days))
                        .setUnits(Math.round(sum.units() / days))
                        .setWorkingMillis(Math.round(sum.working() / days))
                        .setPausedMillis(Math.round(sum.paused() / days));
        if (sum.units() > 0 && sum.microjoules() > 0) {
            wire.setJoulesPerUnit(sum.microjoules() / 1e6 / sum.units());
        }
        if (Parts.workerOf(sum.part()).isEmpty()) {
            return wire.setNetMicros(-Math.round(sum.costMicros() / days)).build();
        }
        var coinsADay =
                earned.value()
                        .multiply(BigInteger.valueOf(1_000_000))
                        .divide(BigInteger.valueOf(Math.max(1, Math.round(days * 1e6))));
        wire.setEarned(coinsADay.toString());
        Price price = coin.price();
        if (price != null) {
            long brought = Net.worth(coinsADay, price);
            wire.setEarnedMicros(brought)
                    .setNetMicros(brought - Math.round(sum.costMicros() / days));
            Net.breakEven(Net.worth(earned.value(), price), sum.microjoules())
                    .ifPresent(wire::setBreakEvenMicros);
        }
        return wire.build();
    }
}
