package hearth.app.cli;

import hearth.app.power.EnergyCsv;
import hearth.kernel.DataDir;
import hearth.link.wire.EnergyLine;
import hearth.link.wire.EnergyReply;
import hearth.link.wire.EnergyRequest;
import hearth.link.wire.PanelMessage;

import org.jspecify.annotations.Nullable;

import picocli.CommandLine.Command;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.TypeConversionException;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.OffsetDateTime;
import java.time.ZoneId;
import java.util.Locale;
import java.util.concurrent.Callable;

/** Energy of a stretch, by worker, with its cost. */
@Command(name = "energy", description = "Energy of a stretch, by worker, with its cost.")
final class EnergyCommand implements Callable<Integer> {
    @Mixin private final Common common = new Common();

    @Option(
            names = "--since",
            converter = HistoryCommand.Ago.class,
            paramLabel = "24h|7d",
            description = "How far back; without it and --from, the local day.")
    private @Nullable Duration since;

    @Option(
            names = "--from",
            converter = Moment.class,
            paramLabel = "TIME",
            description = "Such as 2026-11-01 or 2026-11-01T13:00.")
    private @Nullable Instant from;

    @Option(
            names = "--to",
            converter = Moment.class,
            paramLabel = "TIME",
            description = "Exclusive; without it, now.")
    private @Nullable Instant to;

    @Option(
            names = "--by",
            defaultValue = "hour",
            paramLabel = "quarter|hour|day",
            description = "Length of a line in the CSV and of a JSON bucket (default hour).")
    private String by = "hour";

    @Option(
            names = "--csv",
            paramLabel = "FILE",
            description = "Writes the lines to a file, - for this terminal.")
    private @Nullable String csv;

    /** Reads a day or a time, local or with an offset. */
    static final class Moment implements ITypeConverter<Instant> {
        @Override
        public Instant convert(String text) {
            var zone = ZoneId.systemDefault();
            try {
                if (text.length() == 10) {
                    return LocalDate.parse(text).atStartOfDay(zone).toInstant();
                }
                return text.matches(".*(Z|[+-]\\d\\d:\\d\\d)")
                        ? OffsetDateTime.parse(text).toInstant()
                        : LocalDateTime.parse(text.replace(' ', 'T')).atZone(zone).toInstant();
            } catch (DateTimeException _) {
                throw new TypeConversionException(
                        "write the time as 2026-11-01 or 2026-11-01T13:00, not " + text);
            }
        }
    }

    @Override
    public Integer call() throws CommandFailedException, InterruptedException {
        var now = InstantSource.system().instant();
        var end = to == null ? now : to;
        var zone = ZoneId.systemDefault();
        var start =
                from != null
                        ? from
                        : since != null
                                ? end.minus(since)
                                : LocalDate.ofInstant(now, zone).atStartOfDay(zone).toInstant();
        return common.agent(
                false,
                agent -> {
                    var reply =
                            agent.ask(
                                            PanelMessage.newBuilder()
                                                    .setEnergy(
                                                            EnergyRequest.newBuilder()
                                                                    .setFrom(start.toEpochMilli())
                                                                    .setTo(end.toEpochMilli())
                                                                    .setBucket(by)))
                                    .getEnergy();
                    if (csv != null) {
                        return csv(reply, csv);
                    }
                    common.print(WireJson.of(reply), () -> words(reply));
                    return ExitCode.DONE;
                });
    }

    private int csv(EnergyReply reply, String file) throws CommandFailedException {
        var text = EnergyCsv.write(reply);
        if (file.equals("-")) {
            common.out().print(text);
            common.out().flush();
            return ExitCode.DONE;
        }
        try {
            DataDir.write(Path.of(file), text.getBytes(StandardCharsets.UTF_8));
        } catch (IOException e) {
            throw new CommandFailedException(
                    ExitCode.FAILED, "ENERGY-4", file + " cannot be written: " + e.getMessage());
        }
        common.print(
                WireJson.object().put("file", file).put("lines", text.lines().count() - 1),
                () -> common.out().println("Written to " + file + "."));
        return ExitCode.DONE;
    }

    private void words(EnergyReply reply) {
        var out = common.out();
        var total = reply.getTotal();
        if (total.getMeasuredMillis() == 0 && total.getMicrojoules() == 0) {
            out.println(
                    "Not measured: no reading of a meter in this stretch; “hearth power” says why.");
            return;
        }
        for (var line : reply.getLinesList()) {
            line(name(line), line, reply);
        }
        line(
                "all",
                EnergyLine.newBuilder()
                        .setMicrojoules(total.getMicrojoules())
                        .setCostMicros(total.getCostMicros())
                        .build(),
                reply);
        if (total.getUnpriced() > 0) {
            out.println(Words.kilowattHours(total.getUnpriced()) + " of it have no price.");
        }
        if (total.getGapMillis() > 0) {
            out.println(Words.left(total.getGapMillis()) + " were without a reading.");
        }
    }

    private static String name(EnergyLine line) {
        return switch (line.getPart()) {
            case "idle" -> "idle, yours";
            case "other" -> "everything else";
            default -> line.getPart().replaceFirst("^worker:", "");
        };
    }

    private void line(String name, EnergyLine line, EnergyReply reply) {
        common.out()
                .printf(
                        Locale.ROOT,
                        "%-16s %14s  %12s  %s%n",
                        name,
                        Words.kilowattHours(line.getMicrojoules()),
                        reply.getCurrency().isEmpty()
                                ? "no tariff"
                                : Words.money(line.getCostMicros(), reply.getCurrency(), 2),
                        line.getEarned().isEmpty()
                                ? ""
                                : "earned "
                                        + Words.coins(line.getEarned(), reply.getToken())
                                        + (line.hasJoulesPerUnit()
                                                ? ", "
                                                        + Words.joules(line.getJoulesPerUnit())
                                                        + " a contract"
                                                : ""));
    }
}
