package hearth.monitors.bench;

import hearth.kernel.Reading;

import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** What the benchmark's process told so far. */
final class BenchAnswer {
    private final InstantSource time;
    private final BenchJob job;
    private final BenchProgress progress;
    private final List<BenchLine> lines = new ArrayList<>();
    private final List<LoadPoint> curve = new ArrayList<>();
    private final Map<String, String> conditions = new LinkedHashMap<>();
    private String[] end = {};

    BenchAnswer(InstantSource time, BenchJob job, BenchProgress progress) {
        this.time = time;
        this.job = job;
        this.progress = progress;
    }

    void take(String[] words) throws IOException {
        try {
            switch (words[0]) {
                case "begins" ->
                        progress.begins(
                                words[1], Integer.parseInt(words[2]), Integer.parseInt(words[3]));
                case "line" -> {
                    var line =
                            new BenchLine(
                                    words[1],
                                    words[2],
                                    figure(words),
                                    BenchChild.load(words[5], time));
                    lines.add(line);
                    progress.ended(line, Integer.parseInt(words[3]), Integer.parseInt(words[4]));
                }
                case "load" -> load(words);
                case "condition" -> conditions.put(words[1], words[2]);
                case "report" -> end = words;
                default -> {}
            }
        } catch (IllegalArgumentException | ArrayIndexOutOfBoundsException e) {
            throw new IOException("the benchmark said something that is not understood", e);
        }
    }

    private void load(String[] words) {
        long seconds = Long.parseLong(words[1]);
        double rate = Double.parseDouble(words[3]);
        curve.add(new LoadPoint(Duration.ofSeconds(seconds), rate, job.around().get()));
        progress.loaded(seconds, Long.parseLong(words[2]), rate);
    }

    private Reading<BenchLine.Figure> figure(String[] words) {
        if ("missing".equals(words[6])) {
            return Reading.missing(
                    time.instant(), words[7].isBlank() ? "no reason given" : words[7]);
        }
        var runs = Arrays.stream(words, 7, words.length).map(Double::parseDouble).toList();
        var rule = BenchLine.Rule.valueOf(words[6]);
        return Reading.counted(BenchLine.Figure.of(rule, words[2], runs), time.instant());
    }

    BenchReport report() throws IOException {
        if (end.length < 6) {
            throw new IOException("the benchmark ended without a report");
        }
        if (!curve.isEmpty()) {
            // "contract-risk.infer, contracts/s"
            var unit = conditions.getOrDefault("load", "").replaceFirst("^.*, ", "");
            lines.addAll(new Load(curve, unit, time.instant()).lines());
            curve.stream()
                    .map(point -> point.around().meter())
                    .filter(meter -> !meter.isEmpty())
                    .findFirst()
                    .ifPresent(meter -> conditions.put("power", meter));
            curve.stream()
                    .map(point -> point.around().slowed())
                    .filter(slowed -> !slowed.isEmpty())
                    .findFirst()
                    .ifPresent(slowed -> conditions.put("slowed under load", slowed));
        }
        return new BenchReport(
                Instant.ofEpochMilli(Long.parseLong(end[1])),
                Duration.ofMillis(Long.parseLong(end[2])),
                job.plan().mode(),
                job.threads(),
                BenchChild.load(end[3], time),
                BenchChild.load(end[4], time),
                BenchChild.load(end[5], time),
                conditions,
                lines,
                curve);
    }
}
