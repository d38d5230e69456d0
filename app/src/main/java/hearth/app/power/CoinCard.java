package hearth.app.power;

import hearth.app.ui.AmountSlider;
import hearth.app.ui.Card;
import hearth.app.ui.Texts;
import hearth.app.ui.Ui;
import hearth.link.wire.WorthReply;

import javafx.geometry.Pos;
import javafx.scene.control.Label;
import javafx.scene.layout.HBox;
import javafx.scene.layout.VBox;

/** What a day would bring if a coin were worth less. */
final class CoinCard extends VBox {
    private final Texts texts = Texts.of(CoinCard.class);
    private final WorthModel model = new WorthModel();
    private final Card card = new Card(" ");
    private final Label net = Ui.label("", "t-strong");
    private final Label now = Ui.label("", "t-small", "c-muted");
    private final AmountSlider price = new AmountSlider(0, 1, 0.5);
    private WorthReply reply = WorthReply.getDefaultInstance();

    CoinCard() {
        price.setBlockIncrement(0.05);
        price.setAccessibleText(texts.get("coin.price"));
        price.valueProperty().addListener((_, _, _) -> draw());
        net.setMinWidth(USE_PREF_SIZE);
        var line = new HBox(8, Ui.label(texts.get("coin.net"), "c-muted"), Ui.spring(), net);
        var ends =
                new HBox(
                        Ui.label(texts.get("coin.nothing"), "t-small", "c-muted"),
                        Ui.spring(),
                        now);
        line.setAlignment(Pos.CENTER_LEFT);
        card.add(line, price, ends);
        getChildren().add(card);
        setMinWidth(0);
        Ui.visible(this, false);
    }

    /** Shows a day at the price chosen; leaves where a coin has none. */
    void show(WorthReply next) {
        reply = next;
        Ui.visible(this, next.hasCoinMicros() && !next.getCurrency().isEmpty());
        draw();
    }

    private void draw() {
        if (isVisible()) {
            long micros = Math.round(reply.getCoinMicros() * price.getValue());
            String currency = reply.getCurrency();
            card.title(texts.get("coin.if", reply.getToken(), Money.price(micros, currency)));
            Ui.text(net, Money.net(model.netAt(reply, price.getValue()), currency));
            Ui.text(now, texts.get("coin.now", Money.price(reply.getCoinMicros(), currency)));
        }
    }
}
