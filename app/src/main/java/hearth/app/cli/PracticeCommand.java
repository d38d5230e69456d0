package hearth.app.cli;

import hearth.link.wire.PanelMessage;
import hearth.link.wire.PracticeRequest;
import hearth.link.wire.SettingsRequest;

import org.jspecify.annotations.Nullable;

import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.Callable;

/** The practice network of this computer. */
@Command(
        name = "practice",
        description = "Starts, stops or wipes the practice network of this computer.")
final class PracticeCommand implements Callable<Integer> {
    /** What to do with it. */
    enum Action {
        START,
        STOP,
        RESET
    }

    @Mixin private final Common common = new Common();

    @Parameters(paramLabel = "start|stop|reset")
    private Action action = Action.START;

    @Option(
            names = "--nodes",
            paramLabel = "N",
            description =
                    "With start: so many nodes in all, this machine's own included (2 to 16). The"
                            + " others work in the agent, each with an owner of its own, so that a"
                            + " unit is answered by three and compared.")
    private int nodes;

    @Option(
            names = "--port",
            negatable = true,
            description = {
                "Whether other programs of this computer may reach the chains by a port, from",
                "their next start on. Then web pages can change the practice money, too."
            })
    private @Nullable Boolean port;

    @Option(
            names = "--codes",
            paramLabel = "FILE",
            description = {
                "Contracts to put on the source chain from its next start on: JSON lines with",
                "“bytecode”, plain or gzip. An empty name takes the sample that comes with Hearth."
            })
    private @Nullable String codes;

    @Override
    public Integer call() throws CommandFailedException, InterruptedException {
        var settings = settings();
        if (nodes < 0 || nodes == 1 || nodes > 16) {
            throw new CommandFailedException(
                    ExitCode.USAGE, "CLI-2", "--nodes takes a number from 2 to 16.");
        }
        return common.agent(
                action == Action.START,
                agent -> {
                    if (!settings.isEmpty()) {
                        var _ =
                                agent.ask(
                                        PanelMessage.newBuilder()
                                                .setSettings(
                                                        SettingsRequest.newBuilder()
                                                                .putAllChanges(settings)),
                                        _ -> {});
                    }
                    var reply =
                            agent.ask(
                                            PanelMessage.newBuilder()
                                                    .setPractice(
                                                            PracticeRequest.newBuilder()
                                                                    .setNodes(nodes)
                                                                    .setAction(
                                                                            PracticeRequest.Action
                                                                                    .valueOf(
                                                                                            action
                                                                                                    .name()))),
                                            message ->
                                                    common.progress(
                                                            message.getProgress().getText()))
                                    .getPractice();
                    var json = WireJson.object();
                    json.put("practice", action == Action.START ? "running" : "stopped");
                    if (!reply.getNetworkFile().isEmpty()) {
                        json.set("network", WireJson.parse(reply.getNetworkFile()));
                    }
                    common.print(
                            json,
                            () ->
                                    common.out()
                                            .println(
                                                    switch (action) {
                                                        case START -> "The practice network runs.";
                                                        case STOP ->
                                                                "The practice network is stopped; its chain is kept.";
                                                        case RESET ->
                                                                "The practice network and its chain are gone.";
                                                    }));
                    return ExitCode.DONE;
                });
    }

    /** What the words change for good. */
    private Map<String, String> settings() throws CommandFailedException {
        var changes = new HashMap<String, String>();
        if (port != null) {
            changes.put("practice.port", port.toString());
        }
        if (codes != null) {
            var file = codes.isEmpty() ? "" : Path.of(codes).toAbsolutePath().toString();
            if (!file.isEmpty() && !Files.isReadable(Path.of(file))) {
                throw new CommandFailedException(
                        ExitCode.USAGE, "CLI-2", "There is no readable file " + file + ".");
            }
            changes.put("feed.file", file);
        }
        return changes;
    }
}
