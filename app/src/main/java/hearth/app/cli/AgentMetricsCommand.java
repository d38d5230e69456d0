package hearth.app.cli;

import hearth.link.wire.PanelMessage;
import hearth.link.wire.SettingsRequest;

import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

import java.util.concurrent.Callable;

/** Whether the agent can be scraped by a Prometheus of this computer. */
@Command(
        name = "metrics",
        description =
                "Serves the present as OpenMetrics on a loopback port, from the agent's next start"
                        + " on, or no more.")
final class AgentMetricsCommand implements Callable<Integer> {
    private static final int LOWEST = 1024;
    private static final int HIGHEST = 65_535;

    @Mixin private final Common common = new Common();

    @ArgGroup(multiplicity = "1")
    private Wish wish = new Wish();

    /** One of both. */
    static final class Wish {
        @Option(names = "--port", paramLabel = "N", description = "1024 to 65535.")
        private int port;

        @Option(names = "--off", description = "No metrics.")
        private boolean off;
    }

    @Override
    public Integer call() throws CommandFailedException, InterruptedException {
        if (!wish.off && (wish.port < LOWEST || wish.port > HIGHEST)) {
            throw new CommandFailedException(
                    ExitCode.USAGE, "CLI-2", "A port is a number from 1024 to 65535.");
        }
        var port = wish.off ? "" : Integer.toString(wish.port);
        var token = common.data().root().resolve("agent/metrics.token");
        return common.agent(
                false,
                agent -> {
                    var _ =
                            agent.ask(
                                    PanelMessage.newBuilder()
                                            .setSettings(
                                                    SettingsRequest.newBuilder()
                                                            .putChanges("metrics.port", port)));
                    common.print(
                            WireJson.object()
                                    .put("port", wish.off ? 0 : wish.port)
                                    .put("tokenFile", wish.off ? "" : token.toString()),
                            () ->
                                    common.out()
                                            .println(
                                                    wish.off
                                                            ? "From the agent's next start on, no"
                                                                    + " metrics are served."
                                                            : "From the agent's next start on:"
                                                                    + " http://127.0.0.1:"
                                                                    + port
                                                                    + "/metrics, with the bearer"
                                                                    + " token in "
                                                                    + token));
                    return ExitCode.DONE;
                });
    }
}
