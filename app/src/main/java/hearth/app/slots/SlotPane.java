package hearth.app.slots;

import hearth.app.chart.Sparkline;
import hearth.app.shell.LiveView;
import hearth.app.shell.PageId;
import hearth.app.shell.PanelContext;
import hearth.app.shell.Route;
import hearth.app.shell.Trails;
import hearth.app.ui.Chip;
import hearth.app.ui.Condition;
import hearth.app.ui.MeterBar;
import hearth.app.ui.Numbers;
import hearth.app.ui.SlotBar;
import hearth.app.ui.StateMark;
import hearth.app.ui.Texts;
import hearth.app.ui.Ui;
import hearth.link.wire.Slot;
import hearth.link.wire.Value;
import hearth.link.wire.Worker;

import javafx.geometry.Insets;
import javafx.geometry.Pos;
import javafx.scene.control.Label;
import javafx.scene.input.KeyCode;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;
import javafx.scene.layout.VBox;

import java.util.function.DoubleFunction;
import java.util.stream.Collectors;

/** A slot as a card: kind, state, use against its limits, how fast it works. */
final class SlotPane extends VBox {
    private static final long TEN_MINUTES = 600_000;
    private final Texts texts = Texts.of(SlotPane.class);
    private final PanelContext context;
    private final SlotBar bar = new SlotBar();
    private final Label name = Ui.label("", "t-lead");
    private final Chip kind = new Chip("", "small");
    private final StateMark state = new StateMark();
    private final Label about = Ui.label("", "t-small", "c-muted");
    private final Use cpu = new Use();
    private final Use memory = new Use();
    private final Use disk = new Use();
    private final Sparkline line = new Sparkline("c-orange", 22, true);
    private final HBox lineRow;
    private final Label fault = Ui.wrapped("", "t-small");
    private final Label limits = Ui.wrapped("", "t-small", "c-muted");
    private final Label left = Ui.label("", "t-strong");
    private final Label right = Ui.label("", "t-small", "c-muted");
    private String worker = "";

    SlotPane(PanelContext context) {
        super(7);
        this.context = context;
        getStyleClass().add("card");
        setStyle("-fx-padding: 13 1 11 1;");
        setFocusTraversable(true);
        name.setMinWidth(USE_PREF_SIZE);
        var head = new HBox(8, bar, name, kind, Ui.spring(), state);
        head.setAlignment(Pos.CENTER_LEFT);
        state.setMinWidth(USE_PREF_SIZE);
        cpu.name(texts.get("cpu"));
        memory.name(texts.get("memory"));
        disk.name(texts.get("disk"));
        var ago = Ui.label(texts.get("tenminutes"), "t-small", "c-muted");
        ago.setMinWidth(58);
        HBox.setHgrow(line, Priority.ALWAYS);
        line.setMaxWidth(Double.MAX_VALUE);
        lineRow = new HBox(10, ago, line);
        lineRow.setAlignment(Pos.CENTER_LEFT);
        var middle = new VBox(6, about, fault, cpu, memory, disk, lineRow, limits);
        VBox.setVgrow(middle, Priority.ALWAYS);
        right.setMinWidth(USE_PREF_SIZE);
        var foot = new HBox(8, left, Ui.spring(), right);
        foot.setAlignment(Pos.CENTER_LEFT);
        for (Region part : new Region[] {head, middle, foot}) {
            part.setPadding(new Insets(0, 14, 0, 14));
        }
        getChildren().addAll(head, middle, Ui.rule(), foot);
        setOnMouseClicked(_ -> open());
        setOnKeyPressed(e -> {
            if (e.getCode() == KeyCode.ENTER) {
                open();
            }
        });
        setMinWidth(0);
    }

    private void open() {
        if (!worker.isEmpty()) {
            context.navigator().open(new Route(PageId.WORKER, worker));
        }
    }

