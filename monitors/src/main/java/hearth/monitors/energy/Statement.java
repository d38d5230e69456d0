package hearth.monitors.energy;

import hearth.kernel.Quality;

import java.time.Instant;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.TreeMap;

/**
 * Energy and its cost over a stretch. Each quarter of an hour of each part is priced once and
 * rounded to a millionth; every sum here is a sum of those whole numbers, so that lines, days and
 * totals agree wherever they are shown.
 *
 * @param from begin of the first quarter
 * @param to end as asked
 * @param buckets by time
 * @param parts over the whole stretch: workers by name, then idle, then everything else
 * @param total of all parts
 * @param qualities microjoules by how they were measured
 * @param imitable microjoules told by meters that anybody on the network can imitate
 * @param measured milliseconds with readings
 * @param gaps stretches without, cut to this one
 */
public record Statement(
        Instant from,
        Instant to,
        List<Line> buckets,
        List<Sum> parts,
        Sum total,
        Map<Quality, Long> qualities,
        long imitable,
        long measured,
        List<Gap> gaps) {
    /** One bucket. {@code parts} are those that used anything. */
    public record Line(Instant from, Instant to, List<Sum> parts, Sum total) {}

    public Statement {
        buckets = List.copyOf(buckets);
        parts = List.copyOf(parts);
        gaps = List.copyOf(gaps);
        qualities = Map.copyOf(qualities);
    }

    /** Milliseconds of gaps that no register closed. */
    public long gapMillis() {
        return gaps.stream().filter(gap -> gap.counted().isEmpty()).mapToLong(Gap::millis).sum();
    }

    /**
     * Makes a statement.
     *
     * @param usages quarters of an hour
     * @param work of workers, the same quarters
     * @param range the stretch, its zone and how long a line is
     */
    public static Statement of(
            List<Usage> usages,
            List<Work> work,
            List<Gap> gaps,
            TariffBook tariffs,
            PriceSeries prices,
            Range range) {
        var maker = new Maker(tariffs, prices, range);
        usages.forEach(maker::add);
        work.forEach(maker::add);
        return maker.make(gaps);
    }

    /** What a statement is about. */
    public record Range(Instant from, Instant to, ZoneId zone, Bucket bucket) {
        public Range {
            if (!to.isAfter(from)) {
                throw new IllegalArgumentException("The end of a stretch is after its begin.");
            }
            from = Bucket.quarter(from);
        }
    }

    private static final class Maker {
        private final TariffBook tariffs;
        private final PriceSeries prices;
        private final Range range;
        private final TreeMap<Instant, TreeMap<String, Sum>> buckets = new TreeMap<>();
        private final Map<Quality, Long> qualities = new EnumMap<>(Quality.class);
        private long imitable;
        private long measured;

        Maker(TariffBook tariffs, PriceSeries prices, Range range) {
            this.tariffs = tariffs;
            this.prices = prices;
            this.range = range;
        }

        void add(Usage usage) {
            var tariff = tariffs.at(usage.from());
            var price = tariff.flatMap(one -> one.at(usage.from(), prices));
            long cost = 0;
            long unpriced = 0;
            if (tariff.isEmpty() || price.isEmpty()) {
                unpriced = usage.microjoules();
            } else {
                cost =
                        price.get().cost(usage.microjoules() - usage.solar())
                                + tariff.get().solar().cost(usage.solar());
            }
            qualities.merge(usage.quality(), usage.microjoules(), Long::sum);
            imitable += usage.imitable();
            if (usage.part().equals(Parts.OTHER)) {
                measured += usage.millis();
            }
            put(usage.from(), new Sum(usage.part(), usage.microjoules(), cost, unpriced, 0, 0, 0));
        }

        void add(Work work) {
            put(
                    work.from(),
                    new Sum(
                            Parts.worker(work.worker()),
                            0,
                            0,
                            0,
                            work.units(),
                            work.working(),
                            work.paused()));
        }

        private void put(Instant at, Sum sum) {
            buckets.computeIfAbsent(
                            range.bucket().begin(at, range.zone(), range.from()),
                            _ -> new TreeMap<>())
                    .merge(sum.part(), sum, Sum::plus);
        }

        Statement make(List<Gap> gaps) {
            var lines = new ArrayList<Line>();
            var all = new TreeMap<String, Sum>();
            buckets.forEach((begin, parts) -> {
                parts.values().forEach(part -> all.merge(part.part(), part, Sum::plus));
                lines.add(
                        new Line(
                                begin,
                                range.bucket().end(begin, range.zone(), range.to()),
                                ordered(parts),
                                total(parts)));
            });
            return new Statement(
                    range.from(),
                    range.to(),
                    lines,
                    ordered(all),
                    total(all),
                    qualities,
                    imitable,
                    measured,
                    gaps.stream().map(this::cut).filter(gap -> gap.millis() > 0).toList());
        }

        private Gap cut(Gap gap) {
            return new Gap(
                    gap.from().isBefore(range.from()) ? range.from() : gap.from(),
                    gap.to().isAfter(range.to()) ? range.to() : gap.to(),
                    gap.counted());
        }

        private static Sum total(Map<String, Sum> parts) {
            var total = new Sum("", 0, 0, 0, 0, 0, 0);
            for (var part : parts.values()) {
                total = total.plus(part);
            }
            return total;
        }

        private static List<Sum> ordered(NavigableMap<String, Sum> parts) {
            var order = new LinkedHashMap<String, Sum>();
            parts.forEach((name, sum) -> {
                if (!Parts.workerOf(name).isEmpty()) {
                    order.put(name, sum);
                }
            });
            order.putAll(parts);
            return List.copyOf(order.values());
        }
    }
}
