package hearth.app.wallet;

import hearth.app.shell.PanelContext;
import hearth.app.shell.Problems;
import hearth.app.ui.StepList;
import hearth.app.ui.Texts;
import hearth.app.ui.Ui;
import hearth.wallet.Consent;
import hearth.wallet.FlowEvent;
import hearth.wallet.FlowProblem;
import hearth.wallet.Passphrase;

import javafx.geometry.Pos;
import javafx.scene.Node;
import javafx.scene.control.Button;
import javafx.scene.control.ProgressIndicator;
import javafx.scene.layout.HBox;
import javafx.scene.layout.VBox;

import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Consumer;

/**
 * A signature from the owner: what will be signed, the passphrase, then the way of the transaction
 * to its receipt.
 *
 * @param <T> what was looked up before it is asked for
 */
public final class SignDialog<T> {
    private static final double WIDTH = 600;

    /** How it ended. */
    public sealed interface Ending {
        /**
         * It is in a block.
         *
         * @param sentence what happened
         */
        record Done(String sentence, long block, boolean isFinal) implements Ending {}

        /**
         * It was sent, and nobody knows yet what becomes of it. Doing it again could do it twice.
         *
         * @param problem why it was not followed further
         */
        record UnderWay(FlowProblem problem, Pursuit pursuit) implements Ending {}

        /**
         * It was sent, and is followed elsewhere.
         *
         * @param sentence what happened, and where it is followed
         */
        record Sent(String sentence) implements Ending {}

        /** It did not happen. */
        record Stopped(FlowProblem problem) implements Ending {}
    }

    /** Follows what was sent. */
    public interface Pursuit {
        /** Signs nothing; blocks. */
        Ending follow(Consumer<FlowEvent> progress) throws DeskFailedException;
    }

    /** What shall be signed. All but the consent blocks. */
    public interface Deed<T> {
        /** Looks up what would be signed. */
        T offer() throws DeskFailedException;

        /** The offer in words. */
        Consent consent(T offer);

        /** Signs exactly that and follows it. */
        Ending carryOut(T offer, Passphrase passphrase, Consumer<FlowEvent> progress)
                throws DeskFailedException;
    }

    /**
     * Words of a deed.
     *
     * @param title while it is looked up
     * @param looking what is looked up
     * @param signing the first step
     * @param note under the passphrase
     * @param done title at the end
     */
    public record Words(String title, String looking, String signing, String note, String done) {}

    private final Texts texts = Texts.of(SignDialog.class);
    private final PanelContext context;
    private final Desk desk;
    private final Words words;
    private final Deed<T> deed;
    private final Runnable after;
    private final SignSteps steps;
    private final StepList list = new StepList();
    private final AtomicBoolean sent = new AtomicBoolean();
    private boolean open;

    /**
     * @param after run when it was done
     */
    public SignDialog(PanelContext context, Desk desk, Words words, Deed<T> deed, Runnable after) {
        this.context = context;
        this.desk = desk;
        this.words = words;
        this.deed = deed;
        this.after = after;
        steps = new SignSteps(words.signing());
    }

    /** Looks up what would be signed and asks. */
    public void show() {
        var wait = new ProgressIndicator();
        wait.setMaxSize(22, 22);
        var line = new HBox(12, wait, Ui.wrapped(words.looking(), "c-muted"));
        line.setAlignment(Pos.CENTER_LEFT);
        present(words.title(), line, Ui.button(texts.get("cancel"), this::close));
        context.bridge().answer(desk.work(deed::offer), this::offered, this::failed);
    }

    private void present(String title, Node body, Button... buttons) {
        open = true;
        context.navigator().dialogs().show(title, WIDTH, body, buttons);
        context.navigator().dialogs().onClose(() -> open = false);
    }

    private void close() {
        context.navigator().dialogs().close();
    }

