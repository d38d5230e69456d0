package hearth.app.power;

import hearth.app.shell.LiveView;
import hearth.app.shell.Page;
import hearth.app.shell.PageFrame;
import hearth.app.shell.PageId;
import hearth.app.shell.PanelContext;
import hearth.app.shell.Problems;
import hearth.app.shell.Route;
import hearth.app.ui.Banner;
import hearth.app.ui.Card;
import hearth.app.ui.Chip;
import hearth.app.ui.Column;
import hearth.app.ui.Columns;
import hearth.app.ui.DataTable;
import hearth.app.ui.EmptyState;
import hearth.app.ui.Line;
import hearth.app.ui.Numbers;
import hearth.app.ui.Segments;
import hearth.app.ui.Texts;
import hearth.app.ui.Ui;
import hearth.link.wire.PanelMessage;
import hearth.link.wire.WorthReply;
import hearth.link.wire.WorthRequest;

import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;
import javafx.scene.layout.VBox;

import java.util.ArrayList;
import java.util.List;

/** What to change to earn more, each line an estimate that names its days. */
public final class WorthItPage implements Page {
    private static final List<Integer> DAYS = List.of(7, 30);

    private final Texts texts = Texts.of(WorthItPage.class);
    private final PanelContext context;
    private final WorthModel model = new WorthModel();
    private final PageFrame frame = new PageFrame(texts.get("worth"));
    private final Chip days = new Chip("");
    private final Chip price = new Chip("");
    private final NetLines curve = new NetLines(texts.get("worth.curve"));
    private final DataTable<WorthModel.Row> table;
    private final DataTable<WorthModel.Change> changes;
    private final CoinCard coin = new CoinCard();
    private final Label how = Ui.wrapped("", "t-small", "c-muted");
    private final EmptyState none =
            new EmptyState("calculator", texts.get("worth.none"), "").large();
    private final Segments range;
    private final Columns content;
    private final Card evenCard;
    private String problem = "";
    private WorthReply reply = WorthReply.getDefaultInstance();

    /** The page for a panel. */
    public WorthItPage(PanelContext context) {
        this.context = context;
        frame.above(
                texts.get("power.title"), () -> context.navigator().open(Route.to(PageId.POWER)));
        range =
                new Segments(
                        texts.get("worth.days"),
                        List.of(texts.get("worth.week"), texts.get("worth.month")),
                        _ -> ask());
        table = new DataTable<>(31, 16, rows());
        changes = new DataTable<>(68, 16, changeColumns());
        var curveCard = new Card(texts.get("worth.curve")).fill(curve);
        evenCard = new Card(texts.get("worth.even")).flush().add(table);
        var changeCard =
                new Card(texts.get("worth.change"))
                        .flush()
                        .subtitle(texts.get("worth.change.sub"))
                        .add(changes);
        var howCard = new Card(texts.get("worth.how")).add(how);
        VBox.setVgrow(curveCard, Priority.ALWAYS);
        curveCard.setMinHeight(260);
        curve.visibleProperty().addListener((_, _, on) -> Ui.visible(curveCard, on));
        content =
                new Columns(900, 0.58, 0.42)
                        .with(
                                new VBox(14, curveCard, evenCard),
                                new VBox(14, changeCard, coin, howCard));
        VBox.setVgrow(content, Priority.ALWAYS);
        VBox.setVgrow(none, Priority.ALWAYS);
        frame.chips(days, price).actions(range).content(content, none);
        draw();
    }

    private List<Column<WorthModel.Row, ?>> rows() {
        return List.of(
                Column.<WorthModel.Row>words(texts.get("worker"), WorthModel.Row::name)
                        .width(110, 220)
                        .grow(1),
                Column.<WorthModel.Row>numbers(texts.get("earned"), WorthModel.Row::earned),
                Column.<WorthModel.Row>numbers(texts.get("worth.kwh"), WorthModel.Row::energy),
                Column.<WorthModel.Row>numbers(texts.get("cost.column"), WorthModel.Row::cost),
                Column.<WorthModel.Row>numbers(
                                texts.get("worth.aday"), WorthModel.Row::net, "t-medium")
                        .leaves(2),
                Column.<WorthModel.Row>numbers(
                                texts.get("worth.perjoule"), WorthModel.Row::perJoule)
                        .leaves(1),
                Column.<WorthModel.Row>numbers(
                        texts.get("worth.breaks"), WorthModel.Row::breaksEven));
    }

