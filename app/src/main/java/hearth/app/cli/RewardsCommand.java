package hearth.app.cli;

import hearth.link.wire.EpochRequest;
import hearth.link.wire.PanelMessage;
import hearth.link.wire.RewardsRequest;

import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

import java.util.Locale;
import java.util.concurrent.Callable;

/** What was earned, epoch by epoch. */
@Command(name = "rewards", description = "What was earned, epoch by epoch, and how it came about.")
final class RewardsCommand implements Callable<Integer> {
    @Mixin private final Common common = new Common();

    @Option(
            names = "--epoch",
            paramLabel = "N",
            description = "One epoch: units, score's factors, share, transaction.")
    private long epoch;

    @Option(
            names = "--explain",
            paramLabel = "N",
            description =
                    "One epoch in sentences: what was paid, what was not and why, what lowers it.")
    private long explained;

    @Option(names = "--limit", defaultValue = "30", description = "How many epochs (default 30).")
    private int limit;

    @Override
    public Integer call() throws CommandFailedException, InterruptedException {
        return common.agent(
                false,
                agent -> {
                    if (explained > 0) {
                        return explain(agent);
                    }
                    return epoch > 0 ? one(agent) : all(agent);
                });
    }

    private int explain(Common.Agent agent) throws CommandFailedException, InterruptedException {
        var reply =
                agent.ask(
                                PanelMessage.newBuilder()
                                        .setEpoch(EpochRequest.newBuilder().setEpoch(explained)))
                        .getEpoch();
        common.print(
                WireJson.of(reply),
                () -> EpochExplanation.of(reply, "").forEach(common.out()::println));
        return ExitCode.DONE;
    }

    private int all(Common.Agent agent) throws CommandFailedException, InterruptedException {
        var rewards =
                agent.ask(
                                PanelMessage.newBuilder()
                                        .setRewards(RewardsRequest.newBuilder().setLimit(limit)))
                        .getRewards();
        common.print(
                WireJson.of(rewards),
                () -> {
                    var out = common.out();
                    out.println(
                            "claimable " + Words.coins(rewards.getClaimable(), rewards.getToken()));
                    out.println(
                            "claimed   " + Words.coins(rewards.getClaimed(), rewards.getToken()));
                    for (var row : rewards.getEpochsList()) {
                        out.printf(
                                Locale.ROOT,
                                "epoch %-6d %-10s units %d of %d  score %s  %s%s%n",
                                row.getEpoch(),
                                row.getState(),
                                row.getUnitsVerified(),
                                row.getUnitsAssigned(),
                                row.getEstimate() && row.getScore() == 0
                                        ? "–"
                                        : String.format(Locale.ROOT, "%.2f", row.getScore()),
                                row.getEstimate() ? "≈ " : "",
                                Words.coins(row.getPay(), rewards.getToken()));
                    }
                });
        return ExitCode.DONE;
    }

    private int one(Common.Agent agent) throws CommandFailedException, InterruptedException {
        var reply =
                agent.ask(
                                PanelMessage.newBuilder()
                                        .setEpoch(EpochRequest.newBuilder().setEpoch(epoch)))
                        .getEpoch();
        common.print(
                WireJson.of(reply),
                () -> {
                    var out = common.out();
                    out.println(
                            "epoch "
                                    + epoch
                                    + ": "
                                    + reply.getPoints()
                                    + " of "
                                    + reply.getAllPoints()
                                    + " points × "
                                    + Words.coins(reply.getEnvelope(), "")
                                    + "= "
                                    + Words.coins(reply.getRow().getPay(), ""));
                    for (var node : reply.getNodesList()) {
                        out.printf(
                                Locale.ROOT,
                                "node %d %s: verified %d of %d%n  speed %.2f, %s%n  performance %.2f, %s%n  maintenance %.2f, %s%n",
                                node.getNodeId(),
                                node.getWorker(),
                                node.getVerified(),
                                node.getAssigned(),
                                node.getSpeed().getValue(),
                                node.getSpeed().getWhy(),
                                node.getPerformance().getValue(),
                                node.getPerformance().getWhy(),
                                node.getMaintenance().getValue(),
                                node.getMaintenance().getWhy());
                    }
                    out.println(
                            "root "
                                    + reply.getRoot()
                                    + (reply.getRow().getTransaction().isEmpty()
                                            ? ", transaction not known"
                                            : ", transaction " + reply.getRow().getTransaction()));
                });
        return ExitCode.DONE;
    }
}
