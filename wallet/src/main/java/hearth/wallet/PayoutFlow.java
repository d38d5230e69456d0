package hearth.wallet;

import hearth.kernel.Address;
import hearth.network.Intent;
import hearth.network.chain.ChainFailedException;
import hearth.network.chain.Registry;

import java.util.function.Consumer;

/** Sends rewards elsewhere from an epoch's length on, or takes such a change back. */
public final class PayoutFlow {
    private final OwnerChain owner;
    private final ConsentPrompt prompt;
    private final FlowRun.Cancellation cancellation = new FlowRun.Cancellation();

    PayoutFlow(OwnerChain owner, ConsentPrompt prompt) {
        this.owner = owner;
        this.prompt = prompt;
    }

    /** Stops at the next step; what was sent stays sent. */
    public void cancel() {
        cancellation.cancel();
    }

    /**
     * Names the address that rewards go to. The one that they go to now takes a coming change back.
     * Blocks.
     */
    public PayoutOutcome change(Address payout, Consumer<FlowEvent> progress) {
        try (FlowRun run = FlowRun.begin(owner, prompt, cancellation, progress)) {
            Address me = owner.account().address();
            boolean nothingComes = owner.registry().comingPayout(me).isEmpty();
            if (nothingComes && owner.registry().payoutOf(me).equals(payout)) {
                run.skip(FlowStep.SET_PAYOUT, "rewards go there already");
            } else {
                run.carryOut(FlowStep.SET_PAYOUT, new Intent.SetPayout(payout));
            }
            return new PayoutOutcome.Changed(
                    payout,
                    owner.registry()
                            .comingPayout(me)
                            .map(Registry.ComingPayout::from)
                            .orElseGet(owner::now));
        } catch (FlowStoppedException e) {
            return new PayoutOutcome.Stopped(e.problem());
        } catch (ChainFailedException e) {
            return new PayoutOutcome.Stopped(FlowRun.unreachable(e).problem());
        }
    }
}
