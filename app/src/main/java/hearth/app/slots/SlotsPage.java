package hearth.app.slots;

import hearth.app.chart.Range;
import hearth.app.shell.Command;
import hearth.app.shell.LiveView;
import hearth.app.shell.Page;
import hearth.app.shell.PageFrame;
import hearth.app.shell.PageId;
import hearth.app.shell.PanelContext;
import hearth.app.shell.Route;
import hearth.app.shell.WayIn;
import hearth.app.ui.Banner;
import hearth.app.ui.Card;
import hearth.app.ui.Chip;
import hearth.app.ui.Columns;
import hearth.app.ui.EmptyState;
import hearth.app.ui.Facts;
import hearth.app.ui.MeterBar;
import hearth.app.ui.Numbers;
import hearth.app.ui.Segments;
import hearth.app.ui.SlotBar;
import hearth.app.ui.Texts;
import hearth.app.ui.Ui;
import hearth.link.wire.Slot;

import javafx.geometry.Pos;
import javafx.scene.Node;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;
import javafx.scene.layout.VBox;

import org.jspecify.annotations.Nullable;

import java.util.ArrayList;
import java.util.List;

/** What is lent, to whom, and how it fares. */
public final class SlotsPage implements Page {
    private final Texts texts = Texts.of(SlotsPage.class);
    private final PanelContext context;
    private final PageFrame frame = new PageFrame(texts.get("title"));
    private final Chip working = new Chip("");
    private final List<SlotPane> panes = new ArrayList<>();
    private final Facts sums = new Facts();
    private final Card all = new Card(texts.get("all")).add(sums);
    private final MeterBar cores = new MeterBar(false);
    private final MeterBar memory = new MeterBar(false, "purple");
    private final Label coresText = Ui.label("");
    private final Label memoryText = Ui.label("");
    private final Label diskText = Ui.label("", "c-muted");
    private final Label machine = Ui.label("", "t-section");
    private final Card given;
    private final LimitsCard walls = new LimitsCard();
    private final HBox legend;
    private final EmptyState empty;
    private final Button change;
    private final Segments ranges;
    private @Nullable UseCharts charts;
    private Range range = Range.TEN_MINUTES;
    private @Nullable List<String> laid;

    /** The page for a panel. */
    public SlotsPage(PanelContext context) {
        this.context = context;
        change = Ui.button("sliders", texts.get("change"), this::change);
        given =
                new Card(texts.get("given"))
                        .subtitle(texts.get("given.sub"))
                        .add(
                                machine,
                                bar(texts.get("cores"), cores, coresText),
                                bar(texts.get("memory"), memory, memoryText),
                                row(texts.get("disk"), diskText));
        legend =
                new HBox(
                        18,
                        mark("working", texts.get("legend.yours")),
                        mark("starting", texts.get("legend.setup")),
                        mark("free", texts.get("legend.free")),
                        mark("failed", texts.get("legend.out")));
        empty =
                new EmptyState("grid", texts.get("empty"), texts.get("empty.text"))
                        .large()
                        .actions(
                                Ui.button(texts.get("empty.join"), this::join, "primary"),
                                Ui.button(texts.get("change"), this::change));
        ranges = new Segments(texts.get("range"), Range.words(), i -> range(Range.ALL.get(i)));
        Ui.visible(ranges, false);
        frame.chips(working).actions(ranges, change);
    }

    private void range(Range next) {
        range = next;
        if (charts != null) {
            charts.range(next);
        }
    }

    @Override
    public void nextRange() {
        ranges.next();
    }

    private void join() {
        WayIn.open(context.navigator());
    }

    private void change() {
        new ShareDialog(context).show();
    }

    private static HBox mark(String state, String word) {
        var pair = new HBox(8, new SlotBar().show(state), Ui.label(word, "t-small", "c-muted"));
        pair.setAlignment(Pos.CENTER_LEFT);
        return pair;
    }

    private static HBox bar(String name, MeterBar bar, Label text) {
        bar.setMinWidth(40);
        bar.setMaxWidth(Double.MAX_VALUE);
        HBox.setHgrow(bar, Priority.ALWAYS);
        text.setMinWidth(110);
        text.setAlignment(Pos.CENTER_RIGHT);
        var line = row(name, bar);
        line.getChildren().add(text);
        return line;
    }

    private static HBox row(String name, Node node) {
        var key = Ui.label(name, "c-muted");
        key.setMinWidth(58);
        var line = new HBox(10, key, node);
        line.setAlignment(Pos.CENTER_LEFT);
        return line;
    }

    @Override
    public Region view() {
        return frame;
    }

    @Override
    public List<Command> commands() {
        return List.of(
                new Command(
                        texts.get("do"),
                        "sliders",
                        texts.get("change"),
                        context.agent().live().get().map(l -> l.getMachine().getName()).orElse(""),
                        List.of(),
                        this::change));
    }

