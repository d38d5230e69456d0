package hearth.app.power;

import hearth.app.chart.Bars;
import hearth.app.shell.LiveView;
import hearth.app.shell.Page;
import hearth.app.shell.PageFrame;
import hearth.app.shell.PageId;
import hearth.app.shell.PanelContext;
import hearth.app.shell.Route;
import hearth.app.ui.Banner;
import hearth.app.ui.Card;
import hearth.app.ui.Chip;
import hearth.app.ui.Columns;
import hearth.app.ui.EmptyState;
import hearth.app.ui.Numbers;
import hearth.app.ui.StatTile;
import hearth.app.ui.Texts;
import hearth.app.ui.Ui;
import hearth.link.wire.EnergyReply;
import hearth.link.wire.Worker;

import javafx.geometry.Pos;
import javafx.scene.Node;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;
import javafx.scene.layout.VBox;

import org.jspecify.annotations.Nullable;

import java.time.Instant;
import java.util.List;

/** What does each worker cost and bring? */
public final class PowerPage implements Page {
    /** The page that adds a meter, where there is one. */
    static final String METER_PAGE = "meter";

    private static final int CHEAP_HOURS = 6;

    private final Texts texts = Texts.of(PowerPage.class);
    private final PanelContext context;
    private final PowerModel model = new PowerModel();
    private final PageFrame frame = new PageFrame(texts.get("power.title"));
    private final Chip price = new Chip("");
    private final Chip surplus = new Chip("").icon("sun");
    private final Button rules;
    private final StatTile power = new StatTile(texts.get("power"));
    private final StatTile energy = new StatTile(texts.get("energy"));
    private final StatTile cost = new StatTile(texts.get("cost"));
    private final StatTile net = new StatTile(texts.get("net"));
    private final Bars bars = new Bars(texts.get("price"), value -> Numbers.fixed(value, 2));
    private final Card priceCard;
    private final EmptyState noPrice;
    private final Label cheap = Ui.label("", "t-small", "c-muted");
    private final HBox cheapRow;
    private final HBox hours;
    private final NetTable table;
    private final MeterTable meters = new MeterTable();
    private final EmptyState pricesUnread;
    private final EmptyState noMeter;
    private final RulesToday today;
    private final EnergyAsk ask;
    private final VBox left = new VBox(14);
    private @Nullable PartsChart chart;
    private List<String> workers = List.of();
    private boolean laidOut;
    private @Nullable LiveView last;

    /** The page for a panel. */
    public PowerPage(PanelContext context) {
        this.context = context;
        ask = new EnergyAsk(context, this::draw);
        table =
                new NetTable(
                        () -> context.navigator().open(Route.to(PageId.WORTH)),
                        name -> context.navigator().open(new Route(PageId.WORKER, name)));
        rules =
                Ui.button(
                        "sliders",
                        texts.get("rules", 0),
                        () -> context.navigator().open(Route.to(PageId.RULES)));
        today = new RulesToday(() -> context.navigator().open(Route.to(PageId.RULES)));
        noMeter =
                new EmptyState("lightning-charge", texts.get("empty"), texts.get("empty.text"))
                        .large();
        noPrice =
                new EmptyState("tag", texts.get("price.empty"), texts.get("price.empty.text"))
                        .actions(Ui.button(texts.get("price.set"), this::setPrice, "primary"));
        pricesUnread = new EmptyState("tag", texts.get("problem"), texts.get("unread.text"));
        cheapRow = new HBox(9, Ui.label(texts.get("cheap"), "t-section"), cheap);
        cheapRow.setAlignment(Pos.CENTER_LEFT);
        hours =
                new HBox(
                        9,
                        legend("c-blue", texts.get("hours.worked")),
                        legend("c-amber", texts.get("hours.paused")),
                        legend("c-dim", texts.get("hours.tocome")));
        hours.setAlignment(Pos.CENTER_LEFT);
        hours.setMinWidth(Region.USE_PREF_SIZE);
        priceCard =
                new Card(texts.get("price"))
                        .right(hours, Ui.link(texts.get("price.change"), this::setPrice, "small"))
                        .fill(bars)
                        .add(noPrice, pricesUnread, cheapRow);
        frame.chips(price, surplus).actions(actions());
    }

    private Node[] actions() {
        var export = Ui.button("download", texts.get("export"), this::export);
        if (!hasMeterPage()) {
            return new Node[] {rules, export};
        }
        noMeter.actions(Ui.button(texts.get("meter.add"), this::addMeter, "primary"));
        return new Node[] {
            rules, export, Ui.button("plus-lg", texts.get("meter.add"), this::addMeter, "primary")
        };
    }

    private boolean hasMeterPage() {
        return Route.of(METER_PAGE)
                .filter(route -> context.navigator().has(route.page()))
                .isPresent();
    }

    private void addMeter() {
        context.navigator().follow(METER_PAGE);
    }

    private static HBox legend(String colour, String word) {
        var dot = new Region();
        dot.getStyleClass().addAll("dot", colour);
        var text = Ui.label(word, "t-small", "c-muted");
        text.setMinWidth(Region.USE_PREF_SIZE);
        var pair = new HBox(6, dot, text);
        pair.setMinWidth(Region.USE_PREF_SIZE);
        pair.setAlignment(Pos.CENTER_LEFT);
        return pair;
    }

