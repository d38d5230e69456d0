package hearth.wallet;

import hearth.kernel.Wei;
import hearth.network.Intent;
import hearth.network.chain.ChainFailedException;
import hearth.network.chain.Registry;
import hearth.wallet.FlowProblem.Kind;

import java.util.function.Consumer;

/** Ends a node's work; after the unbonding time, takes its stake back. */
public final class LeaveFlow {
    private final OwnerChain owner;
    private final ConsentPrompt prompt;
    private final FlowRun.Cancellation cancellation = new FlowRun.Cancellation();

    LeaveFlow(OwnerChain owner, ConsentPrompt prompt) {
        this.owner = owner;
        this.prompt = prompt;
    }

    /** Stops at the next step; what was sent stays sent. */
    public void cancel() {
        cancellation.cancel();
    }

    private interface Work {
        LeaveOutcome on(FlowRun run) throws FlowStoppedException, ChainFailedException;
    }

    /** Leaves with a node; one that left already is fine. Blocks. */
    public LeaveOutcome leave(long nodeId, Consumer<FlowEvent> progress) {
        return run(
                progress,
                run -> {
                    Registry.Node node = mine(nodeId);
                    if (node.status() == Registry.Status.LIVE) {
                        run.carryOut(FlowStep.LEAVE, new Intent.Leave(nodeId));
                        node = mine(nodeId);
                    } else {
                        run.skip(FlowStep.LEAVE, "the node left before");
                    }
                    return new LeaveOutcome.Left(nodeId, withdrawable(node));
                });
    }

    /** Takes the stake of a node that left; too early says from which epoch on. Blocks. */
    public LeaveOutcome withdraw(long nodeId, Consumer<FlowEvent> progress) {
        return run(
                progress,
                run -> {
                    Registry.Node node = mine(nodeId);
                    Wei stake = node.stake();
                    if (node.status() == Registry.Status.WITHDRAWN) {
                        run.skip(FlowStep.WITHDRAW, "the stake is back already");
                        return new LeaveOutcome.Withdrawn(nodeId, Wei.ZERO);
                    }
                    long epoch = owner.registry().epoch();
                    if (node.status() != Registry.Status.LEFT || epoch < withdrawable(node)) {
                        throw new FlowStoppedException(
                                Kind.NOT_YET,
                                node.status() == Registry.Status.LIVE
                                        ? "Node " + nodeId + " works; leave with it first."
                                        : "The stake is locked until epoch "
                                                + withdrawable(node)
                                                + "; now is epoch "
                                                + epoch
                                                + ".");
                    }
                    run.carryOut(FlowStep.WITHDRAW, new Intent.Withdraw(nodeId));
                    return new LeaveOutcome.Withdrawn(nodeId, stake);
                });
    }

    private LeaveOutcome run(Consumer<FlowEvent> progress, Work work) {
        try (FlowRun run = FlowRun.begin(owner, prompt, cancellation, progress)) {
            return work.on(run);
        } catch (FlowStoppedException e) {
            return new LeaveOutcome.Stopped(e.problem());
        } catch (ChainFailedException e) {
            return new LeaveOutcome.Stopped(FlowRun.unreachable(e).problem());
        }
    }

    private long withdrawable(Registry.Node node) {
        return node.leftEpoch() + owner.network().parameters().unbondingEpochs();
    }

    private Registry.Node mine(long nodeId) throws ChainFailedException, FlowStoppedException {
        return owner.registry()
                .node(nodeId)
                .filter(node -> node.owner().equals(owner.account().address()))
                .orElseThrow(() ->
                        new FlowStoppedException(
                                Kind.NOT_YOURS,
                                "Node " + nodeId + " is not a node of this wallet's account."));
    }
}
