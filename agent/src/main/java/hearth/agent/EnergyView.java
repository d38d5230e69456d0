package hearth.agent;

import hearth.kernel.Reading;
import hearth.kernel.Threads;
import hearth.kernel.Watts;
import hearth.kernel.Wei;
import hearth.link.wire.EnergyBucket;
import hearth.link.wire.EnergyLine;
import hearth.link.wire.EnergyNow;
import hearth.link.wire.EnergyReply;
import hearth.link.wire.EnergyRequest;
import hearth.link.wire.EnergyTotals;
import hearth.link.wire.GapRow;
import hearth.link.wire.MeterFigure;
import hearth.link.wire.PricePoint;
import hearth.link.wire.Worker;
import hearth.monitors.MachineSnapshot;
import hearth.monitors.energy.Bucket;
import hearth.monitors.energy.Net;
import hearth.monitors.energy.Parts;
import hearth.monitors.energy.Split;
import hearth.monitors.energy.Statement;
import hearth.monitors.energy.Sum;
import hearth.monitors.power.PowerReading;

import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.Locale;
import java.util.Map;
import java.util.function.Supplier;

/** Energy, its cost and what is left, in the words of the link. */
final class EnergyView {
    /** The longest stretch of one question: three years. */
    private static final Duration LONGEST = Duration.ofDays(1_100);

    private static final Duration FRESH = Duration.ofSeconds(1);
    private static final Duration LASTING = Duration.ofSeconds(60);

    private final EnergyPart energy;
    private final Supplier<HomePower> home;
    private final TariffPart tariffs;
    private final CoinPrices coins;
    private final RewardsPart rewards;
    private final Threads threads;
    private final Cached today = new Cached(FRESH);
    private final Cached yesterday = new Cached(LASTING);
    private final Cached month = new Cached(LASTING);

    EnergyView(
            EnergyPart energy,
            Supplier<HomePower> home,
            TariffPart tariffs,
            CoinPrices coins,
            RewardsPart rewards,
            Threads threads) {
        this.energy = energy;
        this.home = home;
        this.tariffs = tariffs;
        this.coins = coins;
        this.rewards = rewards;
        this.threads = threads;
    }

    /** Totals that are not made anew with every push. */
    private static final class Cached {
        private final Duration life;
        private Instant made = Instant.MIN;
        private Instant from = Instant.MIN;
        private EnergyTotals totals = EnergyTotals.getDefaultInstance();

        Cached(Duration life) {
            this.life = life;
        }

        synchronized EnergyTotals get(EnergyView view, Instant begin, Instant end, Instant now)
                throws SQLException {
            if (!begin.equals(from) || now.isBefore(made) || !now.isBefore(made.plus(life))) {
                totals =
                        totals(
                                view.statement(
                                        new Statement.Range(
                                                begin, end, ZoneId.systemDefault(), Bucket.ALL)));
                made = now;
                from = begin;
            }
            return totals;
        }
    }

    Statement statement(Statement.Range range) throws SQLException {
        var ledger = energy.ledger();
        return Statement.of(
                ledger.quarters(range.from(), range.to()),
                ledger.work(range.from(), range.to()),
                ledger.gaps(range.from(), range.to()),
                tariffs.book(),
                energy.prices(),
                range);
    }

    /** The live figures. */
    EnergyNow now(MachineSnapshot snapshot) throws SQLException {
        var now = threads.time().instant();
        var power = snapshot.power();
        var wire =
                EnergyNow.newBuilder()
                        .setMachine(Wire.value(power.machine(), Watts::value, power.name()))
                        .setIdleRule(energy.rule().name().toLowerCase(Locale.ROOT))
                        .setIdleWords(energy.idle().words());
        split(wire, power.name());
        var price = tariffs.price(now);
        var value = price.price();
        if (value == null) {
            wire.setPriceMissing(price.missing());
        } else {
            wire.setPriceMicros(value.micros());
        }
        tariffs.now().ifPresent(tariff -> wire.setCurrency(tariff.currency().getCurrencyCode()));
        var coin = coins.at(now);
        var worth = coin.price();
        if (worth == null) {
            wire.setCoinMissing(coin.missing());
        } else {
            wire.setCoinMicros(worth.micros()).setCoinAt(coin.at().toEpochMilli());
        }
        wire.setSurplus(Wire.value(home.get().surplus(), Watts::value, "the home's meter"));
        var zone = ZoneId.systemDefault();
        var day = LocalDate.ofInstant(now, zone);
        var midnight = day.atStartOfDay(zone).toInstant();
        var end = now.plusMillis(1);
        wire.setToday(today.get(this, midnight, end, now))
                .setYesterday(
                        yesterday.get(
                                this,
                                day.minusDays(1).atStartOfDay(zone).toInstant(),
                                midnight,
                                now))
                .setMonth(
                        month.get(
                                this,
                                day.withDayOfMonth(1).atStartOfDay(zone).toInstant(),
                                end,
                                now));
        power.sources().forEach(source -> wire.addMeters(meter(source, power.counts(source))));
        return wire.build();
    }

