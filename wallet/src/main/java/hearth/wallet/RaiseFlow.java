package hearth.wallet;

import hearth.kernel.Wei;
import hearth.network.Intent;
import hearth.network.SigningFailedException;
import hearth.network.TransactionTerms;
import hearth.network.chain.ChainFailedException;
import hearth.network.chain.NetworkCheck;
import hearth.network.chain.Payload;
import hearth.network.chain.RaiseResult;
import hearth.network.chain.SentTransaction;
import hearth.network.chain.TransactionSender;
import hearth.network.chain.TransactionState;
import hearth.wallet.FlowProblem.Kind;
import hearth.wallet.internal.SentIntent;

import java.io.IOException;
import java.util.Optional;
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

    /** What waits, and what it is for. */
    private record Waiting(TransactionSender sender, SentTransaction sent, Intent intent) {}

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
            Waiting waiting = look(sent);
            TransactionTerms higher =
                    waiting.sender()
                            .higher(waiting.sent())
                            .orElseThrow(() ->
                                    new FlowStoppedException(
                                            Kind.FEE_CAP,
                                            "A higher fee would be more than Hearth offers at most. Wait"
                                                    + " until the chain is cheaper; what was sent goes on"
                                                    + " waiting."));
            requireCoins(waiting.intent(), higher);
            return new Offer.Possible(
                    owner.signer(prompt).preview(waiting.intent(), higher, waiting.sent().terms()));
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
     *     since. Told of {@code progress} once an endpoint took it
     */
    public RaiseOutcome run(SentTransaction sent, Consent offered, Consumer<FlowEvent> progress) {
        try {
            Waiting waiting = look(sent);
            requireCoins(waiting.intent(), offered.terms());
            Payload payload = Payload.of(owner.signer(prompt), waiting.intent(), owner.network());
            return switch (waiting.sender().raise(waiting.sent(), payload, offered.terms())) {
                case RaiseResult.Signed(SentTransaction both, Optional<String> refusal) -> {
                    if (refusal.isPresent()) {
                        throw notRaised(waiting.sender(), both, refusal.get());
                    }
                    progress.accept(new FlowEvent.Sent(FlowStep.SEND, both.hash()));
                    yield new RaiseOutcome.Raised(both);
                }
                case RaiseResult.Outbid _ ->
                        throw new FlowStoppedException(
                                Kind.NOT_RAISED,
                                "Its fee was raised meanwhile, by another Hearth window or command."
                                        + " Look again before you offer more.");
                case RaiseResult.Gone _ -> throw notUnderWay();
            };
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

    private Waiting look(SentTransaction given) throws FlowStoppedException, ChainFailedException {
        NetworkCheck.Outcome check = NetworkCheck.settlement(owner.network(), owner.chain());
        if (check instanceof NetworkCheck.Outcome.Differs differs) {
            throw new FlowStoppedException(Kind.WRONG_NETWORK, differs.sentence());
        }
        TransactionSender sender = sender();
        SentTransaction sent =
                sender.open().stream()
                        .filter(now -> now.hashes().contains(given.hashes().getFirst()))
                        .findFirst()
                        .orElseThrow(RaiseFlow::notUnderWay);
        requireWaiting(sender, sent);
        Intent intent =
                SentIntent.of(sent, owner.network())
                        .orElseThrow(() ->
                                new FlowStoppedException(
                                        Kind.NOT_SIGNED,
                                        "It is no call that this wallet makes, so it is not signed anew."));
        return new Waiting(sender, sent, intent);
    }

    private static FlowStoppedException notUnderWay() {
        return new FlowStoppedException(
                Kind.NOT_UNDER_WAY,
                "It is not under way any more. The Wallet page lists what is final.");
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
