package hearth.app.bench;

import hearth.app.shell.FxBridge;
import hearth.app.shell.PanelContext;
import hearth.app.shell.Problems;
import hearth.app.ui.Card;
import hearth.app.ui.MeterBar;
import hearth.app.ui.Numbers;
import hearth.app.ui.Texts;
import hearth.app.ui.Ui;
import hearth.link.wire.BenchRequest;
import hearth.link.wire.BenchRunning;
import hearth.link.wire.PanelMessage;

import javafx.geometry.Pos;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.VBox;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/** A run that goes on: what it measures now, how far it is, and the way to end it. */
final class RunBar extends VBox {
    private final Texts texts = Texts.of(RunBar.class);
    private final PanelContext context;
    private final Label mode = Ui.label("", "t-section");
    private final Label step = Ui.label("", "c-muted");
    private final Label share = Ui.label("", "t-strong");
    private final Label span = Ui.label("", "t-small", "c-muted");
    private final MeterBar bar = new MeterBar(false);
    private final Button cancel;

    RunBar(PanelContext context) {
        this.context = context;
        cancel = Ui.button(texts.get("cancel"), this::cancel, "small");
        var head = new HBox(10, mode, step, Ui.spring(), span, share, cancel);
        head.setAlignment(Pos.CENTER_LEFT);
        bar.setMaxWidth(Double.MAX_VALUE);
        bar.setMinHeight(8);
        HBox.setHgrow(bar, Priority.ALWAYS);
        var note = Ui.wrapped(texts.get("running.note"), "t-small", "c-muted");
        getChildren().add(new Card("").add(head, bar, note));
        Ui.visible(this, false);
    }

    /** Whether one runs. */
    boolean show(Optional<BenchRunning> running, Instant now) {
        Ui.visible(this, running.isPresent());
        if (running.isEmpty()) {
            cancel.setDisable(false);
            cancel.setText(texts.get("cancel"));
            return false;
        }
        var one = running.get();
        Ui.text(mode, texts.get("running." + one.getMode()));
        Ui.text(step, one.getText());
        Ui.text(share, Numbers.percent(one.getShare()));
        Ui.text(
                span,
                texts.get(
                        "running.since",
                        Numbers.span(Duration.between(Instant.ofEpochMilli(one.getBegan()), now))));
        bar.show(one.getShare(), false);
        return true;
    }

    private void cancel() {
        cancel.setDisable(true);
        cancel.setText(texts.get("cancelling"));
        FxBridge bridge = context.bridge();
        bridge.answer(
                context.agent()
                        .ask(
                                PanelMessage.newBuilder()
                                        .setBench(BenchRequest.newBuilder().setMode("cancel"))),
                _ -> {},
                problem -> {
                    cancel.setDisable(false);
                    cancel.setText(texts.get("cancel"));
                    Problems.show(context.navigator().dialogs(), problem);
                });
    }
}
