package hearth.agent;

import hearth.link.wire.BenchReport;
import hearth.link.wire.Condition;
import hearth.link.wire.Measure;
import hearth.monitors.bench.Trend;

import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** How the newest figure of each measure stands to the earlier ones under the same conditions. */
final class BenchComparison {
    /** A change in one of these makes figures another machine's. */
    private static final Set<String> SAME =
            Set.of("processor", "cores", "architecture", "governor", "file system", "peer");

    private BenchComparison() {}

    /**
     * The newest of each measure, with its change.
     *
     * @param reports oldest first
     */
    static List<Measure> of(List<BenchReport> reports) {
        Map<String, List<BenchReport>> holders = new LinkedHashMap<>();
        var newest = reports.reversed();
        for (var report : newest) {
            for (var measure : report.getMeasuresList()) {
                holders.computeIfAbsent(measure.getName(), _ -> new ArrayList<>()).add(report);
            }
        }
        var compared = new ArrayList<Measure>();
        holders.forEach((name, having) -> {
            var report = having.getFirst();
            var measure = find(report, name).orElseThrow();
            compared.add(compare(measure, report, having));
        });
        return List.copyOf(compared);
    }

    private static Measure compare(Measure measure, BenchReport report, List<BenchReport> having) {
        if (!measure.getMissing().isEmpty() || !report.getTrustworthy()) {
            return measure;
        }
        var past = new ArrayList<Trend.Past>();
        for (var earlier : having.reversed()) {
            if (earlier.getTrustworthy() && alike(earlier, report)) {
                find(earlier, measure.getName())
                        .filter(one -> one.getMissing().isEmpty())
                        .ifPresent(one ->
                                past.add(
                                        new Trend.Past(
                                                Instant.ofEpochMilli(earlier.getAt()),
                                                value(one),
                                                one.getSpread())));
            }
        }
        var trend = Trend.of(past, measure.getLessIsBetter());
        if (trend.isEmpty()) {
            return measure;
        }
        var told =
                measure.toBuilder()
                        .setChange(trend.get().change())
                        .setBaseline(trend.get().baseline());
        trend.get().slowerSince().ifPresent(since -> told.setSlowerSince(since.toEpochMilli()));
        return told.build();
    }

    /** Reports of before the rule was kept have the median alone. */
    static double value(Measure measure) {
        return measure.getRule().isEmpty() ? measure.getMedian() : measure.getValue();
    }

    static Optional<Measure> find(BenchReport report, String name) {
        return report.getMeasuresList().stream()
                .filter(one -> one.getName().equals(name))
                .findFirst();
    }

    /** A quick run's short figures are not those of a full one. */
    static boolean alike(BenchReport one, BenchReport other) {
        return kind(one).equals(kind(other))
                && one.getThreads() == other.getThreads()
                && conditions(one).equals(conditions(other));
    }

    private static String kind(BenchReport report) {
        return report.getMode().equals("sustained") ? "full" : report.getMode();
    }

    private static Map<String, String> conditions(BenchReport report) {
        var found = new LinkedHashMap<String, String>();
        for (Condition condition : report.getConditionsList()) {
            if (SAME.contains(condition.getName())) {
                found.put(condition.getName(), condition.getValue());
            }
        }
        return found;
    }
}