    void show(LiveView view, Slot slot) {
        worker = slot.getWorker();
        Ui.style(this, "clickable", !worker.isEmpty());
        bar.show(slot.getState());
        Ui.text(name, slot.getName());
        kind.show(SlotCard.kind(slot.getKind()));
        var condition = view.old() ? Condition.SILENT : Condition.of(slot.getState());
        state.show(condition);
        Ui.text(
                about,
                worker.isEmpty()
                        ? SlotCard.reserved(slot)
                        : texts.get("about", worker, view.live().getMachine().getName()));
        boolean running = slot.getCpuUsed().hasValue() || "working".equals(slot.getState());
        Ui.text(fault, slot.getFault());
        Ui.style(fault, "c-red", true);
        Ui.visible(fault, !slot.getFault().isEmpty());
        Ui.visible(cpu, running);
        Ui.visible(memory, running);
        Ui.visible(disk, running);
        Ui.visible(lineRow, running);
        if (running) {
            use(view, slot);
        }
        limits(slot);
        Ui.text(left, SlotCard.rate(view, slot));
        Ui.style(left, "c-dim", view.old());
        var power = SlotCard.worker(view, slot).map(Worker::getPower).filter(Value::hasValue);
        Ui.text(right, power.map(v -> "≈ " + Numbers.watts(v.getValue())).orElse(""));
        setAccessibleText(
                slot.getName()
                        + ", "
                        + condition.word()
                        + ", "
                        + about.getText()
                        + ", "
                        + left.getText());
    }

    private void use(LiveView view, Slot slot) {
        cpu.show(
                slot.getCpuUsed(),
                slot.getCores(),
                v -> Numbers.fixed(v, 2),
                texts.get(
                        slot.getCores() == 1 ? "of.core" : "of.cores",
                        Numbers.fixed(slot.getCores(), slot.getCores() % 1 == 0 ? 0 : 1)),
                view.old());
        double gib = 1L << 30;
        memory.show(
                slot.getMemoryUsed(),
                (double) slot.getMemory(),
                Numbers::gibibytes,
                texts.get("of", Numbers.memory(slot.getMemory())),
                view.old());
        disk.show(
                slot.getDiskUsed(),
                (double) slot.getDisk(),
                v -> Numbers.fixed(v / gib, v / gib < 10 ? 1 : 0),
                texts.get("of", Numbers.memory(slot.getDisk())),
                view.old());
        line.show(
                context.trails()
                        .since(
                                slot.getWorker().isEmpty()
                                        ? Trails.slot(slot.getName())
                                        : Trails.cores(slot.getWorker()),
                                view.now().toEpochMilli() - TEN_MINUTES));
    }

    private void limits(Slot slot) {
        String open =
                slot.getLimitsList().stream()
                        .filter(l -> !l.getEnforced())
                        .map(l -> l.getWhat())
                        .collect(Collectors.joining(", "));
        Ui.text(limits, open.isEmpty() ? "" : texts.get("notenforced", open));
        Ui.visible(limits, !open.isEmpty());
    }

    /** One line: name, bar, "1.98 of 2 cores". */
    private static final class Use extends HBox {
        private final Label name = Ui.label("", "t-small", "c-muted");
        private final MeterBar bar = new MeterBar(false);
        private final Label text = Ui.label("", "t-small");

        Use() {
            super(10);
            setAlignment(Pos.CENTER_LEFT);
            name.setMinWidth(58);
            text.setMinWidth(112);
            text.setAlignment(Pos.CENTER_RIGHT);
            HBox.setHgrow(bar, Priority.ALWAYS);
            bar.setMaxWidth(Double.MAX_VALUE);
            getChildren().addAll(name, bar, text);
        }

        void name(String word) {
            name.setText(word);
        }

        void show(Value used, double limit, DoubleFunction<String> write, String of, boolean old) {
            bar.show(used.hasValue() && limit > 0 ? used.getValue() / limit : 0, old);
            Ui.text(
                    text,
                    (used.hasValue() ? write.apply(used.getValue()) : Numbers.DASH) + " " + of);
            Ui.style(text, "c-dim", old || !used.hasValue());
        }
    }
}