    private void setPrice() {
        TariffDialog.show(context, ask::again);
    }

    private void export() {
        ExportDialog.show(context);
    }

    @Override
    public Region view() {
        return frame;
    }

    @Override
    public void shown() {
        ask.again();
        if (chart != null) {
            chart.shown();
        }
    }

    @Override
    public void nextRange() {
        if (chart != null) {
            chart.nextRange();
        }
    }

    @Override
    public void show(LiveView view) {
        last = view;
        ask.refresh();
        draw();
    }

    private void draw() {
        var view = last;
        if (view == null) {
            return;
        }
        var live = view.live();
        var reply = ask.energy();
        lay(live.getWorkersList().stream().map(Worker::getName).toList());
        banner(view);
        price.show(model.priceChip(live.getEnergy()));
        surplus.show(
                live.getEnergy().getSurplus().hasValue()
                        ? texts.get(
                                "chip.surplus",
                                Numbers.watts(live.getEnergy().getSurplus().getValue()))
                        : "");
        long on = ask.rules().getRulesList().stream().filter(r -> r.getRule().getOn()).count();
        rules.setText(on == 0 ? texts.get("rules.none") : texts.get("rules", on));
        today.show(ask.rules(), ask.told());
        tiles(view, reply);
        prices(view.now(), reply);
        boolean measured = PowerModel.measured(view);
        if (chart != null) {
            Ui.visible(chart, measured);
            chart.show(view, reply, live.getMachine().getName());
        }
        Ui.visible(noMeter, !measured);
        noMeter.say(
                texts.get("empty"),
                live.getEnergy().getMachine().getMissing().isEmpty()
                        ? texts.get("empty.text")
                        : texts.get("empty.why", live.getEnergy().getMachine().getMissing()));
        table.show(model.rows(view, reply), reply, ask.told(), live.getEnergy());
        meters.show(live.getEnergy(), model);
    }

    private void banner(LiveView view) {
        var held = view.live().getRulesList();
        if (!ask.problem().isEmpty()) {
            frame.banner()
                    .show(
                            Banner.Level.WARN,
                            texts.get("problem"),
                            ask.problem(),
                            Ui.button(texts.get("again"), ask::again));
        } else if (!held.isEmpty()) {
            var rule = held.getFirst();
            frame.banner()
                    .show(
                            Banner.Level.INFO,
                            texts.get("held", rule.getRule().getName()),
                            rule.getReason() + ".",
                            Ui.button(
                                    texts.get("held.open"),
                                    () -> context.navigator().open(Route.to(PageId.RULES))));
        } else {
            frame.banner().hide();
        }
    }

    private void tiles(LiveView view, EnergyReply reply) {
        var watts = model.power(view);
        power.show(watts.figure(), watts.context());
        var used = model.energy(view);
        energy.show(used.figure(), used.context());
        var paid = model.cost(view);
        cost.show(paid.figure(), paid.context());
        var left = model.net(view, reply);
        net.show(left.figure(), left.context());
    }

    private void prices(Instant now, EnergyReply reply) {
        boolean priced = !reply.getCurrency().isEmpty();
        Ui.visible(bars, priced);
        Ui.visible(hours, priced);
        Ui.visible(noPrice, ask.told() == EnergyAsk.Told.KNOWN && !priced);
        Ui.visible(pricesUnread, ask.told() == EnergyAsk.Told.UNREAD);
        priceCard.subtitle(
                priced ? texts.get("price.sub", Money.sign(reply.getCurrency()).strip()) : "");
        if (priced) {
            bars.show(PriceBars.of(reply, ask.rules(), now, texts));
        }
        var stretch = PriceBars.cheapest(reply, now, CHEAP_HOURS);
        Ui.visible(cheapRow, stretch.isPresent());
        stretch.ifPresent(cheapest ->
                Ui.text(
                        cheap,
                        texts.get(
                                "cheap.when",
                                Numbers.clock(Instant.ofEpochMilli(cheapest.from())),
                                Numbers.clock(Instant.ofEpochMilli(cheapest.to())),
                                Money.price(cheapest.micros(), reply.getCurrency()))));
    }

    private void lay(List<String> names) {
        if (laidOut && names.equals(workers)) {
            return;
        }
        laidOut = true;
        workers = names;
        chart = new PartsChart(context, names);
        VBox.setVgrow(chart, Priority.ALWAYS);
        var empty = new Card(texts.get("chart")).fill(noMeter);
        empty.visibleProperty().bind(noMeter.visibleProperty());
        empty.managedProperty().bind(noMeter.visibleProperty());
        VBox.setVgrow(empty, Priority.ALWAYS);
        left.getChildren().setAll(chart, empty, priceCard);
        var tiles = new Columns(800, 1, 1, 1, 1).foldInto(2).with(power, energy, cost, net);
        var main = new Columns(900, 0.55, 0.45).with(left, new VBox(14, table, meters, today));
        VBox.setVgrow(today, Priority.ALWAYS);
        VBox.setVgrow(main, Priority.ALWAYS);
        frame.content(tiles, main);
        chart.shown();
    }
}
