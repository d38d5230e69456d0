package hearth.app.wallet;

import hearth.app.shell.PanelContext;
import hearth.app.shell.Problems;
import hearth.app.ui.Numbers;
import hearth.app.ui.Texts;
import hearth.app.ui.Ui;
import hearth.kernel.Address;
import hearth.network.Addresses;
import hearth.wallet.Account;
import hearth.wallet.AddressBook;

import javafx.geometry.Pos;
import javafx.scene.control.Label;
import javafx.scene.control.TextField;
import javafx.scene.layout.HBox;
import javafx.scene.layout.VBox;

import java.util.List;

/** The small dialogs around accounts: an address to receive at, one to watch, the address book. */
final class AccountDialogs {
    private static final double WIDTH = 560;

    private final Texts texts = Texts.of(AccountDialogs.class);
    private final PanelContext context;
    private final Desk desk;
    private final Runnable after;

    /**
     * @param after run when an account was added
     */
    AccountDialogs(PanelContext context, Desk desk, Runnable after) {
        this.context = context;
        this.desk = desk;
        this.after = after;
    }

    void receive(Address address) {
        String text = Addresses.checksummed(address);
        var line = new HBox(Ui.wrapped(text, "t-mono"));
        line.getStyleClass().add("log-box");
        var picture = new HBox(new QrPicture(text, texts.get("receive.qr", text)));
        picture.setAlignment(Pos.CENTER);
        var dialogs = context.navigator().dialogs();
        dialogs.show(
                texts.get("receive.title"),
                WIDTH,
                new VBox(12, Ui.wrapped(texts.get("receive.text"), "c-muted"), picture, line),
                Ui.button(texts.get("close"), dialogs::close),
                Ui.button("copy", texts.get("copy"), () -> Ui.copy(text), "primary"));
    }

    void watch() {
        var field = new TextField();
        field.setPromptText("0x");
        field.setAccessibleText(texts.get("watch.address"));
        field.getStyleClass().add("t-mono");
        var says = Ui.wrapped("", "t-small", "c-amber");
        var dialogs = context.navigator().dialogs();
        Runnable add =
                () ->
                        context.bridge()
                                .answer(
                                        desk.work(() -> desk.sending().watch(field.getText())),
                                        _ -> {
                                            dialogs.close();
                                            after.run();
                                        },
                                        problem -> Ui.text(says, Problems.sentence(problem)));
        field.setOnAction(_ -> add.run());
        dialogs.show(
                texts.get("watch.title"),
                WIDTH,
                new VBox(10, Ui.wrapped(texts.get("watch.text"), "c-muted"), field, says),
                Ui.button(texts.get("cancel"), dialogs::close),
                Ui.button(texts.get("watch.do"), add, "primary"));
        field.requestFocus();
    }

    /**
     * The address book.
     *
     * @param accounts of this wallet, which look-alikes imitate too
     */
    void book(List<Account> accounts) {
        var list = new VBox(2);
        var says = Ui.wrapped("", "t-small", "c-amber");
        Ui.visible(says, false);
        Runnable fill = () -> fill(list, says);
        var receiver = new ReceiverField(context, desk, new SendModel(accounts), () -> {}, fill);
        var dialogs = context.navigator().dialogs();
        dialogs.show(
                texts.get("book"),
                WIDTH,
                new VBox(
                        12,
                        list,
                        says,
                        new VBox(5, Ui.label(texts.get("book.add"), "t-medium"), receiver)),
                Ui.button(texts.get("close"), dialogs::close));
        fill.run();
        receiver.getChildren().getFirst().requestFocus();
    }

    private void fill(VBox list, Label says) {
        context.bridge()
                .answer(
                        desk.work(() -> desk.sending().receivers()),
                        entries -> {
                            list.getChildren()
                                    .setAll(
                                            entries.stream()
                                                    .map(entry -> row(entry, list, says))
                                                    .toList());
                            if (entries.isEmpty()) {
                                list.getChildren()
                                        .add(Ui.wrapped(texts.get("book.empty"), "c-muted"));
                            }
                        },
                        problem -> say(says, problem));
    }

    private HBox row(AddressBook.Entry entry, VBox list, Label says) {
        var remove =
                Ui.iconButton(
                        "trash",
                        texts.get("book.remove", entry.name()),
                        () ->
                                context.bridge()
                                        .answer(
                                                desk.work(() -> {
                                                    desk.sending().forget(entry.name());
                                                    return true;
                                                }),
                                                _ -> fill(list, says),
                                                problem -> say(says, problem)),
                        "quiet",
                        "small");
        var row =
                new HBox(
                        10,
                        Ui.label(entry.name(), "t-strong"),
                        Ui.label(Numbers.middle(Addresses.checksummed(entry.address())), "t-mono"),
                        Ui.spring(),
                        Ui.label(
                                texts.get("book.since", Numbers.day(entry.added())),
                                "t-small",
                                "c-muted"),
                        remove);
        row.setAlignment(Pos.CENTER_LEFT);
        row.setMinHeight(32);
        return row;
    }

    private static void say(Label says, Throwable problem) {
        Ui.text(says, Problems.sentence(problem));
        Ui.visible(says, true);
    }
}
