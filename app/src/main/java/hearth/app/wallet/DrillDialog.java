package hearth.app.wallet;

import hearth.app.shell.PanelContext;
import hearth.app.shell.Problems;
import hearth.app.ui.Texts;
import hearth.app.ui.Ui;
import hearth.wallet.Passphrase;
import hearth.wallet.RecoveryWords;
import hearth.wallet.WalletState;

import javafx.scene.Node;
import javafx.scene.control.Label;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.VBox;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/**
 * Sees that the owner's note of the recovery words can be read: asks for three of them, or for all
 * where this wallet keeps no sealed copy to ask from.
 */
final class DrillDialog {
    private static final double WIDTH = 560;

    private final Texts texts = Texts.of(DrillDialog.class);
    private final PanelContext context;
    private final Desk desk;
    private final Runnable after;
    private final Label says = Ui.wrapped("", "c-amber");

    /**
     * @param after run when the words were right
     */
    DrillDialog(PanelContext context, Desk desk, Runnable after) {
        this.context = context;
        this.desk = desk;
        this.after = after;
    }

    /** Begins; a locked wallet asks for its passphrase first. */
    void show(WalletState state) {
        if (state instanceof WalletState.Open) {
            drill(Optional.empty());
            return;
        }
        var secret = new SecretField(texts.get("drill.passphrase"));
        Runnable unlock =
                () -> {
                    var passphrase = Passphrase.of(secret.take());
                    secret.wipe();
                    drill(Optional.of(passphrase));
                };
        secret.onEnter(unlock);
        present(
                new VBox(10, Ui.wrapped(texts.get("drill.unlock"), "c-muted"), secret, says),
                texts.get("drill.next"),
                unlock,
                secret::wipe);
        secret.requestFocus();
    }

    private void drill(Optional<Passphrase> passphrase) {
        var asked =
                desk.work(() -> {
                    try {
                        return desk.drill(passphrase);
                    } finally {
                        passphrase.ifPresent(Passphrase::close);
                    }
                });
        context.bridge()
                .answer(
                        asked,
                        drill -> drill.ifPresentOrElse(this::three, this::all),
                        problem -> Ui.text(says, Problems.sentence(problem)));
    }

    private void three(Desk.Drill drill) {
        List<SecretField> fields = new ArrayList<>();
        var row = new HBox(12);
        for (int position : drill.positions()) {
            var field = new SecretField(texts.get("drill.word", position));
            fields.add(field);
            var named = new VBox(5, Ui.label(texts.get("drill.word", position), "t-medium"), field);
            HBox.setHgrow(named, Priority.ALWAYS);
            row.getChildren().add(named);
        }
        Runnable compare = () -> compare(drill, fields);
        fields.forEach(field -> field.onEnter(compare));
        Ui.text(says, "");
        present(
                new VBox(10, Ui.wrapped(texts.get("drill.text"), "c-muted"), row, says),
                texts.get("check.do"),
                compare,
                () -> {
                    fields.forEach(SecretField::wipe);
                    drill.close();
                });
        fields.getFirst().requestFocus();
    }

    private void compare(Desk.Drill drill, List<SecretField> fields) {
        var typed = fields.stream().map(SecretField::take).toList();
        var right =
                desk.work(() -> {
                    try {
                        return drill.check(typed);
                    } finally {
                        typed.forEach(word -> Arrays.fill(word, '\0'));
                    }
                });
        context.bridge()
                .answer(
                        right,
                        answers -> {
                            int wrong = answers.indexOf(false);
                            if (wrong < 0) {
                                done();
                            } else {
                                fields.get(wrong).wipe();
                                fields.get(wrong).requestFocus();
                                Ui.text(
                                        says,
                                        texts.get("drill.wrong", drill.positions().get(wrong)));
                            }
                        },
                        problem -> Ui.text(says, Problems.sentence(problem)));
    }

    private void all() {
        var field = new SecretField(texts.get("words"));
        Runnable compare =
                () -> {
                    char[] typed = field.take();
                    context.bridge()
                            .answer(
                                    desk.work(() -> same(typed)),
                                    same -> {
                                        if (same) {
                                            done();
                                        } else {
                                            Ui.text(says, texts.get("check.other"));
                                        }
                                    },
                                    problem -> Ui.text(says, Problems.sentence(problem)));
                };
        field.onEnter(compare);
        Ui.text(says, "");
        present(
                new VBox(10, Ui.wrapped(texts.get("check.text"), "c-muted"), field, says),
                texts.get("check.do"),
                compare,
                field::wipe);
        field.requestFocus();
    }

    private boolean same(char[] typed) throws Exception {
        try (var words = RecoveryWords.parse(typed)) {
            return desk.checkWords(words);
        } finally {
            Arrays.fill(typed, '\0');
        }
    }

    private void present(Node body, String go, Runnable action, Runnable onClose) {
        var dialogs = context.navigator().dialogs();
        dialogs.close();
        dialogs.show(
                texts.get("check"),
                WIDTH,
                body,
                Ui.button(texts.get("cancel"), dialogs::close),
                Ui.button(go, action, "primary"));
        dialogs.onClose(onClose);
    }

    private void done() {
        context.navigator().dialogs().close();
        after.run();
    }
}
