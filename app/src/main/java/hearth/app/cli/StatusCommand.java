package hearth.app.cli;

import hearth.link.wire.Live;

import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

import java.util.Locale;
import java.util.concurrent.Callable;

/** What the agent does right now. */
@Command(name = "status", description = "What the agent does right now.")
final class StatusCommand implements Callable<Integer> {
    @Mixin private final Common common = new Common();

    @Override
    public Integer call() throws CommandFailedException, InterruptedException {
        try {
            return common.agent(
                    false,
                    agent -> {
                        var live = agent.live();
                        var json = WireJson.object();
                        json.set("agent", WireJson.of(agent.welcome()).put("running", true));
                        WireJson.of(live)
                                .properties()
                                .forEach(field -> json.set(field.getKey(), field.getValue()));
                        common.print(json, () -> words(live));
                        return ExitCode.DONE;
                    });
        } catch (CommandFailedException e) {
            if (e.exitCode() == ExitCode.NO_AGENT && common.json()) {
                var json = WireJson.object();
                json.putObject("agent").put("running", false);
                common.out().println(json.toPrettyString());
                common.out().flush();
                return ExitCode.NO_AGENT;
            }
            throw e;
        }
    }

    private void words(Live live) {
        var out = common.out();
        var machine = live.getMachine();
        out.println(
                "machine   "
                        + machine.getName()
                        + ", "
                        + machine.getModel()
                        + ", CPU "
                        + Words.value(machine.getCpuLoad(), Words::percent)
                        + ", memory "
                        + Words.value(machine.getMemoryUsed(), Words::gib));
        out.println(
                "power     "
                        + Words.value(
                                machine.getPower(),
                                watts -> String.format(Locale.ROOT, "%.1f W", watts)));
        var network = live.getNetwork();
        out.println(
                "network   "
                        + (network.getName().isEmpty() ? "none" : network.getName())
                        + ", "
                        + network.getStateText()
                        + (network.getJoined() ? ", node " + network.getNodeId() : ""));
        for (var worker : live.getWorkersList()) {
            out.println(
                    "worker    "
                            + worker.getName()
                            + ", "
                            + worker.getStateText()
                            + " "
                            + Words.rate(worker.getRatePerSecond())
                            + " "
                            + worker.getUnit()
                            + "/s, "
                            + worker.getUnitsVerifiedTotal()
                            + " verified");
        }
        var earning = live.getEarning();
        if (earning.getEpoch() > 0) {
            out.println(
                    "earning   epoch "
                            + earning.getEpoch()
                            + " settles in "
                            + Words.left(earning.getEpochEnds() - live.getAt())
                            + (earning.getThisEpoch().isEmpty()
                                    ? ""
                                    : ", so far "
                                            + Words.coins(
                                                    earning.getThisEpoch(), network.getToken())
                                            + " (estimate)")
                            + ", claimable "
                            + Words.coins(earning.getClaimable(), network.getToken()));
        }
    }
}
