package hearth.app.slots;

import hearth.app.chart.Plot;
import hearth.app.chart.Range;
import hearth.app.machine.SeriesCard;
import hearth.app.shell.LiveView;
import hearth.app.shell.PanelContext;
import hearth.app.shell.Trails;
import hearth.app.ui.Columns;
import hearth.app.ui.Numbers;
import hearth.app.ui.Texts;
import hearth.link.wire.Slot;
import hearth.link.wire.Worker;

import javafx.scene.layout.Priority;
import javafx.scene.layout.VBox;

import java.util.ArrayList;
import java.util.List;

/** What the workers in slots used over time, under the limits of their slots. */
final class UseCharts extends VBox {
    private static final double GIB = 1L << 30;
    private static final List<String> STYLES = List.of("c-orange", "c-blue", "c-purple", "c-teal");
    private final Texts texts = Texts.of(UseCharts.class);
    private final SeriesCard cores;
    private final SeriesCard memory;

    /**
     * @param slots those with a worker, at least one; the first few are drawn
     */
    UseCharts(PanelContext context, List<Slot> slots) {
        List<SeriesCard.Shown> cpu = new ArrayList<>();
        List<SeriesCard.Shown> bytes = new ArrayList<>();
        for (var slot : slots.subList(0, Math.min(STYLES.size(), slots.size()))) {
            String style = STYLES.get(cpu.size());
            String worker = slot.getWorker();
            cpu.add(new SeriesCard.Shown(Trails.cores(worker), slot.getName(), style));
            bytes.add(new SeriesCard.Shown(Trails.memory(worker), slot.getName(), style));
        }
        cores =
                new SeriesCard(
                        texts.get("use.cores"),
                        cpu,
                        Double.NaN,
                        Numbers::tick,
                        v -> texts.get("use.cores.value", Numbers.short4(v)),
                        context);
        memory =
                new SeriesCard(
                                texts.get("use.memory"),
                                bytes,
                                Double.NaN,
                                Numbers::tick,
                                v -> Numbers.memory(v * GIB),
                                context)
                        .per(GIB)
                        .unit("GiB");
        var both = new Columns(700, 1, 1).with(cores, memory);
        VBox.setVgrow(both, Priority.ALWAYS);
        getChildren().add(both);
        setMinWidth(0);
    }

    void range(Range range) {
        cores.range(range);
        memory.range(range);
    }

    void shown() {
        cores.shown();
        memory.shown();
    }

    void show(LiveView view, List<Slot> slots) {
        var workers = view.live().getWorkersList();
        boolean some = workers.stream().anyMatch(w -> w.getCpu().hasValue());
        double used = workers.stream().map(Worker::getCpu).mapToDouble(v -> v.getValue()).sum();
        double held = workers.stream().map(Worker::getMemory).mapToDouble(v -> v.getValue()).sum();
        if (slots.size() == 1) {
            var only = slots.getFirst();
            cores.limits(
                    List.of(
                            new Plot.Limit(
                                    only.getCores(),
                                    texts.get("use.limit", SlotCard.cores(only.getCores())))));
            memory.limits(
                    List.of(
                            new Plot.Limit(
                                    only.getMemory() / GIB,
                                    texts.get("use.limit", Numbers.memory(only.getMemory())))));
        }
        cores.show(
                view,
                some ? texts.get("use.cores.value", Numbers.fixed(used, 2)) : Numbers.DASH,
                texts.get("use.of"));
        memory.show(view, some ? Numbers.memory(held) : Numbers.DASH, texts.get("use.of"));
    }
}
