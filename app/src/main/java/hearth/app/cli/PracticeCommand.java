package hearth.app.cli;

import hearth.link.wire.PanelMessage;
import hearth.link.wire.PracticeRequest;

import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

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

    @Override
    public Integer call() throws CommandFailedException, InterruptedException {
        return common.agent(
                action == Action.START,
                agent -> {
                    var reply =
                            agent.ask(
                                            PanelMessage.newBuilder()
                                                    .setPractice(
                                                            PracticeRequest.newBuilder()
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
}
