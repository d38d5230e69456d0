package hearth.wallet;

import hearth.kernel.Wei;
import hearth.network.Intent;
import hearth.network.SigningFailedException;
import hearth.network.TransactionTerms;
import hearth.network.chain.ChainFailedException;
import hearth.network.chain.NetworkCheck;
import hearth.network.chain.Payload;
import hearth.network.chain.SentTransaction;
import hearth.network.chain.TransactionSender;
import hearth.network.chain.TransactionState;
import hearth.wallet.FlowProblem.Kind;
import hearth.wallet.internal.SentIntent;

import java.io.IOException;
import java.util.function.Consumer;

/**
 * Signs what waits in no block once more, under its number and with a higher fee: the chain carries
 * out one of the two. Does not wait for a block; the journal keeps both versions, and whoever asks
 * for what is under way sees what becomes of them.
 */
public final class RaiseFlow {
    private final OwnerChain owner;
    private final ConsentPrompt prompt;

    RaiseFlow(OwnerChain owner, ConsentPrompt prompt) {
        this.owner = owner;
        this.prompt = prompt;
    }

    /** What waits, and what would be signed in its place. */
    private record Raise(
            TransactionSender sender,
            SentTransaction sent,
            Intent intent,
            TransactionTerms before,
            TransactionTerms higher) {}

    /** How an offer went. */
    public sealed interface Offer {
        /** What {@link #run} would sign, in words. */
        record Possible(Consent consent) implements Offer {}

        /** What speaks against it; nothing was signed. */
        record Impossible(FlowProblem problem) implements Offer {}
    }

    /** Looks what raising would sign, without asking; blocks on the chain. */
    public Offer offer(SentTransaction sent) {
        try {
            Raise raise = look(sent);
            return new Offer.Possible(
                    owner.signer(prompt).preview(raise.intent(), raise.higher(), raise.before()));
        } catch (FlowStoppedException e) {
            return new Offer.Impossible(e.problem());
        } catch (ChainFailedException e) {
            return new Offer.Impossible(FlowRun.unreachable(e).problem());
        } catch (SigningFailedException e) {
            return new Offer.Impossible(notSigned(e));
        }
    }

    /**
     * Signs and hands over; blocks.
     *
     * @param offered from {@link #offer}; its very terms are signed, however the chain's fees moved
     *     since
     */
    public RaiseOutcome run(SentTransaction sent, Consent offered, Consumer<FlowEvent> progress) {
        try {
            Raise raise = look(sent);
            if (offered.terms().maxFeePerGas().compareTo(raise.before().maxFeePerGas()) <= 0) {
                throw new FlowStoppedException(
                        Kind.NOT_RAISED,
                        "Its fee was raised meanwhile, by another Hearth window or command. Look"
                                + " again before you offer more.");
            }
            var raised =
                    raise.sender()
                            .raise(
                                    raise.sent(),
                                    Payload.of(
                                            owner.signer(prompt), raise.intent(), owner.network()),
                                    offered.terms());
            progress.accept(new FlowEvent.Sent(FlowStep.SEND, raised.sent().hash()));
            if (raised.refusal().isPresent()) {
                throw notRaised(raise.sender(), raised.sent(), raised.refusal().get());
            }
            return new RaiseOutcome.Raised(raised.sent());
        } catch (FlowStoppedException e) {
            return new RaiseOutcome.Stopped(e.problem());
        } catch (ChainFailedException e) {
            return new RaiseOutcome.Stopped(FlowRun.unreachable(e).problem());
        } catch (SigningFailedException e) {
            return new RaiseOutcome.Stopped(notSigned(e));
        }
    }

    private static FlowProblem notSigned(SigningFailedException e) {
        return new FlowProblem(Kind.NOT_SIGNED, String.valueOf(e.getMessage()));
    }

    private Raise look(SentTransaction given) throws FlowStoppedException, ChainFailedException {
        NetworkCheck.Outcome check = NetworkCheck.settlement(owner.network(), owner.chain());
        if (check instanceof NetworkCheck.Outcome.Differs differs) {
            throw new FlowStoppedException(Kind.WRONG_NETWORK, differs.sentence());
        }
        TransactionSender sender = sender();
        SentTransaction sent =
                sender.open().stream()
                        .filter(now -> now.hashes().contains(given.hashes().getFirst()))
                        .findFirst()
                        .orElseThrow(() ->
                                new FlowStoppedException(
                                        Kind.IN_BLOCK,
                                        "It is not under way any more; no higher fee is needed."));
        requireWaiting(sender, sent);
        Intent intent =
                SentIntent.of(sent, owner.network())
                        .orElseThrow(() ->
                                new FlowStoppedException(
                                        Kind.NOT_SIGNED,
                                        "It is no call that this wallet makes, so it is not signed anew."));
        TransactionTerms higher =
                sender.higher(sent)
                        .orElseThrow(() ->
                                new FlowStoppedException(
                                        Kind.FEE_CAP,
                                        "A higher fee would be more than Hearth offers at most. Wait until"
                                                + " the chain is cheaper; what was sent goes on waiting."));
        requireCoins(intent, higher);
        return new Raise(sender, sent, intent, sent.terms(), higher);
    }

    private TransactionSender sender() throws FlowStoppedException, ChainFailedException {
        try {
            return owner.sender();
        } catch (IOException e) {
            throw FlowRun.storage(e);
        }
    }

    private static void requireWaiting(TransactionSender sender, SentTransaction sent)
            throws FlowStoppedException, ChainFailedException {
        switch (sender.state(sent)) {
            case TransactionState.Pending _ -> {
                if (sender.givenUp(sent)) {
                    throw replaced();
                }
            }
            case TransactionState.Included in -> throw inBlock(in.inclusion());
            case TransactionState.Final done -> throw inBlock(done.inclusion());
            case TransactionState.Reverted reverted -> throw inBlock(reverted.inclusion());
            case TransactionState.Replaced _ -> throw replaced();
        }
    }

    private static FlowStoppedException inBlock(TransactionState.Inclusion inclusion) {
        return new FlowStoppedException(
                Kind.IN_BLOCK,
                "It is in block " + inclusion.block() + " already; no higher fee is needed.");
    }

    private static FlowStoppedException replaced() {
        return new FlowStoppedException(
                Kind.REPLACED,
                "Another transaction of this account took its place; no fee can change that.");
    }

    private void requireCoins(Intent intent, TransactionTerms higher)
            throws FlowStoppedException, ChainFailedException {
        Wei coins = owner.chain().balance(owner.account().address());
        Wei sends =
                intent instanceof Intent.Transfer transfer && transfer.coin() == Intent.Coin.NATIVE
                        ? transfer.amount()
                        : Wei.ZERO;
        if (coins.compareTo(sends.plus(new Wei(higher.feeCap()))) < 0) {
            throw new FlowStoppedException(
                    Kind.NOT_ENOUGH_COINS,
                    "The wallet has "
                            + CoinText.plain(coins.value())
                            + " of the chain’s coin, too little for the higher fee.");
        }
    }

    /**
     * An endpoint refuses a higher fee for what a block took meanwhile, and one that is too low.
     */
    private static FlowStoppedException notRaised(
            TransactionSender sender, SentTransaction sent, String words)
            throws FlowStoppedException, ChainFailedException {
        requireWaiting(sender, sent);
        return new FlowStoppedException(
                Kind.NOT_RAISED,
                "The chain did not take the higher fee: "
                        + words
                        + ". What was sent before goes on waiting; the chain carries out one of the"
                        + " two at most.");
    }
}
