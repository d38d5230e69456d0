package hearth.app.firstrun;

import hearth.app.shell.LiveView;
import hearth.app.shell.PanelContext;
import hearth.app.shell.Problems;
import hearth.app.ui.Card;
import hearth.app.ui.Column;
import hearth.app.ui.Columns;
import hearth.app.ui.DataTable;
import hearth.app.ui.MeterBar;
import hearth.app.ui.Numbers;
import hearth.app.ui.Texts;
import hearth.app.ui.Ui;
import hearth.app.wallet.Desk;
import hearth.link.wire.AgentMessage;
import hearth.link.wire.BenchReport;
import hearth.link.wire.BenchRequest;
import hearth.link.wire.Measure;
import hearth.link.wire.PanelMessage;

import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.layout.VBox;

import java.util.List;

/** Part two: what this machine is, and a quick measurement that nobody has to wait for. */
final class MachinePart extends VBox {
    private final Texts texts = Texts.of(MachinePart.class);
    private final PanelContext context;
    private final Desk desk;
    private final Label processor = Ui.wrapped(Numbers.DASH, "t-section");
    private final Label threads = Ui.label("", "t-small", "c-muted");
    private final Label memory = Ui.label(Numbers.DASH, "t-section");
    private final Label memoryFree = Ui.label("", "t-small", "c-muted");
    private final Label disk = Ui.label(Numbers.DASH, "t-section");
    private final Label diskFree = Ui.label("", "t-small", "c-muted");
    private final Label line = Ui.label(Numbers.DASH, "t-section");
    private final Label system = Ui.label("", "t-small", "c-muted");
    private final Label says = Ui.wrapped("", "t-small", "c-muted");
    private final MeterBar bar = new MeterBar(false, "orange");
    private final Button again;
    private final DataTable<Measure> results;
    private boolean measuring;
    private boolean measured;

    MachinePart(PanelContext context, Desk desk) {
        super(14);
        this.context = context;
        this.desk = desk;
        again = Ui.button(texts.get("bench.again"), this::begin, "small");
        bar.setMaxWidth(Double.MAX_VALUE);
        results =
                new DataTable<>(
                        36,
                        0,
                        List.of(
                                Column.<Measure>words(texts.get("bench.what"), Measure::getLabel)
                                        .grow(1),
                                Column.<Measure>numbers(
                                        texts.get("bench.median"), MachinePart::value, "t-strong"),
                                Column.<Measure>words(
                                        texts.get("bench.spread"),
                                        MachinePart::spread,
                                        "c-muted")));
        getChildren()
                .addAll(
                        new Columns(700, 1, 1, 1, 1)
                                .foldInto(2)
                                .with(
                                        tile("processor", processor, threads),
                                        tile("memory", memory, memoryFree),
                                        tile("disk", disk, diskFree),
                                        tile("system", line, system)),
                        new Card(texts.get("bench")).right(again).add(bar, says, results));
        Ui.visible(results, false);
    }

    private Card tile(String key, Label value, Label note) {
        return new Card("")
                .add(new VBox(2, Ui.label(texts.get(key), "t-small", "c-muted"), value, note));
    }

    private static String value(Measure measure) {
        if (!measure.getMissing().isEmpty()) {
            return Numbers.DASH;
        }
        return Numbers.rate(measure.getMedian(), measure.getUnit());
    }

    private static String spread(Measure measure) {
        return measure.getMissing().isEmpty()
                ? "±" + Numbers.finePercent(measure.getSpread())
                : measure.getMissing();
    }

    void show(LiveView view) {
        if (!view.known()) {
            return;
        }
        var machine = view.live().getMachine();
        Ui.text(processor, machine.getModel().isEmpty() ? Numbers.DASH : machine.getModel());
        Ui.text(
                threads,
                texts.get(
                        "threads",
                        Numbers.whole(machine.getCores()),
                        Numbers.whole(machine.getThreads())));
        if (machine.getMemoryTotal().hasValue()) {
            Ui.text(memory, Numbers.memory(machine.getMemoryTotal().getValue()));
            double free = machine.getMemoryTotal().getValue() - machine.getMemoryUsed().getValue();
            Ui.text(memoryFree, texts.get("free", Numbers.memory(free)));
        }
        if (machine.getDisksCount() > 0 && machine.getDisks(0).getTotal().hasValue()) {
            var first = machine.getDisks(0);
            Ui.text(disk, Numbers.stored(first.getTotal().getValue()));
            Ui.text(
                    diskFree,
                    texts.get(
                            "free",
                            Numbers.stored(
                                    first.getTotal().getValue() - first.getUsed().getValue())));
        }
        // The name of a release in brackets says nothing that its number does not.
        String os = machine.getOs().replaceAll("\\s*\\([^)]*\\)", "");
        Ui.text(line, os.isEmpty() ? Numbers.DASH : os);
        Ui.text(system, machine.getKernel());
        if (!measuring && !measured && machine.getBenchmark().getMeasuresCount() > 0) {
            report(machine.getBenchmark());
        }
    }

    /** Measures unless it was done. */
    void measure() {
        if (!measured && !measuring) {
            begin();
        }
    }

    private void begin() {
        measuring = true;
        again.setDisable(true);
        Ui.text(says, texts.get("bench.begins"));
        bar.show(0, false);
        context.bridge()
                .answer(
                        desk.agent()
                                .ask(
                                        PanelMessage.newBuilder()
                                                .setBench(
                                                        BenchRequest.newBuilder().setMode("quick")),
                                        more -> context.bridge().later(() -> progress(more))),
                        reply -> {
                            stop();
                            if (reply.hasFailure()) {
                                Ui.text(says, reply.getFailure().getSentence());
                            } else {
                                report(reply.getBench().getReport());
                            }
                        },
                        problem -> {
                            stop();
                            Ui.text(says, Problems.sentence(problem));
                        });
    }

    private void stop() {
        measuring = false;
        again.setDisable(false);
    }

    private void progress(AgentMessage more) {
        if (measuring && more.hasProgress()) {
            bar.show(Math.max(0, more.getProgress().getShare()), false);
            Ui.text(says, more.getProgress().getText());
        }
    }

    private void report(BenchReport report) {
        measured = true;
        bar.show(1, false);
        Ui.text(
                says,
                report.getTrustworthy() || report.getVerdict().isEmpty()
                        ? texts.get("bench.done")
                        : report.getVerdict());
        results.show(report.getMeasuresList());
        Ui.visible(results, true);
    }
}
