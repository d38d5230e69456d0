package hearth.app.firstrun;

import hearth.app.ui.AmountSlider;
import hearth.app.ui.Card;
import hearth.app.ui.Numbers;
import hearth.app.ui.Segments;
import hearth.app.ui.Texts;
import hearth.app.ui.Ui;
import hearth.link.wire.Machine;
import hearth.link.wire.Share;
import hearth.link.wire.Value;

import javafx.geometry.Pos;
import javafx.scene.control.Label;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.VBox;

import java.util.ArrayList;
import java.util.List;
import java.util.function.DoubleFunction;

/** Part three: cores, memory and disk to lend. */
final class SharePart extends VBox {
    private static final double GIB = 1L << 30;
    private static final double[] PARTS = {0.5, 1, 1.7};

    private final Texts texts = Texts.of(SharePart.class);
    private final AmountSlider cores = new AmountSlider(0.5, 2, 1).steps(0.5);
    private final AmountSlider memory = new AmountSlider(0.5, 4, 2).steps(0.5);
    private final AmountSlider disk = new AmountSlider(1, 128, 10).steps(1);
    private final FirstRunModel model;
    private Machine machine = Machine.getDefaultInstance();
    private final List<Runnable> labels = new ArrayList<>();
    private boolean touched;

    SharePart(FirstRunModel model) {
        super(14);
        this.model = model;
        var parts =
                new Segments(
                                texts.get("lend"),
                                List.of(
                                        texts.get("lend.suggested"),
                                        texts.get("lend.little"),
                                        texts.get("lend.most")),
                                this::preset)
                        .small();
        var card = new Card(texts.get("lend")).right(parts);
        card.add(
                Ui.rule(),
                row(
                        "cores",
                        cores,
                        v ->
                                texts.get(
                                        "cores.of",
                                        Numbers.fixed(v, v % 1 == 0 ? 0 : 1),
                                        Numbers.whole(Math.max(1, machine.getThreads())))),
                Ui.rule(),
                row("memory", memory, v -> of(v * GIB, machine.getMemoryTotal())),
                Ui.rule(),
                row("disk", disk, v -> Numbers.memory(v * GIB)));
        getChildren()
                .addAll(
                        card,
                        new Card(texts.get("slot"))
                                .add(Ui.wrapped(texts.get("slot.text"), "c-muted")));
    }

    /** An amount and, once it is known, of how much. */
    private String of(double bytes, Value all) {
        return all.hasValue()
                ? texts.get("memory.of", Numbers.memory(bytes), Numbers.memory(all.getValue()))
                : Numbers.memory(bytes);
    }

    private HBox row(String key, AmountSlider slider, DoubleFunction<String> write) {
        var value = new Label(write.apply(slider.getValue()));
        value.setMinWidth(132);
        value.setAlignment(Pos.CENTER_RIGHT);
        slider.valueProperty()
                .addListener((_, _, now) -> value.setText(write.apply(now.doubleValue())));
        labels.add(() -> value.setText(write.apply(slider.getValue())));
        slider.setOnMousePressed(_ -> touched = true);
        slider.setOnKeyPressed(_ -> touched = true);
        slider.setAccessibleText(texts.get(key));
        HBox.setHgrow(slider, Priority.ALWAYS);
        var words =
                new VBox(
                        1,
                        Ui.label(texts.get(key), "t-medium"),
                        Ui.wrapped(texts.get(key + ".text"), "t-small", "c-muted"));
        words.setMinWidth(130);
        words.setPrefWidth(240);
        var row = new HBox(14, words, slider, value);
        row.setAlignment(Pos.CENTER_LEFT);
        return row;
    }

    void show(Machine now) {
        if (now.getThreads() == 0
                || (now.getThreads() == machine.getThreads() && machine.hasMemoryTotal())) {
            return;
        }
        machine = now;
        cores.setMax(Math.max(1, now.getThreads()));
        if (now.getMemoryTotal().hasValue()) {
            memory.setMax(Math.max(1, Math.floor(now.getMemoryTotal().getValue() / GIB)));
        }
        if (!touched) {
            preset(0);
        }
        labels.forEach(Runnable::run);
    }

    private void preset(int index) {
        var share = FirstRunModel.suggested(machine);
        double part = index == 0 ? PARTS[1] : index == 1 ? PARTS[0] : PARTS[2];
        cores.setValue(share.getCores() * part);
        memory.setValue(share.getMemory() / GIB * part);
        disk.setValue(share.getDisk() / GIB * part);
    }

    /** What was chosen; nothing while the machine is unknown, then the agent suggests. */
    Share chosen() {
        if (machine.getThreads() == 0 && !touched) {
            return model.share();
        }
        return Share.newBuilder()
                .setCores(cores.getValue())
                .setMemory((long) (memory.getValue() * GIB))
                .setDisk((long) (disk.getValue() * GIB))
                .build();
    }
}
