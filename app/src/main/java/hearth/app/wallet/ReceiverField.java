package hearth.app.wallet;

import hearth.app.shell.PanelContext;
import hearth.app.shell.Problems;
import hearth.app.ui.Texts;
import hearth.app.ui.Ui;
import hearth.kernel.Address;
import hearth.wallet.AddressBook;

import javafx.scene.control.Label;
import javafx.scene.control.TextField;
import javafx.scene.layout.VBox;

import java.util.Optional;

/** Where a name or an address is typed, with what is known of it below. */
final class ReceiverField extends VBox {
    private final PanelContext context;
    private final Desk desk;
    private final SendModel model;
    private final TextField field = new TextField();
    private final Label says = Ui.wrapped("", "t-small");
    private final NewReceiver fresh;
    private final Runnable onChange;
    private Optional<Address> receiver = Optional.empty();

    /**
     * @param onChange run when another receiver, or none, is there
     * @param onKept run when a new one was put into the book
     */
    ReceiverField(
            PanelContext context, Desk desk, SendModel model, Runnable onChange, Runnable onKept) {
        super(6);
        this.context = context;
        this.desk = desk;
        this.model = model;
        this.onChange = onChange;
        var texts = Texts.of(ReceiverField.class);
        field.setPromptText(texts.get("send.to.prompt"));
        field.setAccessibleText(texts.get("send.to"));
        field.textProperty().addListener((_, _, now) -> look(now));
        fresh =
                new NewReceiver(
                        context,
                        desk,
                        () -> {
                            onKept.run();
                            look(field.getText());
                        });
        Ui.visible(says, false);
        getChildren().addAll(field, says, fresh);
    }

    /** Who is meant, once that is sure. */
    Optional<Address> receiver() {
        return receiver;
    }

    /** Fills in a name. */
    void choose(String name) {
        field.setText(name);
    }

    private void look(String typed) {
        // Who stood there before is not meant any more, also while the answer is on its way.
        take(Optional.empty(), "", false, Optional.empty());
        if (typed.isBlank()) {
            return;
        }
        context.bridge()
                .answer(
                        desk.work(() -> desk.sending().find(typed)),
                        finding -> {
                            // An answer to what stands there no longer says nothing.
                            if (typed.equals(field.getText())) {
                                found(finding);
                            }
                        },
                        problem -> {
                            if (typed.equals(field.getText())) {
                                take(
                                        Optional.empty(),
                                        Problems.sentence(problem),
                                        true,
                                        Optional.empty());
                            }
                        });
    }

    private void found(AddressBook.Finding finding) {
        var known = model.receiver(finding);
        Optional<Address> toRead =
                known.isEmpty() && finding instanceof AddressBook.Finding.New(Address address)
                        ? Optional.of(address)
                        : Optional.empty();
        take(known, model.words(finding), known.isEmpty(), toRead);
        Ui.style(says, "c-red", finding instanceof AddressBook.Finding.LooksLike);
    }

    private void take(
            Optional<Address> who, String words, boolean doubtful, Optional<Address> toRead) {
        receiver = who;
        Ui.text(says, words);
        Ui.visible(says, !words.isEmpty());
        Ui.style(says, "c-red", false);
        Ui.style(says, "c-amber", doubtful);
        Ui.style(says, "c-muted", !doubtful);
        fresh.show(toRead);
        onChange.run();
    }
}
