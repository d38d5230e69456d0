package hearth.app.wallet;

import hearth.app.shell.PanelContext;
import hearth.app.shell.Problems;
import hearth.app.ui.Numbers;
import hearth.app.ui.Segments;
import hearth.app.ui.Texts;
import hearth.app.ui.Ui;
import hearth.kernel.Wei;
import hearth.network.Addresses;
import hearth.network.Intent;
import hearth.wallet.AddressBook;
import hearth.wallet.Balances;
import hearth.wallet.CoinText;
import hearth.wallet.Consent;
import hearth.wallet.FlowEvent;
import hearth.wallet.Passphrase;
import hearth.wallet.TransferOutcome;

import javafx.geometry.Pos;
import javafx.scene.Node;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.control.TextField;
import javafx.scene.layout.FlowPane;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.VBox;

import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;

/** Sending: what, to whom, how much; then the signature and the way to the receipt. */
final class SendDialog {
    private static final double WIDTH = 600;
    private static final int OFFERED = 6;

    private final Texts texts = Texts.of(SendDialog.class);
    private final PanelContext context;
    private final Desk desk;
    private final Desk.Report report;
    private final Runnable after;
    private final SendModel model;
    private final Segments coin;
    private final ReceiverField receiver;
    private final TextField amount = new TextField();
    private final Label have = Ui.label("", "t-small", "c-muted");
    private final Label says = Ui.wrapped("", "t-small", "c-amber");
    private final FlowPane book = new FlowPane(8, 8);
    private final Button next;

    /**
     * @param report what there is
     * @param after run when something was sent
     */
    SendDialog(PanelContext context, Desk desk, Desk.Report report, Runnable after) {
        this.context = context;
        this.desk = desk;
        this.report = report;
        this.after = after;
        model = new SendModel(report.holdings().stream().map(Desk.Holding::account).toList());
        coin =
                new Segments(
                        texts.get("send.coin"), List.of(symbol(), texts.get("coin")), _ -> look());
        receiver = new ReceiverField(context, desk, model, this::look, this::book);
        amount.setPromptText("0.00");
        amount.setAccessibleText(texts.get("send.amount"));
        amount.textProperty().addListener((_, _, _) -> look());
        next = Ui.button(texts.get("send.next"), this::offer, "primary");
        amount.setOnAction(_ -> next.fire());
        Ui.visible(says, false);
    }

    void show() {
        HBox.setHgrow(amount, Priority.ALWAYS);
        var line = new HBox(12, amount, have);
        line.setAlignment(Pos.CENTER_LEFT);
        var body =
                new VBox(
                        12,
                        named("send.coin", new HBox(coin)),
                        named("send.to", receiver),
                        book,
                        named("send.amount", new VBox(6, line, says)));
        var dialogs = context.navigator().dialogs();
        dialogs.show(
                texts.get("send.title"),
                WIDTH,
                body,
                Ui.button(texts.get("cancel"), dialogs::close),
                next);
        book();
        look();
        receiver.getChildren().getFirst().requestFocus();
    }

    private VBox named(String key, Node node) {
        return new VBox(5, Ui.label(texts.get(key), "t-medium"), node);
    }

    private void book() {
        Ui.visible(book, false);
        context.bridge()
                .answer(
                        desk.work(() -> desk.sending().receivers()),
                        this::offered,
                        problem -> say(Problems.sentence(problem)));
    }

    private void offered(List<AddressBook.Entry> entries) {
        Ui.visible(book, !entries.isEmpty());
        book.getChildren()
                .setAll(
                        entries.stream()
                                .limit(OFFERED)
                                .map(entry ->
                                        Ui.button(
                                                "person",
                                                entry.name(),
                                                () -> receiver.choose(entry.name()),
                                                "small"))
                                .toList());
    }

    private Intent.Coin chosen() {
        return coin.chosen() == 0 ? Intent.Coin.TOKEN : Intent.Coin.NATIVE;
    }

    private Optional<Wei> there() {
        return report.balances()
                .map(chosen() == Intent.Coin.TOKEN ? Balances::tokens : Balances::coins);
    }

    private String symbol() {
        return report.balances().map(Balances::symbol).orElse(Numbers.DASH);
    }

    private void look() {
        var typed = model.amount(amount.getText(), there());
        say(typed instanceof SendModel.Amount.Wrong(String sentence) ? sentence : "");
        Ui.text(
                have,
                there().map(wei ->
                                texts.get(
                                        "send.have",
                                        Numbers.coins(wei.value().toString()),
                                        chosen() == Intent.Coin.TOKEN
                                                ? symbol()
                                                : texts.get("coin")))
                        .orElse(""));
        next.setDisable(transfer().isEmpty());
    }

    private Optional<Intent.Transfer> transfer() {
        return SendModel.transfer(
                chosen(), receiver.receiver(), model.amount(amount.getText(), there()));
    }

    private void say(String sentence) {
        Ui.text(says, sentence);
        Ui.visible(says, !sentence.isEmpty());
    }

    private void offer() {
        transfer()
                .ifPresent(transfer -> {
                    var words =
                            new SignDialog.Words(
                                    texts.get("send.title"),
                                    texts.get("send.looking"),
                                    texts.get("send.signing"),
                                    texts.get("send.note"),
                                    texts.get("send.done"));
                    new SignDialog<>(context, desk, words, new Sending(transfer), after).show();
                });
    }

    private final class Sending implements SignDialog.Deed<Consent> {
        private final Intent.Transfer transfer;

        Sending(Intent.Transfer transfer) {
            this.transfer = transfer;
        }

        @Override
        public Consent offer() throws DeskFailedException {
            return desk.sending().offer(transfer);
        }

        @Override
        public Consent consent(Consent offer) {
            return offer;
        }

        @Override
        public SignDialog.Ending carryOut(
                Consent offer, Passphrase passphrase, Consumer<FlowEvent> progress)
                throws DeskFailedException {
            return ending(offer, desk.sending().send(offer, passphrase, progress));
        }

        private SignDialog.Ending ending(Consent offer, TransferOutcome outcome) {
            return switch (outcome) {
                case TransferOutcome.Sent sent ->
                        new SignDialog.Ending.Done(
                                texts.get(
                                        sent.isFinal() ? "send.sent" : "send.sent.notfinal",
                                        CoinText.of(
                                                transfer.amount(),
                                                transfer.coin() == Intent.Coin.TOKEN
                                                        ? symbol()
                                                        : texts.get("coin")),
                                        Addresses.checksummed(transfer.receiver())),
                                sent.inclusion().block(),
                                sent.isFinal());
                case TransferOutcome.UnderWay way ->
                        new SignDialog.Ending.UnderWay(
                                way.problem(),
                                progress ->
                                        ending(
                                                offer,
                                                desk.sending()
                                                        .follow(offer, way.sent(), progress)));
                case TransferOutcome.Stopped stopped ->
                        new SignDialog.Ending.Stopped(stopped.problem());
            };
        }
    }
}
