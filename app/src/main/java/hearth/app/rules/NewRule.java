package hearth.app.rules;

import hearth.app.shell.PanelContext;
import hearth.app.shell.Problems;
import hearth.app.ui.Texts;
import hearth.app.ui.Ui;
import hearth.link.wire.PanelMessage;
import hearth.link.wire.Rule;
import hearth.link.wire.RulesRequest;

import javafx.scene.Node;
import javafx.scene.control.ComboBox;
import javafx.scene.control.Label;
import javafx.scene.control.TextField;
import javafx.scene.layout.HBox;
import javafx.scene.layout.VBox;

import java.util.List;

/** Asks what a new rule looks at and where its limit is. */
final class NewRule {
    private static final Texts TEXTS = Texts.of(NewRule.class);
    private static final List<String> KINDS =
            List.of(
                    "price",
                    "temperature",
                    "watts",
                    "busy",
                    "away",
                    "mains",
                    "bandwidth",
                    "surplus");
    private static final String MAINS = "mains";

    private final PanelContext context;
    private final Runnable done;
    private final ComboBox<String> kind = new ComboBox<>();
    private final TextField limit = new TextField();
    private final TextField release = new TextField();
    private final TextField after = new TextField();
    private final Label unit = Ui.wrapped("", "t-small", "c-muted");
    private final Label problem = Ui.wrapped("", "t-small", "c-red");
    private final VBox limits;

    private NewRule(PanelContext context, Runnable done) {
        this.context = context;
        this.done = done;
        KINDS.forEach(one -> kind.getItems().add(TEXTS.get("kind." + one)));
        kind.setMaxWidth(Double.MAX_VALUE);
        kind.setAccessibleText(TEXTS.get("new.kind"));
        limits =
                new VBox(
                        10,
                        new HBox(
                                12,
                                named(TEXTS.get("new.limit"), limit),
                                named(TEXTS.get("new.release"), release),
                                named(TEXTS.get("new.after"), after)),
                        unit);
        kind.getSelectionModel()
                .selectedIndexProperty()
                .addListener((_, _, now) -> chosen(KINDS.get(now.intValue())));
        kind.getSelectionModel().select(0);
        Ui.visible(problem, false);
    }

    static void show(PanelContext context, Runnable done) {
        new NewRule(context, done).open();
    }

    private void open() {
        var dialogs = context.navigator().dialogs();
        dialogs.show(
                TEXTS.get("new"),
                560,
                new VBox(
                        12,
                        Ui.wrapped(TEXTS.get("new.text"), "c-muted"),
                        named(TEXTS.get("new.kind"), kind),
                        limits,
                        problem),
                Ui.button(TEXTS.get("cancel"), dialogs::close),
                Ui.button(TEXTS.get("new.add"), this::add, "primary"));
    }

    private void chosen(String word) {
        Ui.visible(limits, !word.equals(MAINS));
        limit.setPromptText(TEXTS.get("usual." + word));
        release.setPromptText(TEXTS.get("release." + word));
        after.setPromptText("30");
        Ui.text(unit, TEXTS.get("unit." + word));
    }

    private static VBox named(String name, Node field) {
        field.setAccessibleText(name);
        return new VBox(4, Ui.label(name, "t-small", "c-muted"), field);
    }

    private static String or(TextField field) {
        var text = field.getText().strip().replace(',', '.');
        return text.isEmpty() ? field.getPromptText() : text;
    }

    private void add() {
        var word = KINDS.get(Math.max(0, kind.getSelectionModel().getSelectedIndex()));
        int seconds;
        try {
            seconds = Integer.parseUnsignedInt(or(after));
        } catch (NumberFormatException _) {
            fail(TEXTS.get("new.seconds"));
            return;
        }
        var rule =
                Rule.newBuilder()
                        .setOn(true)
                        .setKind(word)
                        .setAfterSeconds(seconds)
                        .setReleaseSeconds(seconds);
        if (!word.equals(MAINS)) {
            rule.setLimit(or(limit)).setRelease(or(release));
        }
        context.bridge()
                .answer(
                        context.agent()
                                .ask(
                                        PanelMessage.newBuilder()
                                                .setRules(RulesRequest.newBuilder().setAdd(rule))),
                        _ -> {
                            context.navigator().dialogs().close();
                            done.run();
                        },
                        failure -> fail(Problems.sentence(failure)));
    }

    private void fail(String sentence) {
        Ui.text(problem, sentence);
        Ui.visible(problem, true);
    }
}
