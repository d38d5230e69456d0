package hearth.app.cli;

import hearth.app.agent.AgentAccess;
import hearth.kernel.Threads;
import hearth.link.wire.PanelMessage;
import hearth.link.wire.StopAgentRequest;

import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

import java.io.IOException;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/** The agent: running it is the launcher's part, the rest is here. */
@Command(
        name = "agent",
        description = "Runs the agent in this terminal; with stop, ends the one that runs.",
        subcommands = {
            AgentCommand.Stop.class,
            AgentMetricsCommand.class,
            AgentServiceCommands.Install.class,
            AgentServiceCommands.Uninstall.class
        })
final class AgentCommand implements Callable<Integer>, Common.Commanded {
    @Mixin private final Common common = new Common();

    @Override
    public Common common() {
        return common;
    }

    @Override
    public Integer call() throws CommandFailedException {
        throw new CommandFailedException(
                ExitCode.USAGE,
                "CLI-1",
                "Start the agent with ./hearth agent: it is a program of its own.");
    }

    /**
     * Asks the agent of this data folder to end and waits for it.
     *
     * @return whether one was running
     */
    static boolean stop(Common common) throws CommandFailedException, InterruptedException {
        try (var threads = Threads.system()) {
            var endpoint = new AgentAccess(common.data(), "cli", threads).endpoint();
            if (endpoint.isEmpty()) {
                return false;
            }
            common.agent(
                    false,
                    agent ->
                            agent.ask(
                                    PanelMessage.newBuilder()
                                            .setStopAgent(StopAgentRequest.getDefaultInstance())));
            var process = ProcessHandle.of(endpoint.get().pid());
            if (process.isPresent()) {
                process.get().onExit().get(30, TimeUnit.SECONDS);
            }
            return true;
        } catch (IOException e) {
            throw new CommandFailedException(
                    ExitCode.FAILED,
                    "DATA-2",
                    "The data folder cannot be used: " + e.getMessage() + ".");
        } catch (ExecutionException | TimeoutException e) {
            throw new CommandFailedException(
                    ExitCode.FAILED,
                    "AGENT-3",
                    "The agent was asked to end but still runs after 30 s.");
        }
    }

    /** Ends the agent. */
    @Command(name = "stop", description = "Ends the agent; what it confirmed is kept.")
    static final class Stop implements Callable<Integer> {
        @Mixin private final Common common = new Common();

        @Override
        public Integer call() throws CommandFailedException, InterruptedException {
            boolean ran = stop(common);
            common.print(
                    WireJson.object().put("stopped", ran).put("running", false),
                    () ->
                            common.out()
                                    .println(
                                            ran
                                                    ? "The agent has ended."
                                                    : "No agent was running."));
            return ExitCode.DONE;
        }
    }
}