    private static MeterFigure meter(PowerReading source, boolean counted) {
        return MeterFigure.newBuilder()
                .setSource(source.source())
                .setName(source.name())
                .setWatts(Wire.value(source.watts(), Watts::value, source.name()))
                .setCounted(counted)
                .setNote(source.note())
                .build();
    }

    private void split(EnergyNow.Builder wire, String source) {
        var split = energy.split();
        wire.setOwnIdle(Wire.value(split, one -> one.ownIdle() / 1e3, source))
                .setOther(Wire.value(split, one -> one.other() / 1e3, source));
        switch (split) {
            case Reading.Measured<Split> measured ->
                    wire.setIdle(Wire.value(split, one -> one.idle() / 1e3, source))
                            .setMethod(measured.value().method())
                            .setConfidence(
                                    measured.value().confidence().name().toLowerCase(Locale.ROOT));
            case Reading.Missing<Split>(Instant at, String why) ->
                    wire.setIdle(Wire.missing(at, why));
        }
    }

    /** A worker's watts and what they cost. */
    void fill(Worker.Builder worker) {
        var split = energy.split();
        var name = worker.getName();
        Reading<Split.Part> part =
                switch (split) {
                    case Reading.Missing<Split>(Instant at, String why) -> Reading.missing(at, why);
                    case Reading.Measured<Split> measured ->
                            measured.value().workers().stream()
                                    .filter(one -> one.worker().equals(name))
                                    .findFirst()
                                    .<Reading<Split.Part>>map(one ->
                                            new Reading.Measured<>(
                                                    one, measured.at(), measured.quality()))
                                    .orElseGet(() ->
                                            Reading.missing(
                                                    measured.at(), "its process was just started"));
                };
        var method = split.measured().map(Split::method).orElse("");
        worker.setPower(Wire.value(part, one -> one.milliwatts() / 1e3, method))
                .setPowerIdle(Wire.value(part, one -> one.idleShare() / 1e3, method));
        double rate = worker.getRatePerSecond();
        worker.setJoulesPerUnit(
                rate > 0
                        ? Wire.value(part, one -> one.milliwatts() / 1e3 / rate, method)
                        : Wire.missing(threads.time().instant(), "no work finished now"));
        var price = tariffs.price(threads.time().instant()).price();
        var watts = part.measured();
        if (price != null && watts.isPresent()) {
            // A milliwatt for an hour is 3.6 J.
            worker.setPriceKnown(true)
                    .setCostMicrosPerHour(price.cost(watts.get().milliwatts() * 3_600_000L));
        }
    }

    /** A statement of any stretch, with what was earned in it. */
    EnergyReply list(EnergyRequest request) throws RequestFailedException, SQLException {
        var from = Instant.ofEpochMilli(request.getFrom());
        var to = Instant.ofEpochMilli(request.getTo());
        if (!to.isAfter(from) || Duration.between(from, to).compareTo(LONGEST) > 0) {
            throw new RequestFailedException(
                    "ENERGY-2", "The end comes after the begin, at most three years later.");
        }
        var zone = ZoneId.systemDefault();
        var bucket =
                switch (request.getBucket()) {
                    case "" -> Bucket.ALL;
                    case "quarter" -> Bucket.QUARTER;
                    case "hour" -> Bucket.HOUR;
                    case "day" -> Bucket.DAY;
                    default ->
                            throw new RequestFailedException(
                                    "ENERGY-3",
                                    "A line is a quarter, hour or day, not "
                                            + request.getBucket()
                                            + ".");
                };
        var statement = statement(new Statement.Range(from, to, zone, bucket));
        var earned = rewards.earned(statement.from(), to);
        var coin = coins.at(threads.time().instant());
        var reply =
                EnergyReply.newBuilder()
                        .setTotal(totals(statement))
                        .setToken(rewards.token())
                        .setZone(zone.getId())
                        .setCoinMissing(coin.missing());
        var worth = coin.price();
        if (worth != null) {
            reply.setCoinMicros(worth.micros());
        }
        tariffs.now().ifPresent(tariff -> reply.setCurrency(tariff.currency().getCurrencyCode()));
        energy.ledger().begin().ifPresent(begin -> reply.setBegun(begin.toEpochMilli()));
        for (var part : statement.parts()) {
            reply.addLines(line(part, earned.settled(statement.from(), to), earned.open(), coin));
        }
        if (bucket != Bucket.ALL) {
            for (var line : statement.buckets()) {
                reply.addBuckets(bucket(line, earned, to, coin));
            }
        }
        for (var gap : statement.gaps()) {
            var row =
                    GapRow.newBuilder()
                            .setFrom(gap.from().toEpochMilli())
                            .setTo(gap.to().toEpochMilli());
            gap.counted().ifPresent(row::setCounted);
            reply.addGaps(row);
        }
        if (request.getPrices()) {
            prices(reply, from, to);
        }
        return reply.build();
    }