    private List<Column<WorthModel.Change, ?>> changeColumns() {
        return List.of(
                Column.<WorthModel.Change, VBox>nodes(
                                texts.get("worth.change.column"),
                                WorthItPage::twoLines,
                                WorthItPage::fill)
                        .width(140, 300)
                        .grow(1),
                Column.<WorthModel.Change, Label>nodes(
                                texts.get("worth.change.aday"),
                                () -> Ui.label("", "t-medium"),
                                (label, change) -> {
                                    Ui.text(label, change.aDay());
                                    Ui.style(label, "c-green", change.gain() > 0);
                                    Ui.style(label, "c-red", change.gain() < 0);
                                })
                        .right(),
                Column.<WorthModel.Change, Button>nodes(
                        "",
                        () -> Ui.link("", () -> {}, "small"),
                        (link, change) -> {
                            link.setText(change.verdict());
                            link.setDisable(change.link().isEmpty());
                            link.setOnAction(_ -> context.navigator().follow(change.link()));
                        }));
    }

    private static VBox twoLines() {
        return new VBox(-1, Ui.wrapped("", "t-medium"), Ui.wrapped("", "t-small", "c-muted"));
    }

    private static void fill(VBox box, WorthModel.Change change) {
        Ui.text((Label) box.getChildren().getFirst(), change.title());
        Ui.text((Label) box.getChildren().getLast(), change.detail());
        box.setAccessibleText(change.title() + ", " + change.detail());
    }

    private void ask() {
        var request = WorthRequest.newBuilder().setDays(DAYS.get(range.chosen()));
        context.bridge()
                .answer(
                        context.agent().ask(PanelMessage.newBuilder().setWorth(request)),
                        answer -> {
                            problem = "";
                            reply = answer.getWorth();
                            draw();
                        },
                        failure -> {
                            problem = Problems.sentence(failure);
                            draw();
                        });
    }

    private void draw() {
        boolean empty = reply.getLinesCount() == 0;
        Ui.visible(content, !empty);
        Ui.visible(none, empty);
        none.say(
                texts.get(problem.isEmpty() ? "worth.none" : "worth.unread"),
                problem.isEmpty() ? missing() : texts.get("unread.text"));
        days.show(empty ? "" : texts.get("worth.chip.days", Numbers.fixed(reply.getDays(), 1)));
        price.show(
                reply.hasPriceMicros()
                        ? texts.get(
                                "worth.chip.price",
                                Money.price(reply.getPriceMicros(), reply.getCurrency()))
                        : "");
        if (!problem.isEmpty()) {
            frame.banner()
                    .show(
                            Banner.Level.WARN,
                            texts.get("problem"),
                            problem,
                            Ui.button(texts.get("again"), this::ask));
        } else if (empty) {
            frame.banner().hide();
        } else {
            frame.banner()
                    .show(Banner.Level.INFO, model.answer(reply), texts.get("worth.estimate"));
        }
        if (empty) {
            return;
        }
        var lines = new ArrayList<Line<WorthModel.Row>>();
        model.rows(reply).forEach(row -> lines.add(row.total() ? Line.total(row) : Line.row(row)));
        table.showLines(lines);
        changes.show(model.changes(reply));
        boolean money = reply.hasCoinMicros();
        Ui.visible(curve, money);
        evenCard.subtitle(texts.get(money ? "worth.even.sub" : "worth.even.coins"));
        curve.show(reply);
        Ui.text(how, model.how(reply));
        coin.show(reply);
    }

    private String missing() {
        return reply.getMissing().isEmpty() ? texts.get("energy.none") : reply.getMissing();
    }

    @Override
    public Region view() {
        return frame;
    }

    @Override
    public void shown() {
        ask();
    }

    @Override
    public void show(LiveView view) {
        // It changes with the days, not with the seconds: F5 asks again.
    }
}
