package hearth.app.cli;

import hearth.link.wire.Network;

import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;

/** The network of this machine, what it stands for in it, and the last checks of its work. */
@Command(
        name = "network",
        description = "The network, this machine's part in it, and the last checks of its work.")
final class NetworkCommand implements Callable<Integer> {
    private static final int CHECKS = 5;

    @Mixin private final Common common = new Common();

    @Override
    public Integer call() throws CommandFailedException, InterruptedException {
        return common.agent(
                false,
                agent -> {
                    var network = agent.live().getNetwork();
                    common.print(
                            WireJson.of(network),
                            () -> lines(network).forEach(common.out()::println));
                    return ExitCode.DONE;
                });
    }

    /** A network in lines; what does not apply has none. */
    static List<String> lines(Network network) {
        var lines = new ArrayList<String>();
        if (network.getName().isEmpty()) {
            lines.add("No network yet; “hearth join” joins one.");
            return lines;
        }
        lines.add("network   " + network.getName() + ", " + network.getStateText());
        lines.add(
                "chains    settlement "
                        + network.getChainId()
                        + " at block "
                        + network.getBlock()
                        + ", source "
                        + network.getSourceChainId()
                        + " at block "
                        + network.getSourceBlock()
                        + ", by "
                        + network.getRpc());
        for (var contract : network.getContractsList()) {
            lines.add("contract  " + contract);
        }
        lines.add(
                "members   "
                        + network.getNodes()
                        + " nodes with "
                        + network.getTotalTickets()
                        + " tickets; a root needs "
                        + network.getGatekeepersNeeded()
                        + " of "
                        + network.getGatekeepers()
                        + " gatekeepers"
                        + (network.getGatekeeperHere() ? ", one of them here" : ""));
        if (network.getJoined() && !network.getGatekeeperHere()) {
            lines.add("reached   " + network.getGatekeepersAnswering() + " gatekeepers answer");
            network.getGatekeeperFaultsList().forEach(fault -> lines.add("silent    " + fault));
        }
        if (!network.getJoined()) {
            lines.add("node      not joined; “hearth join” does it");
            return lines;
        }
        lines.add(
                "node      "
                        + network.getNodeId()
                        + ", "
                        + network.getTickets()
                        + " tickets, stake "
                        + Words.coins(network.getStake(), network.getToken()));
        lines.add("owner     " + network.getOwner());
        lines.add("payout    " + network.getPayout());
        lines.add("node key  " + network.getNodeKey());
        lines.add("score     " + Words.value(network.getScore(), Words::percent));
        network.getChecksList().stream()
                .limit(CHECKS)
                .forEach(check ->
                        lines.add(
                                "check     epoch "
                                        + check.getEpoch()
                                        + ", round "
                                        + check.getRound()
                                        + ": "
                                        + check.getText()));
        return lines;
    }
}
