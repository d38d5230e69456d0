package hearth.app.rewards;

import hearth.app.shell.PanelContext;
import hearth.app.ui.Texts;
import hearth.app.wallet.Desk;
import hearth.app.wallet.DeskFailedException;
import hearth.app.wallet.SignDialog;
import hearth.network.Addresses;
import hearth.wallet.ClaimOutcome;
import hearth.wallet.CoinText;
import hearth.wallet.Consent;
import hearth.wallet.FlowEvent;
import hearth.wallet.Passphrase;

import java.util.function.Consumer;

/** Claiming everything there is. */
final class ClaimDialog implements SignDialog.Deed<Desk.Offer> {
    private final Texts texts = Texts.of(ClaimDialog.class);
    private final PanelContext context;
    private final Desk desk;
    private final String token;
    private final Runnable after;

    /**
     * @param token the short name of what is claimed
     * @param after run when something was claimed
     */
    ClaimDialog(PanelContext context, Desk desk, String token, Runnable after) {
        this.context = context;
        this.desk = desk;
        this.token = token;
        this.after = after;
    }

    void show() {
        var words =
                new SignDialog.Words(
                        texts.get("claim.title"),
                        texts.get("claim.looking"),
                        texts.get("claim.signing"),
                        texts.get("claim.wait"),
                        texts.get("claim.done"));
        new SignDialog<>(context, desk, words, this, after).show();
    }

    @Override
    public Desk.Offer offer() throws DeskFailedException {
        return desk.offer();
    }

    @Override
    public Consent consent(Desk.Offer offer) {
        return offer.consent();
    }

    @Override
    public SignDialog.Ending carryOut(
            Desk.Offer offer, Passphrase passphrase, Consumer<FlowEvent> progress)
            throws DeskFailedException {
        return switch (desk.claim(offer, passphrase, progress)) {
            case ClaimOutcome.Claimed claimed ->
                    new SignDialog.Ending.Done(
                            texts.get(
                                    claimed.isFinal() ? "claimed" : "claimed.notfinal",
                                    CoinText.of(claimed.amount(), token),
                                    Addresses.checksummed(claimed.payout())),
                            claimed.inclusion().block(),
                            claimed.isFinal());
            case ClaimOutcome.Stopped stopped -> new SignDialog.Ending.Stopped(stopped.problem());
        };
    }
}
