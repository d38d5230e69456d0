package hearth.app.cli;

import hearth.kernel.Threads;
import hearth.kernel.Wei;
import hearth.link.wire.LeaveRequest;
import hearth.link.wire.PanelMessage;
import hearth.network.chain.ChainClient;
import hearth.network.chain.NetworkFile;
import hearth.wallet.CoinText;
import hearth.wallet.LeaveOutcome;
import hearth.wallet.OwnerChain;
import hearth.wallet.UnattendedConsent;

import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

import java.util.concurrent.Callable;

/** Leaves the network. */
@Command(
        name = "leave",
        description = "Leaves the network; the stake comes back after the unbonding time.")
final class LeaveCommand implements Callable<Integer> {
    @Mixin private final Common common = new Common();
    @Mixin private final WalletAccess access = new WalletAccess();

    @Option(
            names = "--withdraw",
            paramLabel = "NODE",
            description = "Take back the stake of a node that left, after its unbonding time.")
    private long withdraw;

    /** What is left, and on which network. */
    private record Known(long nodeId, NetworkFile file) {}

    @Override
    public Integer call() throws CommandFailedException, InterruptedException {
        var dir = common.data();
        var known = common.agent(false, this::ask);
        try (var threads = Threads.system();
                var wallet = access.open(dir, threads);
                var unlocked = access.unlock(wallet);
                var chain = new ChainClient(known.file().settlement(), threads.time())) {
            var owner =
                    new OwnerChain(dir, known.file(), unlocked.account(), chain, threads.time());
            var consent =
                    access.yes()
                            ? new UnattendedConsent(unlocked, known.file(), Wei.ZERO)
                            : new TerminalConsent(unlocked);
            var flow = owner.leave(consent);
            var outcome =
                    withdraw > 0
                            ? flow.withdraw(withdraw, _ -> {})
                            : flow.leave(known.nodeId(), _ -> {});
            return finished(outcome);
        }
    }

    private Known ask(Common.Agent agent) throws CommandFailedException, InterruptedException {
        var network = agent.live().getNetwork();
        if (!network.getJoined() && withdraw == 0) {
            throw new CommandFailedException(
                    ExitCode.FAILED, "NODE-2", "This machine is in no network.");
        }
        return new Known(network.getNodeId(), agent.networkFile());
    }

    private int finished(LeaveOutcome outcome) throws CommandFailedException, InterruptedException {
        switch (outcome) {
            case LeaveOutcome.Left left -> {
                common.agent(
                        false,
                        agent ->
                                agent.ask(
                                        PanelMessage.newBuilder()
                                                .setLeave(LeaveRequest.getDefaultInstance())));
                common.print(
                        WireJson.object()
                                .put("left", true)
                                .put("nodeId", left.nodeId())
                                .put("withdrawableEpoch", left.withdrawableEpoch()),
                        () ->
                                common.out()
                                        .println(
                                                "Node "
                                                        + left.nodeId()
                                                        + " left. Its stake can be taken back from epoch "
                                                        + left.withdrawableEpoch()
                                                        + " on: hearth leave --withdraw "
                                                        + left.nodeId()
                                                        + "."));
                return ExitCode.DONE;
            }
            case LeaveOutcome.Withdrawn withdrawn -> {
                common.print(
                        WireJson.object()
                                .put("withdrawn", withdrawn.stake().value().toString())
                                .put("nodeId", withdrawn.nodeId()),
                        () ->
                                common.out()
                                        .println(
                                                "The stake of "
                                                        + CoinText.plain(withdrawn.stake().value())
                                                        + " is back in your wallet."));
                return ExitCode.DONE;
            }
            case LeaveOutcome.Stopped stopped ->
                    throw new CommandFailedException(
                            ExitCode.FAILED,
                            stopped.problem().kind().code(),
                            stopped.problem().sentence());
        }
    }
}
