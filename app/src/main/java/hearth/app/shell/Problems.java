package hearth.app.shell;

import hearth.app.ui.Texts;
import hearth.app.ui.Ui;

import javafx.scene.layout.VBox;

/** Says that something the operator asked for did not happen, with its code. */
public final class Problems {
    private static final Texts TEXTS = Texts.of(Problems.class);

    private Problems() {}

    /** One sentence for a failure of a question to the agent. */
    public static String sentence(Throwable problem) {
        Throwable cause = problem.getCause() == null ? problem : problem.getCause();
        String text = cause.getMessage();
        return text == null || text.isBlank() ? TEXTS.get("problem.unknown") : text;
    }

    /** Shows it as a dialog: a failure is told at once. */
    public static void show(Dialogs dialogs, Throwable problem) {
        dialogs.show(
                TEXTS.get("problem.title"),
                520,
                new VBox(Ui.wrapped(sentence(problem))),
                Ui.button(TEXTS.get("problem.close"), dialogs::close, "primary"));
    }
}
