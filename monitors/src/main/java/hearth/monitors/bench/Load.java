package hearth.monitors.bench;

import hearth.kernel.Celsius;
import hearth.kernel.Reading;
import hearth.kernel.Watts;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/** What a curve under load says in figures. */
final class Load {
    private static final String NOT_MEASURED = "power is not measured";

    private final List<LoadPoint> rest;
    private final List<LoadPoint> work;
    private final List<LoadPoint> later;
    private final String unit;
    private final Instant now;

    /**
     * @param unit of the work, such as contracts/s
     */
    Load(List<LoadPoint> curve, String unit, Instant now) {
        rest = curve.stream().filter(point -> point.at().isNegative()).toList();
        work = curve.stream().filter(point -> point.at().isPositive()).toList();
        // The first half warms the machine up.
        later = work.subList(work.size() / 2, work.size());
        this.unit = unit;
        this.now = now;
    }

    List<BenchLine> lines() {
        var lines = new ArrayList<BenchLine>();
        lines.add(line("load.rate", unit, later.stream().map(LoadPoint::rate).toList(), ""));
        lines.add(kept());
        lines.add(line("load.watts", "W", watts(later), whyNoPower(later)));
        lines.add(line("load.idle.watts", "W", watts(rest), whyNoPower(rest)));
        lines.add(perJoule());
        lines.add(
                line(
                        "load.temperature",
                        "°C",
                        values(work, point -> point.around().hottest().map(Celsius::value)),
                        why(work, point -> point.around().hottest())));
        return lines;
    }

    /** Speed of the last tenth as part of the first tenth's: what heat takes. */
    private BenchLine kept() {
        int tenth = Math.max(1, work.size() / 10);
        if (work.size() < 2) {
            return missing("load.kept", "share", "the load was too short");
        }
        double first = mean(work.subList(0, tenth));
        double last = mean(work.subList(work.size() - tenth, work.size()));
        return first > 0
                ? line("load.kept", "share", List.of(last / first), "")
                : missing("load.kept", "share", "nothing was done");
    }

    /** Work done per joule above what the machine takes when idle. */
    private BenchLine perJoule() {
        var perJoule = unit.replaceFirst("/s$", "/J");
        var idle = watts(rest);
        var busy = watts(later);
        if (idle.isEmpty() || busy.isEmpty()) {
            return missing("load.joule", perJoule, whyNoPower(busy.isEmpty() ? later : rest));
        }
        double above = median(busy) - median(idle);
        if (above <= 0) {
            return missing("load.joule", perJoule, "the load does not show in the power");
        }
        return line(
                "load.joule",
                perJoule,
                later.stream().map(point -> point.rate() / above).toList(),
                "");
    }

    private static double mean(List<LoadPoint> points) {
        return points.stream().mapToDouble(LoadPoint::rate).average().orElse(0);
    }

    private static double median(List<Double> values) {
        return BenchLine.Figure.of(BenchLine.Rule.MEDIAN, "", values).median();
    }

    private static List<Double> watts(List<LoadPoint> points) {
        return values(points, point -> point.around().power().map(Watts::value));
    }

    private static String whyNoPower(List<LoadPoint> points) {
        return why(points, point -> point.around().power());
    }

    private static List<Double> values(
            List<LoadPoint> points, Function<LoadPoint, Reading<Double>> what) {
        return points.stream().flatMap(point -> what.apply(point).measured().stream()).toList();
    }

    private static <T> String why(List<LoadPoint> points, Function<LoadPoint, Reading<T>> what) {
        Optional<String> first =
                points.stream()
                        .map(what)
                        .flatMap(reading ->
                                switch (reading) {
                                    case Reading.Missing<T>(Instant _, String reason) ->
                                            Optional.of(reason).stream();
                                    case Reading.Measured<T> _ -> Optional.<String>empty().stream();
                                })
                        .findFirst();
        return first.orElse(NOT_MEASURED);
    }

    private BenchLine line(String id, String unitOfLine, List<Double> values, String why) {
        if (values.isEmpty()) {
            return missing(id, unitOfLine, why.isBlank() ? NOT_MEASURED : why);
        }
        var figure = BenchLine.Figure.of(BenchLine.Rule.MEDIAN, unitOfLine, values);
        return new BenchLine(id, unitOfLine, Reading.counted(figure, now));
    }

    private BenchLine missing(String id, String unitOfLine, String why) {
        return new BenchLine(id, unitOfLine, Reading.missing(now, why));
    }
}
