package hearth.app.power;

import hearth.app.shell.LiveView;
import hearth.app.shell.PageId;
import hearth.app.shell.PanelContext;
import hearth.app.shell.Route;
import hearth.app.ui.Card;
import hearth.app.ui.QualityMark;
import hearth.app.ui.Texts;
import hearth.app.ui.Ui;

import javafx.geometry.Pos;
import javafx.scene.control.Label;
import javafx.scene.layout.HBox;
import javafx.scene.layout.VBox;

import org.jspecify.annotations.Nullable;

import java.time.Duration;

/**
 * Earnings of the day less its electricity, as the Power page has them; nothing without a meter.
 */
public final class NetCard extends VBox {
    private static final Duration PACE = Duration.ofSeconds(30);

    private final Texts texts = Texts.of(NetCard.class);
    private final PowerModel model = new PowerModel();
    private final EnergyAsk ask;
    private final Label value = Ui.label("", "t-lead-value");
    private final Label unit = Ui.label("", "c-muted");
    private final QualityMark mark = new QualityMark(true);
    private final Label parts = Ui.wrapped("", "t-small", "c-muted");
    private @Nullable LiveView last;

    /** The card for a panel. */
    public NetCard(PanelContext context) {
        ask = new EnergyAsk(context, this::draw, PACE);
        var line = new HBox(8, value, unit, mark);
        line.setAlignment(Pos.CENTER_LEFT);
        value.setMinWidth(USE_PREF_SIZE);
        mark.setMinWidth(USE_PREF_SIZE);
        var card = new Card(texts.get("net"));
        if (context.navigator().has(PageId.POWER)) {
            card.right(
                    Ui.link(
                            texts.get("power.title"),
                            () -> context.navigator().open(Route.to(PageId.POWER)),
                            "small",
                            "muted"));
        }
        getChildren().add(card.add(new VBox(4, line, parts)));
        setMinWidth(0);
        Ui.visible(this, false);
    }

    /** Shows the day so far. */
    public void show(LiveView view) {
        last = view;
        if (PowerModel.measured(view)) {
            ask.refresh();
        }
        draw();
    }

    private void draw() {
        var view = last;
        boolean known =
                view != null && PowerModel.measured(view) && ask.told() == EnergyAsk.Told.KNOWN;
        Ui.visible(this, known);
        if (view != null && known) {
            var net = model.net(view, ask.energy());
            Ui.text(value, net.figure().number());
            Ui.text(unit, net.figure().unit());
            Ui.visible(mark, net.figure().present());
            mark.show(net.figure());
            Ui.text(parts, net.context());
            setAccessibleText(net.figure().spoken(texts.get("net")));
        }
    }
}
