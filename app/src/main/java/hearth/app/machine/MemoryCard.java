package hearth.app.machine;

import hearth.app.shell.LiveView;
import hearth.app.ui.Card;
import hearth.app.ui.Facts;
import hearth.app.ui.Numbers;
import hearth.app.ui.Texts;
import hearth.app.ui.Ui;
import hearth.link.wire.Machine;
import hearth.link.wire.Value;

import javafx.geometry.Pos;
import javafx.scene.control.Label;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;
import javafx.scene.layout.VBox;

/** Where the memory is. */
final class MemoryCard extends VBox {
    private final Texts texts = Texts.of(MemoryCard.class);
    private final Label total = Ui.label("", "t-small", "c-muted");
    private final Region used = part("c-blue");
    private final Region cache = part("rest");
    private final Region track = part("");
    private final Label usedText = Ui.label("", "t-small", "c-muted");
    private final Label cacheText = Ui.label("", "t-small", "c-muted");
    private final Facts facts = new Facts();
    private final StackBar bar = new StackBar();

    MemoryCard() {
        var legend = new HBox(6, dot("c-blue"), usedText, dot("rest"), cacheText);
        legend.setAlignment(Pos.CENTER_LEFT);
        var card = new Card(texts.get("memory")).right(total).add(bar, legend, facts);
        VBox.setVgrow(card, Priority.ALWAYS);
        getChildren().add(card);
        setMinWidth(0);
    }

    private static Region part(String style) {
        var part = new Region();
        part.getStyleClass().add("stack-part");
        if (!style.isEmpty()) {
            part.getStyleClass().add(style);
        }
        return part;
    }

    private static Region dot(String style) {
        var dot = part(style);
        dot.setMinSize(9, 9);
        dot.setMaxSize(9, 9);
        return dot;
    }

    void show(LiveView view) {
        var machine = view.live().getMachine();
        bar.show(machine);
        var whole = machine.getMemoryTotal();
        Ui.text(
                total,
                whole.hasValue() && machine.getMemoryUsed().hasValue()
                        ? of(machine.getMemoryUsed(), whole)
                        : Numbers.DASH);
        Ui.text(usedText, texts.get("memory.programs", gib(machine.getMemoryUsed())));
        Ui.text(cacheText, texts.get("memory.cache", gib(machine.getMemoryCache())));
        boolean swap = machine.getSwapTotal().hasValue() && machine.getSwapTotal().getValue() > 0;
        facts.set(
                texts.get("swap"),
                swap
                        ? of(machine.getSwapUsed(), machine.getSwapTotal())
                        : machine.getSwapTotal().getMissing().isEmpty()
                                ? texts.get("swap.none")
                                : machine.getSwapTotal().getMissing());
        pressure("psi.memory", machine.getMemoryPressure());
        pressure("psi.cpu", machine.getCpuPressure());
        pressure("psi.io", machine.getIoPressure());
        var free = machine.getFreeForSlotsMemory();
        facts.set(
                texts.get("memory.free"),
                free.hasValue() ? Numbers.memory(free.getValue()) : Numbers.DASH);
    }

    private void pressure(String key, Value value) {
        facts.set(
                texts.get(key),
                value.hasValue() ? Numbers.finePercent(value.getValue()) : Numbers.DASH,
                value.hasValue() ? "" : value.getMissing());
    }

    private static String gib(Value value) {
        return value.hasValue() ? Numbers.gibibytes(value.getValue()) : Numbers.DASH;
    }

    private String of(Value part, Value whole) {
        return texts.get(
                "of",
                part.hasValue() ? Numbers.gibibytes(part.getValue()) : Numbers.DASH,
                Numbers.unit(Numbers.gibibytes(whole.getValue()), "GiB"));
    }

    private final class StackBar extends Region {
        private double first;
        private double second;

        StackBar() {
            setMinHeight(9);
            setPrefHeight(9);
            setMaxHeight(9);
            track.setStyle("-fx-background-color: -h-soft; -fx-background-radius: 3;");
            getChildren().addAll(track, used, cache);
        }

        void show(Machine machine) {
            double a = MachineRows.memory(machine).orElse(0);
            double b =
                    MachineRows.ratio(machine.getMemoryCache(), machine.getMemoryTotal()).orElse(0);
            if (Math.abs(a - first) + Math.abs(b - second) > 0.001) {
                first = a;
                second = Math.min(b, 1 - a);
                requestLayout();
            }
        }

        @Override
        protected void layoutChildren() {
            double width = getWidth();
            track.resizeRelocate(0, 0, width, 9);
            used.resizeRelocate(0, 0, width * first, 9);
            cache.resizeRelocate(width * first, 0, width * second, 9);
        }
    }
}
