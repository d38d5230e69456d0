package hearth.app.workers;

import hearth.app.chart.Sparkline;
import hearth.app.shell.LiveView;
import hearth.app.shell.Page;
import hearth.app.shell.PageFrame;
import hearth.app.shell.PageId;
import hearth.app.shell.PanelContext;
import hearth.app.shell.Route;
import hearth.app.shell.Trails;
import hearth.app.shell.WayIn;
import hearth.app.ui.Banner;
import hearth.app.ui.Card;
import hearth.app.ui.Chip;
import hearth.app.ui.Column;
import hearth.app.ui.Columns;
import hearth.app.ui.DataTable;
import hearth.app.ui.EmptyState;
import hearth.app.ui.Line;
import hearth.app.ui.Mark;
import hearth.app.ui.Numbers;
import hearth.app.ui.QualityMark;
import hearth.app.ui.StateMark;
import hearth.app.ui.Texts;
import hearth.app.ui.Ui;
import hearth.link.wire.Insight;

import javafx.geometry.Pos;
import javafx.scene.control.Label;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;
import javafx.scene.layout.VBox;

import org.jspecify.annotations.Nullable;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;

/** Everything that earns, or should. */
public final class WorkersPage implements Page {
    private final Texts texts = Texts.of(WorkersPage.class);
    private final PanelContext context;
    private final WorkersModel model = new WorkersModel();
    private final PageFrame frame = new PageFrame(texts.get("title"));
    private final Chip all = new Chip("");
    private final Chip working = new Chip("");
    private final DataTable<WorkersModel.Row> table;
    private final Card list;
    private final HBox notes;
    private final Label says = Ui.label("", "t-small", "c-muted");
    private final Label watts = Ui.label(texts.get("note.watts"), "t-small", "c-muted");
    private final EmptyState empty;
    private boolean laidOut;
    private boolean full;
    private String worker = "";
    private @Nullable StageChart chart;
    private final EarningCard earning = new EarningCard();
    private final DataTable<Insight> found = InsightRows.full();
    private final EmptyState nothing =
            new EmptyState("search", texts.get("found.none"), texts.get("found.none.text"));
    private final Card insights;

    /** The page for a panel. */
    public WorkersPage(PanelContext context) {
        this.context = context;
        table =
                new DataTable<WorkersModel.Row>(42, 16, columns())
                        .onOpen(r -> context.navigator().open(new Route(PageId.WORKER, r.name())));
        list = new Card("").add(table);
        list.setStyle("-fx-padding: 5 1 1 1;");
        HBox.setHgrow(says, Priority.ALWAYS);
        says.setMaxWidth(Double.MAX_VALUE);
        watts.setMinWidth(Region.USE_PREF_SIZE);
        notes = new HBox(14, says, watts);
        notes.setAlignment(Pos.CENTER_LEFT);
        empty =
                new EmptyState("graph-up", texts.get("empty"), texts.get("empty.text"))
                        .large()
                        .actions(
                                Ui.button(
                                        texts.get("empty.join"),
                                        () -> WayIn.open(context.navigator()),
                                        "primary"));
        found.fits(3)
                .onOpen(i -> context.navigator().open(new Route(PageId.INSIGHT, FoundCard.key(i))));
        insights = new Card(texts.get("found.title")).flush().fill(found).fill(nothing);
        VBox.setVgrow(insights, Priority.ALWAYS);
        frame.chips(all, working);
    }

    private List<Column<WorkersModel.Row, ?>> columns() {
        return List.of(
                Column.<WorkersModel.Row, NameCell>nodes(
                                texts.get("worker"), NameCell::new, NameCell::show)
                        .width(120, 260)
                        .grow(2),
                Column.<WorkersModel.Row>words(texts.get("machine"), WorkersModel.Row::machine)
                        .leaves(4),
                Column.<WorkersModel.Row, StateMark>nodes(
                                texts.get("state"),
                                StateMark::new,
                                (mark, row) -> {
                                    mark.setOpacity(row.sum() ? 0 : 1);
                                    mark.show(row.condition(), row.state());
                                })
                        .width(110, 150)
                        .grow(1),
                Column.<WorkersModel.Row>numbers(
                        texts.get("rate"), WorkersModel.Row::rate, "t-medium"),
                Column.<WorkersModel.Row, Sparkline>nodes(
                                texts.get("tenminutes"),
                                () -> new Sparkline("c-blue", 18, true),
                                (line, row) -> {
                                    line.setOpacity(row.sum() ? 0 : 1);
                                    line.show(
                                            context.trails()
                                                    .since(Trails.rate(row.name()), row.since()));
                                })
                        .width(66, 66)
                        .leaves(5),
                Column.<WorkersModel.Row, WattsCell>nodes(
                                texts.get("watts"), WattsCell::new, WattsCell::show)
                        .right(),
                Column.<WorkersModel.Row>numbers(texts.get("energy"), WorkersModel.Row::energy)
                        .leaves(3),
                Column.<WorkersModel.Row>numbers(texts.get("cost"), WorkersModel.Row::cost)
                        .leaves(3),
                Column.<WorkersModel.Row>numbers(texts.get("verified"), WorkersModel.Row::verified),
                Column.<WorkersModel.Row>numbers(texts.get("done"), WorkersModel.Row::done)
                        .leaves(2),
                Column.<WorkersModel.Row>numbers(
                        texts.get("earned"), WorkersModel.Row::earned, "t-strong"));
    }

