package hearth.wallet;

import hearth.kernel.Address;
import hearth.kernel.Hash32;
import hearth.kernel.Wei;
import hearth.network.Intent;
import hearth.network.chain.ChainFailedException;
import hearth.network.chain.Pool;
import hearth.network.chain.TransactionState;
import hearth.network.work.AbiWords;
import hearth.network.work.MerkleTree;
import hearth.wallet.FlowProblem.Kind;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.function.Consumer;

/** Takes all rewards up to an epoch, after checking the proof against the root on chain. */
public final class ClaimFlow {
    private static final Duration PATIENCE = Duration.ofSeconds(30);

    private final OwnerChain owner;
    private final ConsentPrompt prompt;
    private final FlowRun.Cancellation cancellation = new FlowRun.Cancellation();

    ClaimFlow(OwnerChain owner, ConsentPrompt prompt) {
        this.owner = owner;
        this.prompt = prompt;
    }

    /**
     * A place in an epoch's tree, for the wallet's own account.
     *
     * @param cumulative all that this owner was ever awarded up to the epoch
     */
    public record Request(long epoch, Wei cumulative, List<Hash32> proof) {
        public Request {
            proof = List.copyOf(proof);
        }

        /** The intent of this request. */
        public Intent.Claim intent(Address owner) {
            return new Intent.Claim(epoch, owner, cumulative, proof);
        }
    }

    /** Stops at the next step; what was sent stays sent. */
    public void cancel() {
        cancellation.cancel();
    }

    /**
     * Runs to its end; blocks.
     *
     * @param untilFinal how long to wait for the block to become final; zero: not at all
     */
    public ClaimOutcome run(Request request, Duration untilFinal, Consumer<FlowEvent> progress) {
        try (FlowRun run = FlowRun.begin(owner, prompt, cancellation, progress)) {
            return claim(run, request, untilFinal);
        } catch (FlowStoppedException e) {
            return new ClaimOutcome.Stopped(e.problem());
        } catch (ChainFailedException e) {
            return new ClaimOutcome.Stopped(FlowRun.unreachable(e).problem());
        }
    }

    private ClaimOutcome claim(FlowRun run, Request request, Duration untilFinal)
            throws FlowStoppedException, ChainFailedException {
        Address me = owner.account().address();
        run.step(FlowStep.CHECK_PROOF);
        Pool.Posted posted = posted(request);
        Wei before = check(request, posted, me);
        awaitActive(run, posted);
        Address payout = owner.registry().payoutOf(me);
        run.done(FlowStep.CHECK_PROOF);
        TransactionState.Inclusion inclusion = run.carryOut(FlowStep.CLAIM, request.intent(me));
        Wei amount = request.cumulative().minus(before);
        boolean isFinal = run.seenFinal(inclusion, untilFinal);
        return new ClaimOutcome.Claimed(amount, payout, inclusion, isFinal);
    }

    private Pool.Posted posted(Request request) throws FlowStoppedException, ChainFailedException {
        return owner.pool()
                .posted(request.epoch())
                .orElseThrow(() ->
                        new FlowStoppedException(
                                Kind.NO_ROOT,
                                "Epoch " + request.epoch() + " is not settled on chain yet."));
    }

    /** A root can be claimed under after its window; a short rest of it is waited for. */
    private void awaitActive(FlowRun run, Pool.Posted posted)
            throws FlowStoppedException, ChainFailedException {
        Instant chainTime = Instant.ofEpochSecond(owner.chain().latest().timestamp());
        Instant now = owner.now().isAfter(chainTime) ? owner.now() : chainTime;
        // A block's time is in whole seconds: one more lets the next block be late enough.
        Duration rest = Duration.between(now, posted.activeAt()).plusSeconds(1);
        if (rest.compareTo(PATIENCE) > 0) {
            throw new FlowStoppedException(
                    Kind.NOT_YET,
                    "The rewards of epoch "
                            + posted.epoch()
                            + " can be claimed from "
                            + posted.activeAt()
                            + " on.");
        }
        if (rest.compareTo(Duration.ofSeconds(1)) > 0) {
            run.pause(rest);
        }
    }

    /** What was claimed before, once everything about the request is found right. */
    private Wei check(Request request, Pool.Posted posted, Address me)
            throws FlowStoppedException, ChainFailedException {
        Hash32 leaf = new AbiWords().address(me).uint(request.cumulative().value()).leaf();
        if (!MerkleTree.verify(posted.root(), leaf, request.proof())) {
            throw new FlowStoppedException(
                    Kind.BAD_PROOF,
                    "The proof for epoch "
                            + request.epoch()
                            + " does not lead to the root on chain. Nothing was spent; ask the"
                            + " agent for the proof again.");
        }
        Wei before = owner.pool().claimed(me);
        if (request.cumulative().compareTo(before) <= 0) {
            throw new FlowStoppedException(
                    Kind.NOTHING_TO_CLAIM,
                    "Everything up to epoch " + request.epoch() + " was claimed already.");
        }
        return before;
    }
}
