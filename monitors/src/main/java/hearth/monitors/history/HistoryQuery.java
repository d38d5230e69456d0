package hearth.monitors.history;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.TreeMap;

/** Which tier answers a question, and the points gathered so far. */
final class HistoryQuery {
    private final Tier tier;
    private final long bucket;
    private final long from;
    private final long to;
    private final TreeMap<Long, Gathered> buckets = new TreeMap<>();

    /** What fell into one point. */
    private static final class Gathered {
        int count;
        double total;
        double min = Double.POSITIVE_INFINITY;
        double max = Double.NEGATIVE_INFINITY;
    }

    private HistoryQuery(Tier tier, long bucket, long from, long to) {
        this.tier = tier;
        this.bucket = bucket;
        this.from = from;
        this.to = to;
    }

    /** The coarsest tier that still gives the wanted points, or a coarser one that reaches back. */
    static HistoryQuery plan(Instant from, Instant to, int maxPoints, Instant now) {
        long span = Math.max(1, Duration.between(from, to).toSeconds());
        long wanted = Math.max(1, Math.ceilDiv(span, maxPoints));
        var tier = Tier.SECOND;
        for (var candidate : Tier.values()) {
            boolean fineEnough = candidate.seconds() <= wanted;
            boolean shorterMemory = from.isBefore(now.minus(tier.kept()));
            if (fineEnough || shorterMemory) {
                tier = candidate;
            }
        }
        long bucket = Math.ceilDiv(wanted, tier.seconds()) * tier.seconds();
        long start = from.getEpochSecond();
        long end = to.getNano() > 0 ? to.getEpochSecond() + 1 : to.getEpochSecond();
        // Points are aligned to the step, so that a chart that moves on does not flicker.
        if (Math.floorDiv(end - 1, bucket) - Math.floorDiv(start, bucket) + 1 > maxPoints) {
            start = (Math.floorDiv(end - 1, bucket) - maxPoints + 1) * bucket;
        }
        return new HistoryQuery(tier, bucket, start, end);
    }

    Tier tier() {
        return tier;
    }

    long firstBlock() {
        return tier.blockOf(tier.slotOf(from));
    }

    long lastBlock() {
        return tier.blockOf(tier.slotOf(to - 1));
    }

    void point(long slot, double min, double mean, double max) {
        long second = slot * tier.seconds();
        if (second + tier.seconds() <= from || second >= to) {
            return;
        }
        var gathered = buckets.computeIfAbsent(Math.floorDiv(second, bucket), _ -> new Gathered());
        gathered.count++;
        gathered.total += mean;
        gathered.min = Math.min(gathered.min, min);
        gathered.max = Math.max(gathered.max, max);
    }

    HistorySeries result(String name) {
        var points = new ArrayList<HistorySeries.Point>(buckets.size());
        buckets.forEach((number, gathered) ->
                points.add(
                        new HistorySeries.Point(
                                Instant.ofEpochSecond(number * bucket),
                                gathered.min,
                                Math.clamp(
                                        gathered.total / gathered.count,
                                        gathered.min,
                                        gathered.max),
                                gathered.max)));
        return new HistorySeries(name, Duration.ofSeconds(bucket), points);
    }
}
