package hearth.app.wallet;

import hearth.app.shell.PanelContext;
import hearth.app.shell.Problems;
import hearth.app.ui.Texts;
import hearth.app.ui.Ui;
import hearth.kernel.Address;
import hearth.wallet.ReadBack;

import javafx.geometry.Pos;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.control.TextField;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.VBox;

import org.jspecify.annotations.Nullable;

import java.security.SecureRandom;
import java.util.Optional;

/** An address that nobody knows is read back and gets a name before anything may go there. */
final class NewReceiver extends VBox {
    private final Texts texts = Texts.of(NewReceiver.class);
    private final PanelContext context;
    private final Desk desk;
    private final Runnable kept;
    private final SecureRandom random = new SecureRandom();
    private final Label question = Ui.wrapped("", "t-mono");
    private final TextField characters = new TextField();
    private final TextField name = new TextField();
    private final Label says = Ui.wrapped("", "t-small", "c-amber");
    private final Button keep;
    private @Nullable ReadBack asked;

    /**
     * @param kept run when it stands in the book
     */
    NewReceiver(PanelContext context, Desk desk, Runnable kept) {
        super(8);
        this.context = context;
        this.desk = desk;
        this.kept = kept;
        getStyleClass().add("log-box");
        keep = Ui.button(texts.get("new.keep"), this::keep);
        characters.setAccessibleText(texts.get("new.characters"));
        characters.getStyleClass().add("t-mono");
        name.setAccessibleText(texts.get("new.name"));
        characters.setOnAction(_ -> name.requestFocus());
        name.setOnAction(_ -> keep());
        characters.textProperty().addListener((_, _, _) -> may());
        name.textProperty().addListener((_, _, _) -> may());
        characters.setPrefWidth(130);
        var left =
                new VBox(
                        5, Ui.label(texts.get("new.characters"), "t-small", "c-muted"), characters);
        var right = new VBox(5, Ui.label(texts.get("new.name"), "t-small", "c-muted"), name);
        HBox.setHgrow(right, Priority.ALWAYS);
        var line = new HBox(10, left, right, keep);
        line.setAlignment(Pos.BOTTOM_LEFT);
        getChildren()
                .addAll(
                        Ui.label(texts.get("new.title"), "t-medium"),
                        Ui.wrapped(texts.get("new.text"), "t-small", "c-muted"),
                        question,
                        line,
                        says);
        Ui.visible(says, false);
        show(Optional.empty());
    }

    /** Asks for an address, or for none. */
    void show(Optional<Address> address) {
        Ui.visible(this, address.isPresent());
        if (address.isEmpty()) {
            asked = null;
        } else if (asked == null || !asked.address().equals(address.get())) {
            asked = ReadBack.of(address.get(), random);
            Ui.text(question, asked.question());
            characters.clear();
            name.clear();
            say("");
        }
        may();
    }

    private void may() {
        keep.setDisable(
                characters.getText().strip().length() != ReadBack.LENGTH
                        || name.getText().isBlank());
    }

    private void keep() {
        var back = asked;
        if (back == null || keep.isDisabled()) {
            return;
        }
        if (!back.answered(characters.getText())) {
            say(texts.get("new.wrong"));
            return;
        }
        String called = name.getText().strip();
        context.bridge()
                .answer(
                        desk.work(() -> {
                            desk.sending().keep(called, back.address());
                            return true;
                        }),
                        _ -> kept.run(),
                        problem -> say(Problems.sentence(problem)));
    }

    private void say(String sentence) {
        Ui.text(says, sentence);
        Ui.visible(says, !sentence.isEmpty());
    }
}
