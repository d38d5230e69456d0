package hearth.app.shell;

import hearth.app.ui.Texts;
import hearth.app.ui.Ui;

import javafx.scene.layout.VBox;

/** Where "Join a network" leads: the first run, the network page, or the command that does it. */
public final class WayIn {
    private static final Texts TEXTS = Texts.of(WayIn.class);
    private static final String COMMAND = "hearth join --network practice";

    private WayIn() {}

    /** Opens it. */
    public static void open(Navigator navigator) {
        for (var page : new PageId[] {PageId.FIRSTRUN, PageId.NETWORK}) {
            if (navigator.has(page)) {
                navigator.open(Route.to(page));
                return;
            }
        }
        var dialogs = navigator.dialogs();
        dialogs.show(
                TEXTS.get("wayin.title"),
                520,
                new VBox(
                        10,
                        Ui.wrapped(TEXTS.get("wayin.text"), "c-muted"),
                        Ui.label(COMMAND, "t-mono")),
                Ui.button(TEXTS.get("problem.close"), dialogs::close),
                Ui.button("copy", TEXTS.get("wayin.copy"), () -> Ui.copy(COMMAND), "primary"));
    }
}
