package hearth.app.cli;

import com.google.protobuf.ByteString;

import hearth.link.wire.AddMeterRequest;
import hearth.link.wire.AgentMessage;
import hearth.link.wire.CalibrateRequest;
import hearth.link.wire.FindMetersRequest;
import hearth.link.wire.FoundMeter;
import hearth.link.wire.Meter;
import hearth.link.wire.MeterFeed;
import hearth.link.wire.MetersRequest;
import hearth.link.wire.PanelMessage;
import hearth.link.wire.PowerModel;
import hearth.link.wire.PowerModelRequest;
import hearth.link.wire.RemoveMeterRequest;
import hearth.monitors.power.meter.MeterKind;

import org.jspecify.annotations.Nullable;

import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Locale;

/** Power meters: those that the agent reads, and captures. */
@Command(
        name = "meter",
        description = "Power meters: add, read and remove them, or decode a capture.",
        subcommands = {
            MeterCommand.Show.class,
            MeterCommand.Find.class,
            MeterCommand.Add.class,
            MeterCommand.Remove.class,
            MeterReadCommand.class,
            MeterCommand.Model.class,
            MeterCommand.Calibrate.class,
            MeterDecodeCommand.class
        })
final class MeterCommand extends AgentQuestion {
    @Override
    public Integer call() throws CommandFailedException {
        throw new CommandFailedException(
                ExitCode.USAGE,
                "CLI-3",
                "Say what to do: hearth meter list, find, add, remove, read, model, calibrate or"
                        + " decode.");
    }

    /** The meters and how they do. */
    @Command(name = "list", description = "The meters that are read, and how they do.")
    static final class Show extends AgentQuestion {
        @Override
        public Integer call() throws CommandFailedException, InterruptedException {
            return ask(
                    false,
                    PanelMessage.newBuilder().setMeters(MetersRequest.getDefaultInstance()),
                    reply -> reply.getMeters().getMetersList(),
                    WireJson::array,
                    this::words);
        }

        private void words(List<Meter> meters) {
            if (meters.isEmpty()) {
                common().out().println("No meter yet; “hearth meter find” and “hearth meter add”.");
            }
            meters.forEach(meter -> common().out().println(MeterWords.line(meter)));
        }
    }

    /** Ports that could have a meter. */
    @Command(name = "find", description = "Serial ports of this machine that could have a meter.")
    static final class Find extends AgentQuestion {
        @Override
        public Integer call() throws CommandFailedException, InterruptedException {
            return ask(
                    true,
                    PanelMessage.newBuilder().setFindMeters(FindMetersRequest.getDefaultInstance()),
                    reply -> reply.getFoundMeters().getFoundList(),
                    WireJson::array,
                    this::words);
        }

        private void words(List<FoundMeter> found) {
            if (found.isEmpty()) {
                common().out().println("No serial adapter is plugged in.");
            }
            for (var one : found) {
                common().out()
                        .printf(
                                Locale.ROOT,
                                "%-16s %s %s%n",
                                one.getAddress(),
                                one.getName(),
                                one.getUsedBy().isEmpty()
                                        ? one.getProblem()
                                        : "read as " + one.getUsedBy());
            }
        }
    }

    /** Adds a meter. */
    @Command(name = "add", description = "Adds a meter; it is read from then on.")
    static final class Add extends AgentQuestion {
        @Option(
                names = "--kind",
                required = true,
                paramLabel = "KIND",
                description = "dsmr sml pzem um25c tc66c shelly tasmota kasa homeassistant nut")
        private @Nullable String kind;

        @Option(
                names = "--address",
                required = true,
                paramLabel = "A",
                description =
                        "A serial port (/dev/ttyUSB0, /dev/ttyUSB0@9600-7E1), a host (192.168.1.60,"
                                + " host:port, host#1 for one channel), ups@host, or a sensor's"
                                + " address (https://host:8123/sensor.x).")
        private @Nullable String address;

        @Option(names = "--name", paramLabel = "N", description = "Its name for people.")
        private @Nullable String name;

        @Option(
                names = "--feeds",
                paramLabel = "MACHINE[=SHARE|CLASS]",
                description =
                        "Which machine it feeds; where there are several, each with its share or"
                                + " each with its class (as of “meter model”); may be"
                                + " repeated. Without it: this machine, and for dsmr and sml the whole"
                                + " home. “none”: it is only shown; “home”: it measures the whole"
                                + " home, and what that sends out is the surplus.")
        private @Nullable List<String> feeds;

        @Option(names = "--user", paramLabel = "U", description = "The name with the password.")
        private @Nullable String user;

        @Option(
                names = "--password-file",
                paramLabel = "F",
                description =
                        "A file of yours, mode 0600, whose first line is the password, the token, or the"
                                + " key of a P1 port that encrypts.")
        private @Nullable Path passwordFile;

