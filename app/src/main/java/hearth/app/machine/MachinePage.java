package hearth.app.machine;

import hearth.app.chart.Range;
import hearth.app.shell.LiveView;
import hearth.app.shell.Page;
import hearth.app.shell.PageFrame;
import hearth.app.shell.PageId;
import hearth.app.shell.PanelContext;
import hearth.app.shell.Route;
import hearth.app.ui.Banner;
import hearth.app.ui.Chip;
import hearth.app.ui.Columns;
import hearth.app.ui.Numbers;
import hearth.app.ui.Segments;
import hearth.app.ui.Texts;
import hearth.app.ui.Ui;
import hearth.link.wire.Machine;

import javafx.scene.control.Label;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;
import javafx.scene.layout.VBox;

import java.time.Duration;
import java.time.Instant;

/** What is this machine doing, and what does it cost? */
public final class MachinePage implements Page {
    private static final double FOLD = 760;
    private static final double NARROW = 980;

    private final Texts texts = Texts.of(MachinePage.class);
    private final PanelContext context;
    private final PageFrame frame = new PageFrame("");
    private final Chip state = new Chip("");
    private final Chip uptime = new Chip("");
    private final Segments ranges;
    private final Label facts = Ui.label("", "t-small", "c-muted");
    private final Label agent = Ui.label("", "t-small", "c-muted");
    private final CoreBars cores = new CoreBars();
    private final SeriesCard cpu;
    private final PowerCard power;
    private final MemoryCard memory = new MemoryCard();
    private final TransferCard transfers = new TransferCard();
    private final SensorCard sensors = new SensorCard();
    private final ProgramCard programs = new ProgramCard();
    private final HereCard here;
    private final BenchCard bench;

    /** The page of the machine of this panel. */
    public MachinePage(PanelContext context) {
        this.context = context;
        ranges = new Segments(texts.get("range"), Range.words(), i -> range(Range.ALL.get(i)));
        cpu =
                SeriesCard.of(
                                texts.get("cpu"),
                                "cpu.load",
                                1,
                                v -> Numbers.fixed(v * 100, 0),
                                Numbers::percent,
                                context)
                        .unit("%")
                        .under(cores);
        power = new PowerCard(texts.get("power"), context);
        here = new HereCard(context.navigator());
        bench = new BenchCard(context);
        frame.above(
                texts.get("machines"), () -> context.navigator().open(Route.to(PageId.MACHINES)));
        frame.chips(state, new Chip(texts.get("thispc.chip")), uptime).actions(ranges);
        var line = new HBox(12, facts, Ui.spring(), agent);
        agent.setMinWidth(Region.USE_PREF_SIZE);
        frame.under(line);
        var top = new Columns(FOLD, 1, 1).with(cpu, power);
        VBox.setVgrow(top, Priority.ALWAYS);
        frame.add(
                top,
                new Columns(NARROW, 0.29, 0.42, 0.29).foldInto(2).with(memory, transfers, sensors),
                new Columns(NARROW, 0.37, 0.34, 0.29).foldInto(2).with(programs, here, bench));
    }

    private void range(Range range) {
        cpu.range(range);
        power.range(range);
    }

    @Override
    public Region view() {
        return frame;
    }

    @Override
    public void shown() {
        cpu.shown();
        power.shown();
    }

    @Override
    public void nextRange() {
        ranges.next();
    }

    @Override
    public void show(LiveView view) {
        var machine = view.live().getMachine();
        frame.title(machine.getName());
        head(view, machine);
        banner(view, machine);
        cores.show(machine.getCoreLoadList());
        cpu.show(
                view,
                machine.getCpuLoad().hasValue()
                        ? Numbers.percent(machine.getCpuLoad().getValue())
                        : Numbers.DASH,
                cpuLine(machine));
        power.show(view);
        memory.show(view);
        transfers.show(view);
        sensors.show(view);
        programs.show(view);
        here.show(view);
        bench.show(view);
    }

    private String cpuLine(Machine machine) {
        String threads = texts.get("threads", Math.max(1, machine.getThreads()));
        return machine.getCpuHertz().hasValue()
                ? texts.get(
                        "threads.hertz",
                        threads,
                        Numbers.unit(
                                Numbers.fixed(machine.getCpuHertz().getValue() / 1e9, 2), "GHz"))
                : threads;
    }

    private void head(LiveView view, Machine machine) {
        var condition = MachineRows.condition(view);
        state.show(
                view.old()
                        ? texts.get("silent", Numbers.span(view.age()))
                        : texts.has("state." + machine.getState())
                                ? texts.get("state." + machine.getState())
                                : condition.word());
        state.colour(
                view.old()
                        ? ""
                        : switch (condition) {
                            case THROTTLED -> "c-amber";
                            case WORKING, CAUGHTUP -> "c-green";
                            default -> "";
                        });
        uptime.show(
                machine.getBootedAt() == 0
                        ? ""
                        : texts.get(
                                "up",
                                Numbers.span(
                                        Duration.between(
                                                Instant.ofEpochMilli(machine.getBootedAt()),
                                                view.now()))));
        Ui.text(
                facts,
                texts.get(
                        "facts",
                        MachineRows.shortModel(machine.getModel()),
                        machine.getCores(),
                        machine.getThreads(),
                        machine.getMemoryTotal().hasValue()
                                ? Numbers.memory(machine.getMemoryTotal().getValue())
                                : Numbers.DASH,
                        machine.getOs(),
                        machine.getKernel(),
                        machine.getArch()));
        Ui.text(
                agent,
                texts.get(
                        "agent",
                        machine.getAgentVersion(),
                        Numbers.finePercent(machine.getAgentCpuShare()),
                        Numbers.stored(machine.getAgentRss())));
    }

    private void banner(LiveView view, Machine machine) {
        var banner = frame.banner();
        if (view.old()) {
            banner.show(
                    Banner.Level.WARN,
                    texts.get(
                            "banner.silent",
                            machine.getName(),
                            Numbers.clockSeconds(view.now().minus(view.age()))),
                    texts.get("banner.silent.text"),
                    Ui.button(texts.get("trynow"), context.agent()::retry));
        } else if (!machine.getThrottling().isEmpty()) {
            banner.show(
                    Banner.Level.WARN,
                    texts.get("banner.hot", machine.getName(), machine.getThrottling()),
                    texts.get("banner.hot.text"));
        } else {
            banner.hide();
        }
    }
}
