package hearth.app.rewards;

import hearth.app.shell.PanelContext;
import hearth.app.ui.StepList;
import hearth.app.ui.Texts;
import hearth.app.ui.Ui;
import hearth.app.wallet.ConsentView;
import hearth.app.wallet.Desk;
import hearth.app.wallet.DeskFailedException;
import hearth.app.wallet.SecretField;
import hearth.app.wallet.SignFoot;
import hearth.network.Addresses;
import hearth.wallet.ClaimOutcome;
import hearth.wallet.CoinText;
import hearth.wallet.Passphrase;

import javafx.geometry.Pos;
import javafx.scene.Node;
import javafx.scene.control.Button;
import javafx.scene.control.ProgressIndicator;
import javafx.scene.layout.HBox;
import javafx.scene.layout.VBox;

/** Claiming: what will be signed, the passphrase, then the way of the transaction. */
final class ClaimDialog {
    private static final double WIDTH = 600;

    private final Texts texts = Texts.of(ClaimDialog.class);
    private final PanelContext context;
    private final Desk desk;
    private final Runnable after;
    private final ClaimSteps steps = new ClaimSteps();
    private final StepList list = new StepList();
    private boolean open;

    /**
     * @param after run when something was claimed
     */
    ClaimDialog(PanelContext context, Desk desk, Runnable after) {
        this.context = context;
        this.desk = desk;
        this.after = after;
    }

    void show() {
        var wait = new ProgressIndicator();
        wait.setMaxSize(22, 22);
        var line = new HBox(12, wait, Ui.wrapped(texts.get("claim.looking"), "c-muted"));
        line.setAlignment(Pos.CENTER_LEFT);
        present(texts.get("claim.title"), line, Ui.button(texts.get("cancel"), this::close));
        context.bridge().answer(desk.work(desk::offer), this::offered, this::failed);
    }

    private void present(String title, Node body, Button... buttons) {
        open = true;
        context.navigator().dialogs().show(title, WIDTH, body, buttons);
        context.navigator().dialogs().onClose(() -> open = false);
    }

    private void close() {
        context.navigator().dialogs().close();
    }

    private void offered(Desk.Offer offer) {
        if (!open) {
            return;
        }
        var secret = new SecretField(texts.get("passphrase"));
        var foot =
                new SignFoot(
                        texts.get("cancel"),
                        this::close,
                        texts.get("claim.sign"),
                        () -> sign(offer, secret));
        foot.complete(false);
        secret.onChange(() -> foot.complete(!secret.isEmpty())).onEnter(foot::sign);
        var body =
                new VBox(
                        10,
                        Ui.wrapped(texts.get("claim.check"), "c-muted"),
                        new ConsentView(offer.consent()),
                        Ui.label(texts.get("passphrase"), "t-medium"),
                        secret,
                        Ui.wrapped(texts.get("claim.wait"), "t-small", "c-muted"));
        present(offer.consent().headline(), body, foot.buttons());
        context.navigator()
                .dialogs()
                .onClose(() -> {
                    open = false;
                    secret.wipe();
                });
        secret.requestFocus();
    }

    private void sign(Desk.Offer offer, SecretField secret) {
        var passphrase = Passphrase.of(secret.take());
        secret.wipe();
        list.show(steps.steps());
        present(offer.consent().headline(), new VBox(list));
        context.navigator().dialogs().closable(false);
        var work =
                desk.work(() -> {
                    try (passphrase) {
                        return desk.claim(
                                offer,
                                passphrase,
                                event ->
                                        context.bridge()
                                                .later(() -> {
                                                    steps.take(event);
                                                    list.show(steps.steps());
                                                }));
                    }
                });
        context.bridge().answer(work, outcome -> ended(offer, outcome), this::stopped);
    }

    private void ended(Desk.Offer offer, ClaimOutcome outcome) {
        steps.end(outcome);
        list.show(steps.steps());
        switch (outcome) {
            case ClaimOutcome.Claimed claimed -> {
                present(
                        texts.get("claim.done"),
                        new VBox(
                                10,
                                list,
                                Ui.wrapped(
                                        texts.get(
                                                claimed.isFinal() ? "claimed" : "claimed.notfinal",
                                                CoinText.plain(claimed.amount().value()),
                                                Addresses.checksummed(claimed.payout())))),
                        Ui.button(texts.get("close"), this::close, "primary"));
                after.run();
            }
            case ClaimOutcome.Stopped stopped ->
                    notDone(offer.consent().headline(), stopped.problem().kind().code());
        }
    }

    private void notDone(String title, String code) {
        present(
                title,
                new VBox(10, list, Ui.label(code, "t-mono", "c-muted")),
                Ui.button(texts.get("close"), this::close),
                again());
    }

    private Button again() {
        return Ui.button(
                texts.get("again"), () -> new ClaimDialog(context, desk, after).show(), "primary");
    }

    private void stopped(Throwable problem) {
        steps.fail(sentence(problem));
        list.show(steps.steps());
        notDone(texts.get("claim.title"), code(problem));
    }

    private void failed(Throwable problem) {
        if (open) {
            present(
                    texts.get("claim.title"),
                    new VBox(
                            10,
                            Ui.wrapped(sentence(problem)),
                            Ui.label(code(problem), "t-mono", "c-muted")),
                    Ui.button(texts.get("close"), this::close),
                    again());
        }
    }

    private static String sentence(Throwable problem) {
        return hearth.app.shell.Problems.sentence(problem);
    }

    private static String code(Throwable problem) {
        return problem instanceof DeskFailedException failed ? failed.code() : "";
    }
}
