package hearth.app.settings;

import hearth.app.power.Money;
import hearth.app.power.TariffDialog;
import hearth.app.shell.LiveView;
import hearth.app.shell.PageId;
import hearth.app.shell.PanelContext;
import hearth.app.shell.Problems;
import hearth.app.shell.Route;
import hearth.app.ui.Segments;
import hearth.app.ui.Texts;
import hearth.app.ui.Ui;
import hearth.link.wire.EnergyNow;
import hearth.link.wire.MeterFigure;
import hearth.link.wire.PanelMessage;
import hearth.link.wire.TariffRequest;

import javafx.geometry.Pos;
import javafx.scene.Node;
import javafx.scene.control.Label;
import javafx.scene.layout.HBox;
import javafx.scene.layout.VBox;

import java.util.List;
import java.util.stream.Collectors;

/** What energy costs here, what measures it, whose the idle watts are, and the rules. */
final class EnergySection extends VBox {
    private static final List<String> IDLE_RULES = List.of("owner", "workers");

    private final Texts texts;
    private final PanelContext context;
    private final Label price = Ui.label("", "c-muted");
    private final Label meters = Ui.label("", "c-muted");
    private final Segments idle;
    private String rule = "";

    EnergySection(PanelContext context, Texts texts) {
        super(14);
        this.context = context;
        this.texts = texts;
        idle =
                new Segments(
                        texts.get("idle"),
                        IDLE_RULES.stream().map(one -> texts.get("idle." + one)).toList(),
                        i -> idle(IDLE_RULES.get(i)));
        var card =
                new SettingCard(texts.get("energy"))
                        .row(
                                texts.get("price"),
                                texts.get("price.text"),
                                beside(
                                        price,
                                        Ui.button(
                                                texts.get("price.set"),
                                                () -> TariffDialog.show(context, () -> {}))))
                        .row(
                                texts.get("meters"),
                                texts.get("meters.text"),
                                beside(meters, page(PageId.METER, "meters.add")))
                        .row(texts.get("idle"), texts.get("idle.text"), idle)
                        .row(
                                texts.get("rules"),
                                texts.get("rules.text"),
                                page(PageId.RULES, "rules.open"));
        getChildren().add(card);
    }

    private Node page(PageId id, String word) {
        return Ui.button(texts.get(word), () -> context.navigator().open(Route.to(id)));
    }

    private static HBox beside(Label words, Node button) {
        var both = new HBox(12, words, button);
        both.setAlignment(Pos.CENTER_RIGHT);
        return both;
    }

    private void idle(String chosen) {
        if (chosen.equals(rule)) {
            return;
        }
        var request = PanelMessage.newBuilder();
        request.setTariff(TariffRequest.newBuilder().setIdleRule(chosen));
        context.bridge()
                .answer(
                        context.agent().ask(request),
                        _ -> {},
                        problem -> {
                            rule = "";
                            Problems.show(context.navigator().dialogs(), problem);
                        });
    }

    void show(LiveView view) {
        var energy = view.live().getEnergy();
        Ui.text(price, price(energy));
        var names =
                energy.getMetersList().stream()
                        .filter(MeterFigure::getCounted)
                        .map(MeterFigure::getName)
                        .collect(Collectors.joining(", "));
        Ui.text(meters, names.isEmpty() ? texts.get("meters.none") : names);
        int now = IDLE_RULES.indexOf(energy.getIdleRule());
        idle.setDisable(now < 0);
        if (now >= 0 && !energy.getIdleRule().equals(rule)) {
            rule = energy.getIdleRule();
            idle.choose(now);
        }
    }

    private String price(EnergyNow energy) {
        if (energy.hasPriceMicros()) {
            return texts.get(
                    "price.now", Money.price(energy.getPriceMicros(), energy.getCurrency()));
        }
        return texts.get(energy.getCurrency().isEmpty() ? "price.none" : "price.missing");
    }
}
