package hearth.wallet;

import hearth.kernel.Address;
import hearth.kernel.Wei;
import hearth.network.Intent;
import hearth.network.chain.ChainFailedException;
import hearth.network.chain.SentTransaction;
import hearth.network.chain.TransactionState;
import hearth.wallet.FlowProblem.Kind;
import hearth.wallet.internal.SentIntent;

import java.time.Duration;
import java.util.Optional;
import java.util.function.Consumer;

/**
 * Sends tokens of the network or the chain's own coin to somebody. Unlike the other flows the chain
 * cannot tell whether it was done already, so while a transfer from before is under way a run only
 * follows that one, and one that was sent is followed, never sent anew.
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
        try (FlowRun run = FlowRun.begin(owner, prompt, cancellation, progress)) {
            return ended(
                    run,
                    transfer,
                    () -> {
                        Optional<SentTransaction> refused = requireNoneBefore(run, transfer);
                        return refused.isPresent()
                                ? settled(run, transfer, refused.get(), untilFinal)
                                : send(run, transfer, untilFinal);
                    });
        } catch (FlowStoppedException e) {
            return new TransferOutcome.Stopped(e.problem());
        }
    }

    /**
     * Follows one that was sent: signs nothing, sends at most the same bytes again; blocks.
     *
     * @param sent from {@link TransferOutcome.UnderWay}
     * @param untilFinal as for {@link #run}
     */
    public TransferOutcome follow(
            Intent.Transfer transfer,
            SentTransaction sent,
            Duration untilFinal,
            Consumer<FlowEvent> progress) {
        try (FlowRun run = FlowRun.begin(owner, prompt, cancellation, progress)) {
            return ended(run, transfer, () -> settled(run, transfer, sent, untilFinal));
        } catch (FlowStoppedException e) {
            // Not begun: whatever became of it, nobody looked.
            return new TransferOutcome.UnderWay(transfer, sent, e.problem());
        }
    }

    private static TransferOutcome settled(
            FlowRun run, Intent.Transfer transfer, SentTransaction sent, Duration untilFinal)
            throws FlowStoppedException, ChainFailedException {
        TransactionState.Inclusion inclusion = run.settle(FlowStep.SEND, sent);
        return new TransferOutcome.Sent(transfer, inclusion, run.seenFinal(inclusion, untilFinal));
    }

    /** A part of a run that ends it. */
    private interface Rest {
        TransferOutcome run() throws FlowStoppedException, ChainFailedException;
    }

    private static TransferOutcome ended(FlowRun run, Intent.Transfer transfer, Rest rest) {
        FlowProblem problem;
        try {
            return rest.run();
        } catch (FlowStoppedException e) {
            problem = e.problem();
        } catch (ChainFailedException e) {
            problem = FlowRun.unreachable(e).problem();
        }
        Optional<SentTransaction> sent = run.unsettled();
        return sent.isPresent()
                ? new TransferOutcome.UnderWay(transfer, sent.get(), problem)
                : new TransferOutcome.Stopped(problem);
    }

    /**
     * Beginning followed one that was in no block into one. One that is in a block already stops
     * only the very same transfer, until its block is final: who sends to somebody else, or another
     * amount, cannot mean that one.
     *
     * @return the very same transfer, if it was signed before and refused: it is offered again,
     *     unless its number was given to another one since. Any other transfer, and the same one
     *     then, is signed under that number, of which the chain carries out one alone
     */
    private Optional<SentTransaction> requireNoneBefore(FlowRun run, Intent.Transfer transfer)
            throws FlowStoppedException {
        Optional<SentTransaction> refused = Optional.empty();
        for (OwnerChain.UnderWay before : run.earlier()) {
            if (!before.sent().label().equals(LABEL)) {
                continue;
            }
            boolean same =
                    SentIntent.of(before.sent(), owner.network())
                            .filter(transfer::equals)
                            .isPresent();
            if (before.state() instanceof TransactionState.Pending
                    && before.sent().refusal().isPresent()) {
                if (same && !run.givenUp(before.sent())) {
                    refused = Optional.of(before.sent());
                }
                continue;
            }
            if (before.state() instanceof TransactionState.Pending) {
                throw new FlowStoppedException(
                        Kind.SENT_BEFORE,
                        "A transfer from before was still under way. Look at your balance before"
                                + " you send again.");
            }
            if (before.state() instanceof TransactionState.Included included && same) {
                throw new FlowStoppedException(
                        Kind.SENT_BEFORE,
                        "The same amount went to the same receiver in block "
                                + included.inclusion().block()
                                + ", which is not final yet. If you mean to send it once more, do so"
                                + " when that one is final.");
            }
        }
        return refused;
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
