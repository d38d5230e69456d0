package hearth.app.power;

import hearth.app.shell.PanelContext;
import hearth.app.shell.Problems;
import hearth.app.ui.Texts;
import hearth.app.ui.Ui;
import hearth.link.wire.AgentMessage;
import hearth.link.wire.CalibrateRequest;
import hearth.link.wire.Live;
import hearth.link.wire.PanelMessage;
import hearth.link.wire.PowerModelRequest;

import javafx.scene.layout.VBox;

import java.util.List;
import java.util.concurrent.CompletableFuture;

/** Without a meter: a stated estimate, or a borrowed meter for ten minutes. */
final class EstimateDialogs {
    private static final List<String> CLASSES =
            List.of("pi4", "pi5", "mini", "laptop", "desktop", "server");

    private final Texts texts = Texts.of(EstimateDialogs.class);
    private final PanelContext context;

    EstimateDialogs(PanelContext context) {
        this.context = context;
    }

    void estimate() {
        var dialogs = context.navigator().dialogs();
        var body = new VBox(8, Ui.wrapped(texts.get("estimate.text"), "c-muted"));
        for (var one : CLASSES) {
            body.getChildren()
                    .add(
                            Ui.button(
                                    texts.get("class." + one),
                                    () -> {
                                        dialogs.close();
                                        model(PowerModelRequest.newBuilder().setMachineClass(one));
                                    },
                                    "wide"));
        }
        dialogs.show(
                texts.get("estimate.title"),
                560,
                body,
                Ui.button(
                        texts.get("estimate.off"),
                        () -> {
                            dialogs.close();
                            model(PowerModelRequest.newBuilder().setOff(true));
                        }),
                Ui.button(texts.get("cancel"), dialogs::close));
    }

    private void model(PowerModelRequest.Builder request) {
        ask(context.agent().ask(PanelMessage.newBuilder().setPowerModel(request)));
    }

    void calibrate() {
        var dialogs = context.navigator().dialogs();
        var machine = context.agent().live().get().orElse(Live.getDefaultInstance()).getMachine();
        var fitting =
                machine.getMetersList().stream()
                        .filter(meter ->
                                meter.getFeedsCount() == 1
                                        && meter.getFeeds(0).getMachine().equals(machine.getName())
                                        && meter.getFeeds(0).getShare() == 1)
                        .toList();
        var body =
                new VBox(
                        8,
                        Ui.wrapped(
                                texts.get(
                                        fitting.isEmpty() ? "calibrate.none" : "calibrate.text",
                                        machine.getName()),
                                "c-muted"));
        for (var meter : fitting) {
            body.getChildren()
                    .add(
                            Ui.button(
                                    meter.getName(),
                                    () -> {
                                        dialogs.close();
                                        ask(
                                                context.agent()
                                                        .ask(
                                                                PanelMessage.newBuilder()
                                                                        .setCalibrate(
                                                                                CalibrateRequest
                                                                                        .newBuilder()
                                                                                        .setMeter(
                                                                                                meter
                                                                                                        .getId()))));
                                    },
                                    "wide"));
        }
        dialogs.show(
                texts.get("calibrate.title"),
                560,
                body,
                Ui.button(texts.get("cancel"), dialogs::close));
    }

    private void ask(CompletableFuture<AgentMessage> answer) {
        context.bridge()
                .answer(
                        answer,
                        reply -> {
                            if (reply.hasFailure()) {
                                Problems.show(
                                        context.navigator().dialogs(),
                                        new IllegalStateException(
                                                reply.getFailure().getSentence()));
                            }
                        },
                        problem -> Problems.show(context.navigator().dialogs(), problem));
    }
}