    private void lay(List<Slot> slots) {
        int count = slots.size();
        var names = slots.stream().map(s -> s.getName() + " " + s.getWorker()).toList();
        if (names.equals(laid)) {
            return;
        }
        laid = names;
        charts = null;
        if (count == 0) {
            VBox.setVgrow(empty, Priority.ALWAYS);
            frame.content(empty);
            return;
        }
        while (panes.size() > count) {
            panes.removeLast();
        }
        while (panes.size() < count) {
            panes.add(new SlotPane(context));
        }
        List<Node> rows = new ArrayList<>();
        List<Node> cards = new ArrayList<>(panes);
        boolean single = count == 1;
        if (single) {
            cards.add(given);
        }
        int each = Math.min(3, cards.size());
        for (int i = 0; i < cards.size(); i += each) {
            var part = new ArrayList<>(cards.subList(i, Math.min(cards.size(), i + each)));
            while (part.size() < each) {
                part.add(new Region());
            }
            rows.add(new Columns(820).foldInto(2).with(part.toArray(Node[]::new)));
        }
        var taken = slots.stream().filter(s -> !s.getWorker().isEmpty()).toList();
        if (!taken.isEmpty()) {
            charts = new UseCharts(context, taken);
            charts.range(range);
            VBox.setVgrow(charts, Priority.ALWAYS);
            rows.add(charts);
        }
        rows.add(
                single
                        ? walls
                        : new Columns(1000, 0.26, 0.3, 0.44).foldInto(2).with(all, given, walls));
        if (!single) {
            rows.add(legend);
        }
        frame.content(rows.toArray(Node[]::new));
    }

    @Override
    public void show(LiveView view) {
        var slots = view.live().getSlotsList();
        lay(slots);
        long busy = slots.stream().filter(s -> "working".equals(s.getState())).count();
        working.show(
                slots.isEmpty() ? texts.get("chip.none") : texts.get("chip", busy, slots.size()));
        for (int i = 0; i < slots.size(); i++) {
            panes.get(i).show(view, slots.get(i));
        }
        walls.show(slots);
        var taken = slots.stream().filter(s -> !s.getWorker().isEmpty()).toList();
        Ui.visible(ranges, charts != null);
        if (charts != null && !taken.isEmpty()) {
            charts.show(view, taken);
        }
        banner(slots);
        sums(view, slots, busy);
    }

    private void banner(List<Slot> slots) {
        var broken = slots.stream().filter(s -> !s.getFault().isEmpty()).findFirst();
        if (broken.isPresent()) {
            frame.banner()
                    .show(
                            Banner.Level.BAD,
                            texts.get("banner.out", broken.get().getName()),
                            broken.get().getFault(),
                            Ui.button(
                                    texts.get("banner.worker"),
                                    () ->
                                            context.navigator()
                                                    .open(
                                                            new Route(
                                                                    PageId.WORKER,
                                                                    broken.get().getWorker()))));
        } else {
            frame.banner().hide();
        }
    }

    private void sums(LiveView view, List<Slot> slots, long busy) {
        var host = view.live().getMachine();
        double reserved = slots.stream().mapToDouble(Slot::getCores).sum();
        double bytes = slots.stream().mapToDouble(Slot::getMemory).sum();
        double disk = slots.stream().mapToDouble(Slot::getDisk).sum();
        int there = Math.max(1, host.getThreads());
        double total = host.getMemoryTotal().getValue();
        String coresGiven =
                texts.get("of.plain", Numbers.fixed(reserved, reserved % 1 == 0 ? 0 : 1), there);
        sums.set(texts.get("sum.working"), texts.get("of.plain", busy, slots.size()));
        sums.set(texts.get("sum.cores"), coresGiven);
        sums.set(texts.get("sum.memory"), Numbers.memory(bytes));
        sums.set(texts.get("sum.disk"), Numbers.memory(disk));
        double watts =
                view.live().getWorkersList().stream()
                        .filter(w -> w.getPower().hasValue())
                        .mapToDouble(w -> w.getPower().getValue())
                        .sum();
        sums.set(
                texts.get("sum.watts"),
                watts > 0 ? "≈ " + Numbers.watts(watts) : Numbers.DASH,
                watts > 0 ? "" : texts.get("notmeasured"));
        Ui.text(machine, host.getName());
        cores.show(reserved / there, view.old());
        Ui.text(coresText, texts.get("threads.of", coresGiven));
        memory.show(total > 0 ? bytes / total : 0, view.old());
        Ui.text(
                memoryText,
                total > 0
                        ? texts.get("of.plain", Numbers.gibibytes(bytes), Numbers.memory(total))
                        : Numbers.DASH);
        Ui.text(diskText, texts.get("disk.given", Numbers.memory(disk)));
    }
}
