package hearth.app.shell;

import hearth.app.agent.ConnectionState;
import hearth.app.theme.Icon;
import hearth.app.ui.Numbers;
import hearth.app.ui.Texts;
import hearth.app.ui.Ui;

import javafx.geometry.Pos;
import javafx.scene.control.Label;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.StackPane;
import javafx.scene.layout.VBox;

import java.time.Duration;
import java.time.Instant;

/** Instead of a page while the agent is not there: what is known, one button, the next try. */
final class AgentCard extends StackPane {
    private final Texts texts = Texts.of(AgentCard.class);
    private final Icon icon = new Icon("plug", 22, "c-red");
    private final Label title = Ui.wrapped("", "t-lead-value");
    private final Label meaning = Ui.wrapped("", "c-muted");
    private final Label words = Ui.wrapped("", "t-mono");
    private final StackPane log = new StackPane(words);
    private final Label code = Ui.label("", "t-mono", "c-muted");
    private final Label next = Ui.label("", "t-small", "c-muted");
    private final HBox actions;
    private final HBox below;
    private String copied = "";

    AgentCard(Agent agent) {
        var start = Ui.button(texts.get("agent.start"), agent::retry, "primary");
        actions =
                new HBox(
                        8,
                        start,
                        Ui.spring(),
                        code,
                        Ui.iconButton("copy", texts.get("agent.copy"), () -> Ui.copy(copied)));
        actions.setAlignment(Pos.CENTER_LEFT);
        log.getStyleClass().add("log-box");
        log.setAlignment(Pos.TOP_LEFT);
        var text = new VBox(4, title, meaning);
        HBox.setHgrow(text, Priority.ALWAYS);
        var top = new HBox(18, icon, text);
        var card = new VBox(18, top, log, actions);
        card.getStyleClass().add("card");
        card.setStyle("-fx-padding: 26 28 24 28;");
        below =
                new HBox(
                        10,
                        next,
                        Ui.link(texts.get("agent.now"), agent::retry, "small"),
                        Ui.label(texts.get("agent.old"), "t-small", "c-muted"));
        below.setAlignment(Pos.CENTER);
        var all = new VBox(18, card, below);
        all.setMaxSize(640, USE_PREF_SIZE);
        getChildren().add(all);
        setStyle("-fx-padding: 0 22 66 22;");
    }

    void show(LiveView view) {
        switch (view.link()) {
            case ConnectionState.Unreachable(String problem, String sentence, Instant again) -> {
                icon.show("plug");
                icon.colour("c-red");
                Ui.text(title, texts.get("agent.unreachable"));
                Ui.text(
                        meaning,
                        view.known()
                                ? texts.get(
                                        "agent.since",
                                        Numbers.clockSeconds(view.now().minus(view.age())),
                                        Numbers.span(view.age()))
                                : texts.get("agent.never"));
                Ui.text(words, sentence);
                Ui.visible(log, true);
                Ui.text(code, problem);
                copied = problem + " " + sentence;
                var left = Duration.between(view.now(), again).plusMillis(999);
                Ui.text(
                        next,
                        left.isNegative()
                                ? texts.get("agent.trying")
                                : texts.get("agent.next", Numbers.span(left)));
                Ui.visible(actions, true);
                Ui.visible(below, true);
            }
            case ConnectionState.Connecting _, ConnectionState.Connected _ -> {
                icon.show("hourglass-split");
                icon.colour("c-blue");
                Ui.text(title, texts.get("agent.connecting"));
                Ui.text(meaning, texts.get("agent.connecting.text"));
                Ui.visible(log, false);
                Ui.visible(actions, false);
                Ui.visible(below, false);
            }
        }
    }
}
