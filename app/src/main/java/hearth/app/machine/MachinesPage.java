package hearth.app.machine;

import hearth.app.chart.Range;
import hearth.app.shell.LiveView;
import hearth.app.shell.Page;
import hearth.app.shell.PageFrame;
import hearth.app.shell.PageId;
import hearth.app.shell.PanelContext;
import hearth.app.shell.Route;
import hearth.app.ui.Banner;
import hearth.app.ui.Card;
import hearth.app.ui.Chip;
import hearth.app.ui.Column;
import hearth.app.ui.Columns;
import hearth.app.ui.DataTable;
import hearth.app.ui.Facts;
import hearth.app.ui.Numbers;
import hearth.app.ui.Segments;
import hearth.app.ui.StateMark;
import hearth.app.ui.Texts;
import hearth.app.ui.Ui;
import hearth.link.wire.Worker;

import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;
import javafx.scene.layout.VBox;

import java.time.Duration;
import java.time.Instant;
import java.util.List;

/** Every machine in one table. */
public final class MachinesPage implements Page {
    private final Texts texts = Texts.of(MachinesPage.class);
    private final PanelContext context;
    private final PageFrame frame = new PageFrame(texts.get("machines"));
    private final Chip live = new Chip("");
    private final DataTable<LiveView> table;
    private final FleetCharts charts;
    private final ProgramCard programs = new ProgramCard();
    private final Facts facts = new Facts();
    private final Segments ranges;

    /** The page for a panel. */
    public MachinesPage(PanelContext context) {
        this.context = context;
        table =
                new DataTable<LiveView>(
                                48,
                                16,
                                List.of(
                                        MachineRows.plainName(),
                                        Column.<LiveView, StateMark>nodes(
                                                texts.get("state"),
                                                StateMark::new,
                                                (mark, v) -> mark.show(MachineRows.condition(v))),
                                        MachineRows.cpu(),
                                        MachineRows.ram(),
                                        MachineRows.disk(),
                                        MachineRows.temperature(),
                                        MachineRows.watts(),
                                        Column.<LiveView>words(
                                                        texts.get("throughput"),
                                                        MachinesPage::throughput)
                                                .grow(0.5),
                                        Column.<LiveView>numbers(
                                                        texts.get("slots"),
                                                        v ->
                                                                Integer.toString(
                                                                        v.live().getSlotsCount()))
                                                .leaves(2),
                                        Column.<LiveView>numbers(
                                                        texts.get("score"),
                                                        v -> {
                                                            var score =
                                                                    v.live()
                                                                            .getNetwork()
                                                                            .getScore();
                                                            return score.hasValue()
                                                                    ? Numbers.fixed(
                                                                            score.getValue(), 2)
                                                                    : Numbers.DASH;
                                                        })
                                                .leaves(7),
                                        Column.<LiveView>numbers(
                                                        texts.get("agent.col"),
                                                        v ->
                                                                v.live()
                                                                        .getMachine()
                                                                        .getAgentVersion())
                                                .leaves(8)))
                        .onOpen(_ -> context.navigator().open(new Route(PageId.MACHINE, "local")));
        charts = new FleetCharts(context);
        ranges =
                new Segments(
                        texts.get("range"), Range.words(), i -> charts.range(Range.ALL.get(i)));
        frame.chips(live).actions(ranges);
        var list = new Card("").add(table);
        list.setStyle("-fx-padding: 5 1 5 1;");
        var fleet = new Card(texts.get("fleet")).add(facts);
        var below = new Columns(1000, 0.7, 0.3).with(charts, new VBox(14, fleet, programs));
        VBox.setVgrow(programs, Priority.ALWAYS);
        VBox.setVgrow(below, Priority.ALWAYS);
        frame.add(list, below);
    }

    private static String throughput(LiveView view) {
        var workers = view.live().getWorkersList();
        if (workers.isEmpty()) {
            return Numbers.DASH;
        }
        double rate = workers.stream().mapToDouble(Worker::getRatePerSecond).sum();
        return Numbers.unit(Numbers.short4(rate), workers.getFirst().getUnit() + "/s");
    }

    @Override
    public Region view() {
        return frame;
    }

    @Override
    public void shown() {
        charts.shown();
    }

    @Override
    public void nextRange() {
        ranges.next();
    }

    @Override
    public void show(LiveView view) {
        var machine = view.live().getMachine();
        live.show(texts.get(view.old() ? "live.none" : "live.one"));
        table.show(List.of(view));
        charts.show(view);
        programs.show(view);
        facts(view);
        if (view.old()) {
            frame.banner()
                    .show(
                            Banner.Level.WARN,
                            texts.get(
                                    "banner.silent",
                                    machine.getName(),
                                    Numbers.clockSeconds(view.now().minus(view.age()))),
                            texts.get("banner.silent.text"),
                            Ui.button(texts.get("trynow"), context.agent()::retry));
        } else if (!machine.getThrottling().isEmpty()) {
            frame.banner()
                    .show(
                            Banner.Level.WARN,
                            texts.get("banner.hot", machine.getName(), machine.getThrottling()),
                            texts.get("banner.hot.text"));
        } else {
            frame.banner().hide();
        }
    }

    private void facts(LiveView view) {
        var machine = view.live().getMachine();
        facts.set(texts.get("fleet.machines"), "1", texts.get("fleet.thispc"));
        facts.set(
                texts.get("fleet.cores"),
                texts.get("fleet.cores.value", machine.getCores(), machine.getThreads()));
        facts.set(
                texts.get("memory"),
                machine.getMemoryTotal().hasValue()
                        ? Numbers.memory(machine.getMemoryTotal().getValue())
                        : Numbers.DASH);
        double disks =
                machine.getDisksList().stream()
                        .filter(d -> d.getTotal().hasValue())
                        .mapToDouble(d -> d.getTotal().getValue())
                        .sum();
        facts.set(texts.get("fleet.disks"), disks > 0 ? Numbers.stored(disks) : Numbers.DASH);
        facts.set(
                texts.get("fleet.slots"),
                texts.get(
                        "fleet.slots.value",
                        view.live().getSlotsList().stream()
                                .filter(s -> "working".equals(s.getState()))
                                .count(),
                        view.live().getSlotsCount()));
        facts.set(
                texts.get("memory.free"),
                machine.getFreeForSlotsMemory().hasValue()
                        ? Numbers.memory(machine.getFreeForSlotsMemory().getValue())
                        : Numbers.DASH);
        facts.set(texts.get("fleet.agents"), machine.getAgentVersion());
        facts.set(
                texts.get("fleet.agent.uses"),
                texts.get(
                        "fleet.agent.uses.value",
                        Numbers.finePercent(machine.getAgentCpuShare()),
                        Numbers.memory(machine.getAgentRss())));
        facts.set(
                texts.get("fleet.up"),
                machine.getBootedAt() == 0
                        ? Numbers.DASH
                        : Numbers.span(
                                Duration.between(
                                        Instant.ofEpochMilli(machine.getBootedAt()), view.now())));
        facts.set(
                texts.get("bench"),
                machine.hasBenchmark()
                        ? Numbers.day(Instant.ofEpochMilli(machine.getBenchmark().getAt()))
                        : Numbers.DASH,
                machine.hasBenchmark() ? "" : texts.get("bench.never"));
    }
}
