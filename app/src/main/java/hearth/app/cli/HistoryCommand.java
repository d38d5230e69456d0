package hearth.app.cli;

import hearth.link.wire.HistoryRequest;
import hearth.link.wire.PanelMessage;
import hearth.link.wire.SeriesRequest;

import picocli.CommandLine.Command;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.TypeConversionException;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.format.DateTimeParseException;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;

/** Kept readings. */
@Command(name = "history", description = "Kept readings of one or more series.")
final class HistoryCommand implements Callable<Integer> {
    @Mixin private final Common common = new Common();

    @Option(
            names = "--series",
            split = ",",
            paramLabel = "NAME",
            description = "Such as cpu.load; without it the names are listed.")
    private List<String> series = List.of();

    @Option(
            names = "--since",
            defaultValue = "10m",
            converter = Ago.class,
            paramLabel = "10m|24h|30d",
            description = "How far back (default 10m).")
    private Duration since = Duration.ofMinutes(10);

    @Option(
            names = "--points",
            defaultValue = "600",
            description = "At most so many (default 600).")
    private int points;

    /** Reads 90s, 10m, 24h, 30d. */
    static final class Ago implements ITypeConverter<Duration> {
        @Override
        public Duration convert(String text) {
            var upper = text.toUpperCase(Locale.ROOT);
            try {
                return Duration.parse(upper.endsWith("D") ? "P" + upper : "PT" + upper);
            } catch (DateTimeParseException _) {
                throw new TypeConversionException(
                        "say how long as 90s, 10m, 24h or 30d, not " + text);
            }
        }
    }

    @Override
    public Integer call() throws CommandFailedException, InterruptedException {
        return common.agent(false, agent -> series.isEmpty() ? names(agent) : values(agent));
    }

    private int names(Common.Agent agent) throws CommandFailedException, InterruptedException {
        var names =
                agent.ask(PanelMessage.newBuilder().setSeries(SeriesRequest.getDefaultInstance()))
                        .getSeries();
        common.print(WireJson.of(names), () -> names.getNamesList().forEach(common.out()::println));
        return ExitCode.DONE;
    }

    private int values(Common.Agent agent) throws CommandFailedException, InterruptedException {
        long to = InstantSource.system().millis();
        var reply =
                agent.ask(
                                PanelMessage.newBuilder()
                                        .setHistory(
                                                HistoryRequest.newBuilder()
                                                        .addAllSeries(series)
                                                        .setFrom(to - since.toMillis())
                                                        .setTo(to)
                                                        .setMaxPoints(points)))
                        .getHistory();
        common.print(
                WireJson.of(reply),
                () -> {
                    for (var one : reply.getSeriesList()) {
                        for (var point : one.getPointsList()) {
                            common.out()
                                    .printf(
                                            Locale.ROOT,
                                            "%s %s %.6g%n",
                                            one.getName(),
                                            Instant.ofEpochMilli(point.getAt()),
                                            point.getMean());
                        }
                    }
                });
        return ExitCode.DONE;
    }
}
