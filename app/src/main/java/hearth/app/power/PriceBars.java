package hearth.app.power;

import hearth.app.chart.Bars;
import hearth.app.ui.Numbers;
import hearth.app.ui.Texts;
import hearth.link.wire.EnergyBucket;
import hearth.link.wire.EnergyReply;
import hearth.link.wire.RulesReply;

import org.jspecify.annotations.Nullable;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The day's prices by hour with what the workers did in each. Knows no control. */
final class PriceBars {
    private static final long HOUR = 3_600_000;

    private PriceBars() {}

    /** The bars of a local day. */
    static Bars.Shown of(EnergyReply energy, RulesReply rules, Instant now, Texts texts) {
        long from = EnergyAsk.midnight(now).toEpochMilli();
        long to = EnergyAsk.nextMidnight(now).toEpochMilli();
        var prices = hours(energy, from, to);
        var worked = new HashMap<Long, EnergyBucket>();
        energy.getBucketsList().forEach(bucket -> worked.put(bucket.getFrom(), bucket));
        var bars = new ArrayList<Bars.Bar>();
        prices.forEach((begin, price) ->
                bars.add(
                        new Bars.Bar(
                                begin,
                                begin + HOUR,
                                price,
                                style(begin, worked.get(begin), now.toEpochMilli()),
                                Numbers.clock(Instant.ofEpochMilli(begin))
                                        + "  "
                                        + Money.price(
                                                Math.round(price * 1e6), energy.getCurrency()))));
        bars.sort(Comparator.comparingLong(Bars.Bar::from));
        var limit =
                rules.getRulesList().stream()
                        .filter(state -> state.getRule().getOn())
                        .filter(state -> state.getRule().getKind().equals("price"))
                        .mapToDouble(state -> Double.parseDouble(state.getRule().getLimit()))
                        .min();
        return new Bars.Shown(
                from,
                to,
                now.toEpochMilli(),
                bars,
                limit,
                limit.isPresent()
                        ? texts.get(
                                "limit",
                                Money.price(
                                        Math.round(limit.getAsDouble() * 1e6),
                                        energy.getCurrency()))
                        : "");
    }

    /** The mean of the quarters of each hour. */
    private static Map<Long, Double> hours(EnergyReply energy, long from, long to) {
        var sums = new HashMap<Long, double[]>();
        for (var point : energy.getPricesList()) {
            if (point.hasMicros() && point.getFrom() >= from && point.getFrom() < to) {
                long hour = from + Math.floorDiv(point.getFrom() - from, HOUR) * HOUR;
                var sum = sums.computeIfAbsent(hour, _ -> new double[2]);
                sum[0] += point.getMicros() / 1e6;
                sum[1]++;
            }
        }
        var hours = new HashMap<Long, Double>();
        sums.forEach((hour, sum) -> hours.put(hour, sum[0] / sum[1]));
        return hours;
    }

    private static String style(long begin, @Nullable EnergyBucket bucket, long now) {
        if (begin > now) {
            return "c-dim";
        }
        long working = 0;
        long paused = 0;
        if (bucket != null) {
            for (var line : bucket.getLinesList()) {
                working += line.getWorkingMillis();
                paused += line.getPausedMillis();
            }
        }
        return paused > working ? "c-amber" : working > 0 ? "c-blue" : "c-grid";
    }

    /** The mean price of the cheapest stretch of so many hours to come, and where it begins. */
    static Optional<Cheap> cheapest(EnergyReply energy, Instant now, int hours) {
        List<long[]> points = new ArrayList<>();
        for (var point : energy.getPricesList()) {
            if (point.hasMicros() && point.getTo() > now.toEpochMilli()) {
                points.add(new long[] {point.getFrom(), point.getMicros()});
            }
        }
        int need = hours * 4;
        if (points.size() < need + 4) {
            return Optional.empty();
        }
        long best = Long.MAX_VALUE;
        int at = 0;
        long all = points.stream().mapToLong(point -> point[1]).sum();
        for (int i = 0; i + need <= points.size(); i++) {
            long sum = 0;
            for (int j = i; j < i + need; j++) {
                sum += points.get(j)[1];
            }
            if (sum < best) {
                best = sum;
                at = i;
            }
        }
        long mean = best / need;
        // A flat price has no cheap hours.
        return mean >= all / points.size()
                ? Optional.empty()
                : Optional.of(new Cheap(points.get(at)[0], points.get(at)[0] + hours * HOUR, mean));
    }

    /** A cheap stretch. */
    record Cheap(long from, long to, long micros) {}
}
