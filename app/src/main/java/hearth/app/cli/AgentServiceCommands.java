package hearth.app.cli;

import hearth.installers.AgentService;
import hearth.installers.ServiceOutcome;

import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

import java.io.IOException;
import java.util.concurrent.Callable;

/** The agent as a service of this user: put in place, and taken away again. */
final class AgentServiceCommands {
    private AgentServiceCommands() {}

    /** What both do around the service itself. */
    private static int run(Common common, boolean dryRun, boolean install)
            throws CommandFailedException, InterruptedException {
        var service =
                AgentService.ofThisProgram(
                                System.getProperties(), System.getenv(), common.data().root())
                        .orElseThrow(() ->
                                new CommandFailedException(
                                        ExitCode.FAILED,
                                        "SERVICE-1",
                                        "This start does not know the agent's command;"
                                                + " use ./hearth."));
        try {
            ServiceOutcome outcome;
            if (dryRun) {
                outcome = install ? service.planInstall() : service.planUninstall();
            } else if (install) {
                // An agent that runs already would keep the service from starting.
                if (service.obstacle().isEmpty()) {
                    AgentCommand.stop(common);
                }
                outcome = service.install(true);
            } else {
                outcome = service.uninstall();
            }
            return told(common, outcome);
        } catch (IOException e) {
            throw new CommandFailedException(
                    ExitCode.FAILED,
                    "SERVICE-4",
                    "The service's file "
                            + service.unit()
                            + " cannot be changed: "
                            + e.getMessage()
                            + ".");
        }
    }

    private static int told(Common common, ServiceOutcome outcome) throws CommandFailedException {
        var json = WireJson.object();
        switch (outcome) {
            case ServiceOutcome.Installed(var unit, var _) ->
                    json.put("service", "installed").put("unit", unit.toString());
            case ServiceOutcome.Removed(var unit) ->
                    json.put("service", "removed").put("unit", unit.toString());
            case ServiceOutcome.NotInstalled _ -> json.put("service", "absent");
            case ServiceOutcome.Planned(var steps) -> {
                json.put("service", "planned");
                var list = json.putArray("steps");
                steps.forEach(list::add);
            }
            case ServiceOutcome.NoServiceManager no ->
                    throw new CommandFailedException(ExitCode.FAILED, "SERVICE-2", no.sentence());
            case ServiceOutcome.Refused no ->
                    throw new CommandFailedException(ExitCode.FAILED, "SERVICE-3", no.sentence());
        }
        common.print(
                json,
                () -> {
                    if (outcome instanceof ServiceOutcome.Planned(var steps)) {
                        steps.forEach(common.out()::println);
                    }
                    common.out().println(outcome.sentence());
                });
        return ExitCode.DONE;
    }

    /** Puts it in place. */
    @Command(
            name = "install",
            description = "Makes the agent a service of yours that starts when you log in.")
    static final class Install implements Callable<Integer> {
        @Mixin private final Common common = new Common();

        @Option(names = "--dry-run", description = "Say what would be done and do nothing.")
        private boolean dryRun;

        @Override
        public Integer call() throws CommandFailedException, InterruptedException {
            return run(common, dryRun, true);
        }
    }

    /** Takes it away. */
    @Command(
            name = "uninstall",
            description = "Ends the service and takes it away; the data folder stays.")
    static final class Uninstall implements Callable<Integer> {
        @Mixin private final Common common = new Common();

        @Option(names = "--dry-run", description = "Say what would be done and do nothing.")
        private boolean dryRun;

        @Override
        public Integer call() throws CommandFailedException, InterruptedException {
            return run(common, dryRun, false);
        }
    }
}
