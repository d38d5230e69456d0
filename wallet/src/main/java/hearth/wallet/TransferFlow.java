package hearth.wallet;

import hearth.kernel.Address;
import hearth.kernel.Wei;
import hearth.network.Intent;
import hearth.network.chain.ChainFailedException;
import hearth.network.chain.TransactionState;
import hearth.wallet.FlowProblem.Kind;

import java.time.Duration;
import java.util.Optional;
import java.util.function.Consumer;

/**
 * Sends tokens of the network or the chain's own coin to somebody. Unlike the other flows the chain
 * cannot tell whether it was done already, so while a transfer from before is under way a run only
 * follows that one.
 */
public final class TransferFlow {
    private static final String LABEL = Intent.Transfer.class.getSimpleName();

    private final OwnerChain owner;
    private final ConsentPrompt prompt;
    private final FlowRun.Cancellation cancellation = new FlowRun.Cancellation();

    TransferFlow(OwnerChain owner, ConsentPrompt prompt) {
        this.owner = owner;
        this.prompt = prompt;
    }

    /** Stops at the next step; what was sent stays sent. */
    public void cancel() {
        cancellation.cancel();
    }

    /**
     * What speaks against a transfer before anything is signed: a receiver from whom nothing comes
     * back, or too few coins. Blocks on the chain.
     */
    public Optional<FlowProblem> objection(Intent.Transfer transfer) throws ChainFailedException {
        Address me = owner.account().address();
        var contracts = owner.network().contracts();
        Address to = transfer.receiver();
        if (to.equals(me)) {
            return objection(Kind.BAD_RECEIVER, "This is your own account; nothing would move.");
        }
        if (to.equals(contracts.token())
                || to.equals(contracts.registry())
                || to.equals(contracts.pool())) {
            return objection(
                    Kind.BAD_RECEIVER,
                    "This is a contract of the network. What is sent there by hand never comes"
                            + " back.");
        }
        boolean token = transfer.coin() == Intent.Coin.TOKEN;
        Wei coins = owner.chain().balance(me);
        Wei tokens = token ? owner.token().balance(me) : Wei.ZERO;
        if (token && tokens.compareTo(transfer.amount()) < 0) {
            return objection(
                    Kind.NOT_ENOUGH_TOKENS,
                    "The wallet has "
                            + CoinText.of(tokens, owner.symbol())
                            + ", less than "
                            + CoinText.plain(transfer.amount().value())
                            + ".");
        }
        Wei needed = token ? Wei.ZERO : transfer.amount();
        if (coins.compareTo(needed) <= 0) {
            return objection(
                    Kind.NOT_ENOUGH_COINS,
                    "The wallet has "
                            + CoinText.plain(coins.value())
                            + " of the chain’s coin; that and the fee are more.");
        }
        return Optional.empty();
    }

    private static Optional<FlowProblem> objection(Kind kind, String sentence) {
        return Optional.of(new FlowProblem(kind, sentence));
    }

    /**
     * Runs to its end; blocks.
     *
     * @param untilFinal how long to wait for the block to become final; zero: not at all
     */
    public TransferOutcome run(
            Intent.Transfer transfer, Duration untilFinal, Consumer<FlowEvent> progress) {
        try {
            boolean earlier = underWay();
            try (FlowRun run = FlowRun.begin(owner, prompt, cancellation, progress)) {
                // Beginning followed it into a block.
                if (earlier) {
                    throw new FlowStoppedException(
                            Kind.SENT_BEFORE,
                            "A transfer from before was still under way and is through now. Look"
                                    + " at your balance before you send again.");
                }
                return send(run, transfer, untilFinal);
            }
        } catch (FlowStoppedException e) {
            return new TransferOutcome.Stopped(e.problem());
        } catch (ChainFailedException e) {
            return new TransferOutcome.Stopped(FlowRun.unreachable(e).problem());
        }
    }

    private boolean underWay() throws ChainFailedException {
        return owner.underWay().stream()
                .anyMatch(before ->
                        before.sent().label().equals(LABEL)
                                && before.state() instanceof TransactionState.Pending);
    }

    private TransferOutcome send(FlowRun run, Intent.Transfer transfer, Duration untilFinal)
            throws FlowStoppedException, ChainFailedException {
        run.step(FlowStep.CHECK_COINS);
        Optional<FlowProblem> against = objection(transfer);
        if (against.isPresent()) {
            throw new FlowStoppedException(against.get().kind(), against.get().sentence());
        }
        run.done(FlowStep.CHECK_COINS);
        TransactionState.Inclusion inclusion = run.carryOut(FlowStep.SEND, transfer);
        return new TransferOutcome.Sent(transfer, inclusion, run.seenFinal(inclusion, untilFinal));
    }
}
