package hearth.app.firstrun;

import hearth.app.join.JoinJourney;
import hearth.app.join.JourneyEvent;
import hearth.app.join.JourneyOutcome;
import hearth.app.join.JourneyStep;
import hearth.app.shell.LiveView;
import hearth.app.shell.PageId;
import hearth.app.shell.PanelContext;
import hearth.app.shell.Problems;
import hearth.app.shell.Route;
import hearth.app.ui.Card;
import hearth.app.ui.Columns;
import hearth.app.ui.Numbers;
import hearth.app.ui.StepList;
import hearth.app.ui.Texts;
import hearth.app.ui.Ui;
import hearth.app.wallet.ConsentView;
import hearth.app.wallet.Desk;
import hearth.app.wallet.DeskFailedException;
import hearth.app.wallet.SecretField;
import hearth.app.wallet.SignFoot;
import hearth.wallet.Consent;
import hearth.wallet.Passphrase;

import javafx.scene.Node;
import javafx.scene.control.Label;
import javafx.scene.layout.HBox;
import javafx.scene.layout.VBox;

import org.jspecify.annotations.Nullable;

import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;

/** Part four: joining, step by step; it can be stopped, and gone on with. */
final class JoinPart extends VBox {

    private final Texts texts = Texts.of(JoinPart.class);
    private final PanelContext context;
    private final Desk desk;
    private final FirstRunModel model;
    private final Runnable redraw;
    private final StepList list = new StepList();
    private final VBox log = new VBox(3);
    private final Label code = Ui.label("", "t-mono", "c-muted");
    private final SecretField secret;
    private final Card unlock;
    private volatile @Nullable JoinJourney journey;

    JoinPart(PanelContext context, Desk desk, FirstRunModel model, Runnable redraw) {
        this.context = context;
        this.desk = desk;
        this.model = model;
        this.redraw = redraw;
        secret = new SecretField(texts.get("passphrase"));
        secret.onEnter(this::start);
        unlock =
                new Card(texts.get("unlock"))
                        .add(
                                Ui.wrapped(texts.get("unlock.text"), "c-muted"),
                                secret,
                                Ui.button(texts.get("unlock.do"), this::start, "primary"));
        Ui.visible(unlock, false);
        log.getStyleClass().add("log-box");
        log.setMinHeight(260);
        var steps = new Card("").add(list, code);
        var happened = new Card(texts.get("happened")).fill(log);
        var columns = new Columns(680, 0.56, 0.44).with(steps, happened);
        getChildren().addAll(unlock, columns);
        setSpacing(14);
        list.show(model.steps());
    }

    String title() {
        if (model.outcome().orElse(null) instanceof JourneyOutcome.Joined joined) {
            return texts.get("joined.title", joined.networkName());
        }
        return texts.get(model.networkFile().isEmpty() ? "joining.practice" : "joining.network");
    }

    String text() {
        return switch (model.outcome().orElse(null)) {
            case JourneyOutcome.Joined joined ->
                    texts.get("joined.text", Numbers.whole(joined.nodeId()));
            case JourneyOutcome.Stopped _ -> texts.get("stopped.text");
            case null -> texts.get(model.running() ? "running.text" : "locked.text");
        };
    }

    void show(LiveView view) {
        Ui.style(this, "old", view.old());
    }

    /** Begins, or goes on where it stopped. */
    void start() {
        if (model.running()) {
            return;
        }
        Optional<Passphrase> typed =
                secret.isEmpty() ? Optional.empty() : Optional.of(Passphrase.of(secret.take()));
        secret.wipe();
        model.begin();
        Ui.visible(unlock, false);
        Ui.text(code, "");
        list.show(model.steps());
        var joining =
                new Desk.Joining(
                        new JoinJourney.Plan(model.networkFile(), 0, model.share()),
                        typed,
                        this::prompt,
                        event -> context.bridge().later(() -> told(event)),
                        begun -> journey = begun);
        context.bridge()
                .answer(
                        desk.work(() -> {
                            try {
                                return desk.join(joining);
                            } finally {
                                typed.ifPresent(Passphrase::close);
                            }
                        }),
                        this::ended,
                        this::failed);
        redraw.run();
    }

    private void told(JourneyEvent event) {
        model.take(event);
        list.show(model.steps());
        switch (event) {
            case JourneyEvent.Moved moved -> log(moved.text());
            case JourneyEvent.Done done -> log(done.text());
            case JourneyEvent.Began _ -> {}
        }
    }

    private void log(String text) {
        var line =
                Ui.wrapped(Numbers.clockSeconds(context.time().instant()) + "  " + text, "t-mono");
        log.getChildren().add(line);
        if (log.getChildren().size() > 18) {
            log.getChildren().removeFirst();
        }
    }

    private void ended(JourneyOutcome outcome) {
        journey = null;
        model.end(outcome);
        list.show(model.steps());
        if (outcome instanceof JourneyOutcome.Stopped stopped) {
            log(stopped.sentence());
            Ui.text(code, stopped.code());
        }
        redraw.run();
    }

    private void failed(Throwable problem) {
        String why = problem instanceof DeskFailedException desk ? desk.code() : "";
        boolean locked = why.equals("wallet.locked") || why.equals("wallet.wrong-passphrase");
        ended(new JourneyOutcome.Stopped(JourneyStep.NETWORK, why, Problems.sentence(problem)));
        Ui.visible(unlock, locked);
        if (locked) {
            secret.requestFocus();
        }
    }

    /** Off the UI thread: shows what would be signed and waits for the answer. */
    private boolean prompt(Consent consent) {
        var answer = new CompletableFuture<Boolean>();
        context.bridge().later(() -> show(consent, answer));
        try {
            return answer.get();
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
            return false;
        } catch (ExecutionException _) {
            return false;
        }
    }

    private void show(Consent consent, CompletableFuture<Boolean> answer) {
        var dialogs = context.navigator().dialogs();
        var foot =
                new SignFoot(
                        texts.get("notsign"),
                        dialogs::close,
                        texts.get("sign"),
                        () -> {
                            answer.complete(true);
                            dialogs.close();
                        });
        dialogs.show(consent.headline(), 600, new ConsentView(consent), foot.buttons());
        dialogs.onClose(() -> answer.complete(false));
    }

    Node buttons(Runnable back) {
        var buttons = new HBox(10);
        if (model.running()) {
            buttons.getChildren().add(Ui.button(texts.get("stop"), this::cancel));
        } else if (model.outcome().orElse(null) instanceof JourneyOutcome.Joined) {
            buttons.getChildren()
                    .add(
                            Ui.button(
                                    texts.get("open"),
                                    () -> context.navigator().open(Route.to(PageId.OVERVIEW)),
                                    "primary"));
        } else {
            buttons.getChildren()
                    .addAll(
                            Ui.button(texts.get("back"), back),
                            Ui.button(texts.get("goon"), this::start, "primary"));
        }
        return buttons;
    }

    private void cancel() {
        var now = journey;
        if (now != null) {
            now.cancel();
        }
    }
}
