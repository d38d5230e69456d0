package hearth.app.slots;

import hearth.app.shell.LiveView;
import hearth.app.ui.Chip;
import hearth.app.ui.Numbers;
import hearth.app.ui.SlotBar;
import hearth.app.ui.Texts;
import hearth.app.ui.Ui;
import hearth.link.wire.Slot;
import hearth.link.wire.Worker;

import javafx.geometry.Pos;
import javafx.scene.control.Label;
import javafx.scene.layout.HBox;
import javafx.scene.layout.VBox;

import java.util.Optional;

/** A slot in three lines, for the overview: what runs, what is reserved, how fast. */
public final class SlotCard extends VBox {
    private static final Texts TEXTS = Texts.of(SlotCard.class);
    private final SlotBar bar = new SlotBar();
    private final Label name = Ui.label("", "t-section");
    private final Chip kind = new Chip("", "small");
    private final Label limits = Ui.label("", "t-small", "c-muted");
    private final Label left = Ui.label("", "t-small", "t-strong");
    private final Label right = Ui.label("", "t-small", "c-muted");

    /** A card that shows nothing yet. */
    public SlotCard() {
        super(4);
        getStyleClass().addAll("card", "slot");
        var head = new HBox(8, bar, name, kind);
        head.setAlignment(Pos.CENTER_LEFT);
        right.setMinWidth(USE_PREF_SIZE);
        getChildren().addAll(head, limits, new HBox(6, left, Ui.spring(), right));
        setMinWidth(0);
    }

    /** A number of cores in words: "1 core", "2.5 cores". */
    static String cores(double count) {
        return TEXTS.get(
                count == 1 ? "cores.one" : "cores.many",
                Numbers.fixed(count, count % 1 == 0 ? 0 : 1));
    }

    /** What is reserved: "2 cores · 2 GiB · 40 GiB". */
    static String reserved(Slot slot) {
        String cores = Numbers.fixed(slot.getCores(), slot.getCores() % 1 == 0 ? 0 : 1);
        return TEXTS.get(
                slot.getCores() == 1 ? "reserved.one" : "reserved",
                cores,
                Numbers.memory(slot.getMemory()),
                Numbers.memory(slot.getDisk()));
    }

    /** The worker that runs in a slot. */
    static Optional<Worker> worker(LiveView view, Slot slot) {
        return view.live().getWorkersList().stream()
                .filter(w -> w.getSlot().equals(slot.getName()))
                .findFirst();
    }

    /** How fast the slot's worker is, or what the slot waits for. */
    static String rate(LiveView view, Slot slot) {
        var worker = worker(view, slot);
        if (worker.isPresent() && "working".equals(slot.getState())) {
            var running = worker.get();
            return "caughtup".equals(running.getState())
                    ? TEXTS.get("caughtup")
                    : Numbers.unit(
                            Numbers.short4(running.getRatePerSecond()), running.getUnit() + "/s");
        }
        return TEXTS.get(
                "state." + (TEXTS.has("state." + slot.getState()) ? slot.getState() : "stopped"));
    }

    /** Shows a slot. */
    public void show(LiveView view, Slot slot) {
        bar.show(slot.getState());
        Ui.text(name, slot.getWorker().isEmpty() ? slot.getName() : slot.getWorker());
        kind.show(kind(slot.getKind()));
        Ui.text(limits, slot.getName() + " · " + reserved(slot));
        Ui.text(left, rate(view, slot));
        Ui.style(left, "c-red", "failed".equals(slot.getState()));
        Ui.style(left, "c-dim", view.old());
        var power = worker(view, slot).map(Worker::getPower).filter(v -> v.hasValue());
        var memory = slot.getMemoryUsed();
        Ui.text(
                right,
                power.map(v -> Numbers.watts(v.getValue()))
                        .orElse(
                                memory.hasValue()
                                        ? TEXTS.get("inuse", Numbers.memory(memory.getValue()))
                                        : ""));
        setAccessibleText(name.getText() + ", " + left.getText() + ", " + limits.getText());
    }

    static String kind(String kind) {
        return "microvm".equals(kind) ? "microVM" : kind;
    }
}
