package hearth.app.settings;

import hearth.app.shell.PanelContext;
import hearth.app.shell.Problems;
import hearth.app.ui.Texts;
import hearth.app.ui.Ui;
import hearth.installers.AgentService;
import hearth.installers.ServiceOutcome;
import hearth.installers.ServiceState;
import hearth.kernel.Background;

import javafx.geometry.Pos;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.layout.HBox;
import javafx.scene.layout.VBox;

import java.util.concurrent.Executor;

/** Whether the agent is a service of this user, and a button that changes it. */
final class ServiceSetting extends HBox {
    private final PanelContext context;
    private final Texts texts;
    private final AgentService service;

    /** The service manager may take its time: never on the UI thread. */
    private final Background io;

    private final Label state = Ui.label("", "c-muted");
    private final Button change = Ui.button("", this::change);
    private boolean present;

    ServiceSetting(PanelContext context, Texts texts, AgentService service, Executor io) {
        super(12);
        this.context = context;
        this.texts = texts;
        this.service = service;
        this.io = new Background(io);
        setAlignment(Pos.CENTER_RIGHT);
        change.setDisable(true);
        change.setText(texts.get("service.install"));
        getChildren().addAll(state, change);
        ask();
    }

    private void ask() {
        context.bridge().answer(io.ask(service::state), this::show, this::failed);
    }

    private void show(ServiceState now) {
        switch (now) {
            case ServiceState.Absent _ -> present(false, texts.get("service.absent"));
            case ServiceState.Present(var active, var _) ->
                    present(true, texts.get("service.present", active));
            case ServiceState.Unknown(var reason) -> {
                Ui.text(state, reason);
                change.setDisable(true);
            }
        }
    }

    private void present(boolean is, String words) {
        present = is;
        Ui.text(state, words);
        change.setText(texts.get(is ? "service.uninstall" : "service.install"));
        change.setDisable(false);
    }

    private void change() {
        change.setDisable(true);
        boolean remove = present;
        context.bridge()
                .answer(
                        io.ask(() -> remove ? service.uninstall() : service.install(false)),
                        this::told,
                        this::failed);
    }

    private void told(ServiceOutcome outcome) {
        var dialogs = context.navigator().dialogs();
        dialogs.show(
                texts.get("service"),
                520,
                new VBox(Ui.wrapped(outcome.sentence())),
                Ui.button(texts.get("service.close"), dialogs::close, "primary"));
        ask();
    }

    private void failed(Throwable problem) {
        Problems.show(context.navigator().dialogs(), problem);
        change.setDisable(false);
    }
}