        @Override
        public Integer call() throws CommandFailedException, InterruptedException {
            var secret =
                    passwordFile == null ? ByteString.EMPTY : MeterWords.firstLine(passwordFile);
            return common().agent(
                            true,
                            agent -> {
                                var request =
                                        AddMeterRequest.newBuilder()
                                                .setKind(String.valueOf(kind))
                                                .setAddress(String.valueOf(address))
                                                .setName(name == null ? "" : name)
                                                .setUser(user == null ? "" : user)
                                                .setSecret(secret)
                                                .setHome(false);
                                for (var feed : told(agent.welcome().getMachine())) {
                                    switch (feed) {
                                        case "none" -> {}
                                        case "home" -> request.setHome(true);
                                        default -> request.addFeeds(feed(feed));
                                    }
                                }
                                var added = PanelMessage.newBuilder().setAddMeter(request);
                                print(agent.ask(added).getMeter(), WireJson::of, this::words);
                                return ExitCode.DONE;
                            });
        }

        private void words(Meter added) {
            common().out()
                    .println(
                            "Added as "
                                    + added.getId()
                                    + "; “hearth meter read "
                                    + added.getId()
                                    + "” shows what it says.");
        }

        private List<String> told(String machine) {
            if (feeds != null) {
                return feeds;
            }
            boolean utility =
                    kind != null && MeterKind.of(kind).map(MeterKind::utility).orElse(false);
            return List.of(utility ? "home" : machine);
        }

        private static MeterFeed feed(String text) {
            int equals = text.lastIndexOf('=');
            if (equals < 0) {
                return MeterFeed.newBuilder().setMachine(text).setShare(1).build();
            }
            var feed = MeterFeed.newBuilder().setMachine(text.substring(0, equals));
            var share = text.substring(equals + 1);
            try {
                return feed.setShare(Double.parseDouble(share)).build();
            } catch (NumberFormatException e) {
                // The agent knows the classes.
                return feed.setMachineClass(share).build();
            }
        }
    }

    /** Removes a meter. */
    @Command(name = "remove", description = "Reads a meter no more and forgets its password.")
    static final class Remove extends AgentQuestion {
        @Parameters(paramLabel = "ID")
        private @Nullable String id;

        @Override
        public Integer call() throws CommandFailedException, InterruptedException {
            var removed = RemoveMeterRequest.newBuilder().setId(String.valueOf(id));
            return ask(
                    true,
                    PanelMessage.newBuilder().setRemoveMeter(removed),
                    _ -> String.valueOf(id),
                    gone -> WireJson.object().put("removed", gone),
                    gone -> common().out().println("Removed " + gone + "."));
        }
    }

    /** The stated estimate. */
    @Command(
            name = "model",
            description = "The estimate of watts from the load: shows it, switches it on or off.")
    static final class Model extends AgentQuestion {
        @Option(
                names = "--class",
                paramLabel = "C",
                description = "pi4 pi5 mini laptop desktop server")
        private @Nullable String machineClass;

        @Option(names = "--off", description = "No estimate any more.")
        private boolean off;

        @Override
        public Integer call() throws CommandFailedException, InterruptedException {
            var request =
                    PowerModelRequest.newBuilder()
                            .setOff(off)
                            .setMachineClass(machineClass == null ? "" : machineClass);
            return ask(
                    true,
                    PanelMessage.newBuilder().setPowerModel(request),
                    AgentMessage::getPowerModel,
                    WireJson::of,
                    model -> common().out().println(words(model)));
        }
    }

    /** Fits the estimate. */
    @Command(
            name = "calibrate",
            description = "Fits idle and per-load watts against a meter that feeds this machine.")
    static final class Calibrate extends AgentQuestion {
        @Parameters(paramLabel = "ID", description = "The meter.")
        private @Nullable String id;

        @Option(
                names = "--seconds",
                paramLabel = "N",
                description = "60 to 3600; 600 when left out.")
        private int seconds;

        @Override
        public Integer call() throws CommandFailedException, InterruptedException {
            var request =
                    CalibrateRequest.newBuilder().setMeter(String.valueOf(id)).setSeconds(seconds);
            return watch(
                    PanelMessage.newBuilder().setCalibrate(request),
                    Duration.ofSeconds(4000),
                    AgentMessage::getPowerModel,
                    WireJson::of,
                    model -> common().out().println(words(model)));
        }
    }

    private static String words(PowerModel model) {
        return model.getOn()
                ? String.format(
                        Locale.ROOT,
                        "%.1f W idle, %.1f W with full load, ±%.1f W: %s",
                        model.getIdle(),
                        model.getFull(),
                        model.getError(),
                        model.getSource())
                : "No estimate; “hearth meter model --class desktop” switches one on.";
    }
}
