package hearth.app.wallet;

import hearth.app.shell.PanelContext;
import hearth.app.ui.Texts;
import hearth.network.chain.SentTransaction;
import hearth.wallet.Consent;
import hearth.wallet.FlowEvent;
import hearth.wallet.Passphrase;
import hearth.wallet.RaiseOutcome;

import java.util.function.Consumer;

/** A higher fee for one that waits in no block. */
final class RaiseDialog implements SignDialog.Deed<Consent> {
    private final Texts texts = Texts.of(RaiseDialog.class);
    private final Desk desk;
    private final SentTransaction sent;

    private RaiseDialog(Desk desk, SentTransaction sent) {
        this.desk = desk;
        this.sent = sent;
    }

    /**
     * Looks up the fee and asks.
     *
     * @param after run when it was sent
     */
    static void show(PanelContext context, Desk desk, SentTransaction sent, Runnable after) {
        var deed = new RaiseDialog(desk, sent);
        var texts = deed.texts;
        var words =
                new SignDialog.Words(
                        texts.get("raise.title"),
                        texts.get("raise.looking"),
                        texts.get("raise.signing"),
                        texts.get("raise.note"),
                        texts.get("raise.done"));
        new SignDialog<>(context, desk, words, deed, after).show();
    }

    @Override
    public Consent offer() throws DeskFailedException {
        return desk.sending().offerRaise(sent);
    }

    @Override
    public Consent consent(Consent offer) {
        return offer;
    }

    @Override
    public SignDialog.Ending carryOut(
            Consent offer, Passphrase passphrase, Consumer<FlowEvent> progress)
            throws DeskFailedException {
        return switch (desk.sending().raise(offer, sent, passphrase, progress)) {
            case RaiseOutcome.Raised _ -> new SignDialog.Ending.Sent(texts.get("raise.sent"));
            case RaiseOutcome.Stopped stopped -> new SignDialog.Ending.Stopped(stopped.problem());
        };
    }
}
