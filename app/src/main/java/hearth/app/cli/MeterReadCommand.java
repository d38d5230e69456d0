package hearth.app.cli;

import hearth.link.wire.Meter;
import hearth.link.wire.MetersRequest;
import hearth.link.wire.PanelMessage;

import org.jspecify.annotations.Nullable;

import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

import tools.jackson.databind.node.ObjectNode;

import java.time.Instant;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/** What meters say now. */
@Command(
        name = "read",
        description =
                "What meters say now; without an id all of them. Waits for the first reading.")
final class MeterReadCommand implements Callable<Integer> {
    @Mixin private final Common common = new Common();

    @Parameters(arity = "0..1", paramLabel = "ID")
    private @Nullable String id;

    @Option(
            names = "--wait",
            paramLabel = "SECONDS",
            description = "How long to wait for the first reading; 35 when left out.")
    private int wait = 35;

    @Override
    public Integer call() throws CommandFailedException, InterruptedException {
        return common.agent(
                true,
                agent -> {
                    var meters = meters(agent);
                    for (int second = 0; second < wait && waiting(meters); second++) {
                        new CountDownLatch(1).await(1, TimeUnit.SECONDS);
                        meters = meters(agent);
                    }
                    var json = WireJson.array();
                    meters.forEach(meter -> json.add(json(meter)));
                    var shown = meters;
                    common.print(
                            id == null ? json : json.get(0),
                            () ->
                                    shown.forEach(
                                            meter -> common.out().println(MeterWords.line(meter))));
                    return shown.stream().allMatch(meter -> meter.getPower().hasValue())
                            ? ExitCode.DONE
                            : ExitCode.PARTLY;
                });
    }

    private static boolean waiting(List<Meter> meters) {
        return meters.stream().anyMatch(meter -> meter.getLastAt() == 0);
    }

    private List<Meter> meters(Common.Agent agent)
            throws CommandFailedException, InterruptedException {
        var all =
                agent.ask(PanelMessage.newBuilder().setMeters(MetersRequest.getDefaultInstance()))
                        .getMeters()
                        .getMetersList();
        if (id == null) {
            return all;
        }
        var one = all.stream().filter(meter -> meter.getId().equals(id)).toList();
        if (one.isEmpty()) {
            throw new CommandFailedException(
                    ExitCode.FAILED,
                    "METER-6",
                    "There is no meter “" + id + "”; “hearth meter list” names them.");
        }
        return one;
    }

    /** The same names as of a decoded capture, and what only a running meter has. */
    private static ObjectNode json(Meter meter) {
        var json =
                WireJson.object()
                        .put("id", meter.getId())
                        .put("name", meter.getName())
                        .put("kind", meter.getKind());
        if (meter.getPower().hasValue()) {
            json.put("powerW", meter.getPower().getValue());
        } else {
            json.put("missing", meter.getPower().getMissing());
        }
        if (meter.hasEnergyImport()) {
            json.put("energyImportWh", meter.getEnergyImport().getValue());
        }
        if (meter.hasEnergyExport()) {
            json.put("energyExportWh", meter.getEnergyExport().getValue());
        }
        if (meter.hasVoltage()) {
            json.put("voltageV", meter.getVoltage().getValue());
        }
        if (meter.hasCurrent()) {
            json.put("currentA", meter.getCurrent().getValue());
        }
        if (meter.getLastAt() != 0) {
            json.put("at", Instant.ofEpochMilli(meter.getLastAt()).toString())
                    .put("quality", meter.getQuality());
        }
        return json.put("imitable", meter.getImitable())
                .put("sound", meter.getSound())
                .put("damaged", meter.getDamaged())
                .put("problem", meter.getProblem());
    }
}
