package hearth.app.power;

import hearth.app.shell.PanelContext;
import hearth.app.shell.Problems;
import hearth.app.ui.Texts;
import hearth.app.ui.Ui;
import hearth.link.wire.FlatTariff;
import hearth.link.wire.PanelMessage;
import hearth.link.wire.TariffRequest;

import javafx.scene.control.TextField;
import javafx.scene.layout.HBox;
import javafx.scene.layout.VBox;

import java.util.Currency;
import java.util.Locale;

/** Asks for one price of a kWh; other tariffs come from a file. */
public final class TariffDialog {
    private static final Texts TEXTS = Texts.of(TariffDialog.class);

    private TariffDialog() {}

    /**
     * Shows it.
     *
     * @param done run when a price was saved
     */
    public static void show(PanelContext context, Runnable done) {
        var dialogs = context.navigator().dialogs();
        var price = field("0.332", TEXTS.get("tariff.price"));
        var currency = field(usual(), TEXTS.get("tariff.currency"));
        currency.setText(usual());
        currency.setPrefColumnCount(5);
        var feedIn = field("0.050", TEXTS.get("tariff.feedin"));
        var problem = Ui.wrapped("", "t-small", "c-red");
        Ui.visible(problem, false);
        var body =
                new VBox(
                        10,
                        Ui.wrapped(TEXTS.get("tariff.text"), "c-muted"),
                        new HBox(
                                12,
                                named(TEXTS.get("tariff.price"), price),
                                named(TEXTS.get("tariff.currency"), currency),
                                named(TEXTS.get("tariff.feedin"), feedIn)),
                        Ui.wrapped(TEXTS.get("tariff.more"), "t-small", "c-muted"),
                        problem);
        var save =
                Ui.button(
                        TEXTS.get("tariff.save"),
                        () -> {
                            var request =
                                    TariffRequest.newBuilder()
                                            .setFlat(
                                                    FlatTariff.newBuilder()
                                                            .setPrice(
                                                                    price.getText()
                                                                            .replace(',', '.'))
                                                            .setCurrency(currency.getText().strip())
                                                            .setFeedIn(
                                                                    feedIn.getText()
                                                                            .strip()
                                                                            .replace(',', '.')));
                            context.bridge()
                                    .answer(
                                            context.agent()
                                                    .ask(
                                                            PanelMessage.newBuilder()
                                                                    .setTariff(request)),
                                            _ -> {
                                                dialogs.close();
                                                done.run();
                                            },
                                            failure -> {
                                                Ui.text(problem, Problems.sentence(failure));
                                                Ui.visible(problem, true);
                                            });
                        },
                        "primary");
        dialogs.show(
                TEXTS.get("tariff.title"),
                560,
                body,
                Ui.button(TEXTS.get("tariff.cancel"), dialogs::close),
                save);
    }

    private static String usual() {
        try {
            return Currency.getInstance(Locale.getDefault()).getCurrencyCode();
        } catch (IllegalArgumentException | NullPointerException _) {
            // A locale without a country has no currency.
            return "EUR";
        }
    }

    private static TextField field(String prompt, String name) {
        var field = new TextField();
        field.setPromptText(prompt);
        field.setAccessibleText(name);
        field.setPrefColumnCount(10);
        return field;
    }

    private static VBox named(String name, TextField field) {
        return new VBox(4, Ui.label(name, "t-small", "c-muted"), field);
    }
}