    private boolean chartFits(boolean some) {
        return !some || chart != null;
    }

    private void lay(boolean some) {
        if (laidOut && some == full && chartFits(some)) {
            return;
        }
        laidOut = true;
        full = some;
        if (some) {
            chart = new StageChart(texts.get("chart"), worker, context);
            var lower = new Columns(820, 0.72, 0.28).with(chart, earning);
            VBox.setVgrow(lower, Priority.SOMETIMES);
            frame.content(list, notes, lower, insights);
            chart.shown();
        } else {
            VBox.setVgrow(empty, Priority.ALWAYS);
            frame.content(empty);
        }
    }

    @Override
    public Region view() {
        return frame;
    }

    @Override
    public void show(LiveView view) {
        var workers = view.live().getWorkersList();
        if (!workers.isEmpty() && !workers.getFirst().getName().equals(worker)) {
            worker = workers.getFirst().getName();
            chart = null;
        }
        lay(!workers.isEmpty());
        if (chart != null) {
            chart.subtitle(worker);
            chart.show(view);
        }
        all.show(
                workers.isEmpty()
                        ? texts.get("chip.none")
                        : texts.get(workers.size() == 1 ? "chip.one" : "chip.all", workers.size()));
        Ui.text(
                says,
                workers.stream()
                        .filter(w -> !w.getStateText().isEmpty())
                        .map(w -> w.getName() + ": " + w.getStateText())
                        .collect(Collectors.joining("   ")));
        long busy = model.working(view);
        working.show(workers.isEmpty() ? "" : texts.get("chip.working", busy));
        table.showLines(lines(view));
        workers.stream().findFirst().ifPresent(first -> earning.show(view, first));
        var newest = view.live().getLatestInsightsList();
        found.show(newest);
        Ui.visible(found, !newest.isEmpty());
        Ui.visible(nothing, newest.isEmpty());
        var failed = workers.stream().filter(w -> "failed".equals(w.getState())).findFirst();
        if (failed.isPresent()) {
            String name = failed.get().getName();
            frame.banner()
                    .show(
                            Banner.Level.BAD,
                            texts.get("banner.failed", name),
                            failed.get().getStateText(),
                            Ui.button(
                                    texts.get("banner.open"),
                                    () ->
                                            context.navigator()
                                                    .open(new Route(PageId.WORKER, name))));
        } else {
            frame.banner().hide();
        }
    }

    private List<Line<WorkersModel.Row>> lines(LiveView view) {
        var rows = model.rows(view);
        var lines = new ArrayList<Line<WorkersModel.Row>>();
        lines.add(Line.group(texts.get("group.ours")));
        rows.forEach(row -> lines.add(Line.row(row)));
        lines.add(Line.total(model.sum(view, rows)));
        return lines;
    }

    private static final class NameCell extends HBox {
        private final Region dot = new Region();
        private final Label name = Ui.label("", "t-strong");
        private final Label about = Ui.label("", "t-small", "c-muted");

        NameCell() {
            super(9);
            setAlignment(Pos.CENTER_LEFT);
            dot.getStyleClass().addAll("dot", "c-orange");
            var text = new VBox(-1, name, about);
            text.setAlignment(Pos.CENTER_LEFT);
            getChildren().addAll(dot, text);
        }

        void show(WorkersModel.Row row) {
            Ui.visible(dot, !row.sum());
            Ui.text(name, row.title());
            Ui.text(about, row.about());
            Ui.visible(about, !row.about().isEmpty());
            setAccessibleText(row.title());
        }
    }

    private static final class WattsCell extends HBox {
        private final Label text = Ui.label("");
        private final QualityMark mark = new QualityMark(false);

        WattsCell() {
            super(6);
            setAlignment(Pos.CENTER_RIGHT);
            mark.setMinWidth(14);
            getChildren().addAll(text, mark);
        }

        void show(WorkersModel.Row row) {
            Ui.text(text, row.watts().number());
            Ui.style(text, "c-dim", row.watts().mark() == Mark.NONE);
            mark.show(row.watts());
            setAccessibleText(row.watts().present() ? row.watts().text() : Numbers.DASH);
        }
    }
}