    private void offered(T offer) {
        if (!open) {
            return;
        }
        var secret = new SecretField(texts.get("passphrase"));
        var foot =
                new SignFoot(
                        texts.get("cancel"),
                        this::close,
                        texts.get("sign.do"),
                        () -> sign(offer, secret));
        foot.complete(false);
        secret.onChange(() -> foot.complete(!secret.isEmpty())).onEnter(foot::next);
        var consent = deed.consent(offer);
        var body =
                new VBox(
                        10,
                        Ui.wrapped(texts.get("sign.check"), "c-muted"),
                        new ConsentView(consent),
                        Ui.label(texts.get("passphrase"), "t-medium"),
                        secret,
                        Ui.wrapped(words.note(), "t-small", "c-muted"));
        present(consent.headline(), body, foot.buttons());
        context.navigator()
                .dialogs()
                .onClose(() -> {
                    open = false;
                    secret.wipe();
                });
        secret.requestFocus();
    }

    private void sign(T offer, SecretField secret) {
        var passphrase = Passphrase.of(secret.take());
        secret.wipe();
        list.show(steps.steps());
        var title = deed.consent(offer).headline();
        present(title, new VBox(list));
        context.navigator().dialogs().closable(false);
        var work =
                desk.work(() -> {
                    try (passphrase) {
                        return deed.carryOut(offer, passphrase, this::moved);
                    }
                });
        context.bridge().answer(work, ending -> ended(title, ending), this::stopped);
    }

    private void moved(FlowEvent event) {
        if (event instanceof FlowEvent.Sent) {
            sent.set(true);
        }
        context.bridge()
                .later(() -> {
                    steps.take(event);
                    list.show(steps.steps());
                });
    }

    private void ended(String title, Ending ending) {
        steps.end(ending);
        list.show(steps.steps());
        switch (ending) {
            case Ending.Done done -> done(done.sentence());
            case Ending.Sent sent -> done(sent.sentence());
            case Ending.UnderWay way -> {
                underWay(
                        title,
                        way.problem().sentence(),
                        way.problem().kind().code(),
                        way.pursuit());
                after.run();
            }
            case Ending.Stopped stopped -> notDone(title, stopped.problem().kind().code());
        }
    }

    private void done(String sentence) {
        present(
                words.done(),
                new VBox(10, list, Ui.wrapped(sentence)),
                Ui.button(texts.get("close"), this::close, "primary"));
        after.run();
    }

    private void underWay(String title, String why, String code, Pursuit pursuit) {
        present(
                title,
                new VBox(
                        10,
                        list,
                        Ui.wrapped(why),
                        Ui.wrapped(texts.get("sign.underway")),
                        Ui.label(code, "t-mono", "c-muted")),
                Ui.button(texts.get("close"), this::close),
                Ui.button(texts.get("sign.follow"), () -> follow(title, pursuit), "primary"));
    }

    private void follow(String title, Pursuit pursuit) {
        present(title, new VBox(list));
        context.navigator().dialogs().closable(false);
        context.bridge()
                .answer(
                        desk.work(() -> pursuit.follow(this::moved)),
                        ending -> ended(title, ending),
                        problem ->
                                underWay(
                                        title, Problems.sentence(problem), code(problem), pursuit));
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
                texts.get("again"),
                () -> new SignDialog<>(context, desk, words, deed, after).show(),
                "primary");
    }

    private void stopped(Throwable problem) {
        if (sent.get()) {
            // What failed is this window, not what was sent: no second signature from here.
            present(
                    words.title(),
                    new VBox(
                            10,
                            list,
                            Ui.wrapped(Problems.sentence(problem)),
                            Ui.wrapped(texts.get("sign.lost"))),
                    Ui.button(texts.get("close"), this::close, "primary"));
            after.run();
            return;
        }
        steps.fail(Problems.sentence(problem));
        list.show(steps.steps());
        notDone(words.title(), code(problem));
    }

    private void failed(Throwable problem) {
        if (open) {
            present(
                    words.title(),
                    new VBox(
                            10,
                            Ui.wrapped(Problems.sentence(problem)),
                            Ui.label(code(problem), "t-mono", "c-muted")),
                    Ui.button(texts.get("close"), this::close),
                    again());
        }
    }

    private static String code(Throwable problem) {
        return problem instanceof DeskFailedException failed ? failed.code() : "";
    }
}