    private static EnergyBucket bucket(
            Statement.Line line, Earned earned, Instant to, CoinPrices.Told coin) {
        var open = to.isAfter(line.to()) ? Wei.ZERO : earned.open();
        var wire =
                EnergyBucket.newBuilder()
                        .setFrom(line.from().toEpochMilli())
                        .setTo(line.to().toEpochMilli())
                        .setTotal(line(line.total(), Wei.ZERO, Wei.ZERO, coin));
        for (var part : line.parts()) {
            wire.addLines(line(part, earned.settled(line.from(), line.to()), open, coin));
        }
        return wire.build();
    }

    /** Coins are earned by workers; a machine has one that does. */
    private static EnergyLine line(Sum sum, Wei settled, Wei open, CoinPrices.Told coin) {
        var wire =
                EnergyLine.newBuilder()
                        .setPart(sum.part())
                        .setMicrojoules(sum.microjoules())
                        .setCostMicros(sum.costMicros())
                        .setUnpriced(sum.unpriced())
                        .setUnits(sum.units())
                        .setWorkingMillis(sum.working())
                        .setPausedMillis(sum.paused());
        if (sum.units() > 0 && sum.microjoules() > 0) {
            wire.setJoulesPerUnit(sum.microjoules() / 1e6 / sum.units());
        }
        if (Parts.workerOf(sum.part()).isEmpty()) {
            wire.setNetMicros(-sum.costMicros());
            return wire.build();
        }
        wire.setUnit("contracts")
                .setEarned(settled.value().toString())
                .setEarnedOpen(open.value().toString());
        var price = coin.price();
        if (price != null) {
            long earned = Net.worth(settled.plus(open).value(), price);
            wire.setEarnedMicros(earned).setNetMicros(earned - sum.costMicros());
            Net.breakEven(earned, sum.microjoules()).ifPresent(wire::setBreakEvenMicros);
        }
        return wire.build();
    }

    private void prices(EnergyReply.Builder reply, Instant from, Instant to) {
        var end = from.plus(Duration.ofDays(8)).isBefore(to) ? from.plus(Duration.ofDays(8)) : to;
        for (var at = Bucket.quarter(from); at.isBefore(end); at = at.plusSeconds(900)) {
            var moment = at;
            var point =
                    PricePoint.newBuilder()
                            .setFrom(at.toEpochMilli())
                            .setTo(at.plusSeconds(900).toEpochMilli());
            // What is past has the tariff of then, what comes the one of now.
            tariffs.book()
                    .at(moment)
                    .flatMap(tariff -> tariff.at(moment, energy.prices()))
                    .ifPresent(price -> point.setMicros(price.micros()));
            reply.addPrices(point);
        }
    }

    static EnergyTotals totals(Statement statement) {
        var wire =
                EnergyTotals.newBuilder()
                        .setFrom(statement.from().toEpochMilli())
                        .setTo(statement.to().toEpochMilli())
                        .setMicrojoules(statement.total().microjoules())
                        .setCostMicros(statement.total().costMicros())
                        .setUnpriced(statement.total().unpriced())
                        .setMeasuredMillis(statement.measured())
                        .setGapMillis(statement.gapMillis())
                        .setImitable(statement.imitable());
        for (var quality : Map.copyOf(statement.qualities()).entrySet()) {
            wire.putQualities(quality.getKey().name().toLowerCase(Locale.ROOT), quality.getValue());
        }
        return wire.build();
    }
}
