package hearth.app.machine;

import hearth.app.shell.LiveView;
import hearth.app.ui.Column;
import hearth.app.ui.Condition;
import hearth.app.ui.DataTable;
import hearth.app.ui.Figure;
import hearth.app.ui.Mark;
import hearth.app.ui.MeterBar;
import hearth.app.ui.Numbers;
import hearth.app.ui.QualityMark;
import hearth.app.ui.StateMark;
import hearth.app.ui.Texts;
import hearth.app.ui.Ui;
import hearth.link.wire.Disk;
import hearth.link.wire.Machine;
import hearth.link.wire.Value;

import javafx.geometry.Pos;
import javafx.scene.control.Label;
import javafx.scene.layout.HBox;
import javafx.scene.layout.VBox;

import java.util.Comparator;
import java.util.List;
import java.util.OptionalDouble;
import java.util.function.Function;

/** Rows of machines, the same on every page. */
public final class MachineRows {
    private static final Texts TEXTS = Texts.of(MachineRows.class);

    private MachineRows() {}

    /** The table of the overview: fewer columns when narrow. */
    public static DataTable<LiveView> brief() {
        return new DataTable<>(
                44, 16, List.of(name(), cpu(), ram(), disk(), temperature(), watts()));
    }

    static Condition condition(LiveView view) {
        return view.old() ? Condition.SILENT : Condition.of(view.live().getMachine().getState());
    }

    static Column<LiveView, ?> name() {
        return Column.<LiveView, NameCell>nodes(TEXTS.get("name"), NameCell::new, NameCell::show)
                .width(110, 172)
                .grow(2);
    }

    /** The name alone, for a table whose next column says the state. */
    static Column<LiveView, ?> plainName() {
        return Column.<LiveView, NameCell>nodes(
                        TEXTS.get("name"), NameCell::withoutShape, NameCell::show)
                .width(110, 172)
                .grow(2);
    }

    static Column<LiveView, ?> cpu() {
        return share(TEXTS.get("cpu"), v -> share(v.live().getMachine().getCpuLoad())).leaves(3);
    }

    static Column<LiveView, ?> ram() {
        return share(TEXTS.get("ram"), v -> memory(v.live().getMachine())).leaves(4);
    }

    static Column<LiveView, ?> disk() {
        return share(TEXTS.get("disk"), v -> fullestDisk(v.live().getMachine())).leaves(5);
    }

    static Column<LiveView, ?> temperature() {
        return Column.<LiveView>numbers(
                        TEXTS.get("temp"),
                        v -> {
                            var hottest = hottest(v.live().getMachine());
                            return hottest.isPresent()
                                    ? Numbers.unit(Numbers.fixed(hottest.getAsDouble(), 0), "°C")
                                    : Numbers.DASH;
                        })
                .leaves(6);
    }

    static Column<LiveView, ?> watts() {
        return Column.<LiveView, WattsCell>nodes(
                        TEXTS.get("power"), WattsCell::new, WattsCell::show)
                .right();
    }

    private static Column<LiveView, ShareCell> share(
            String title, Function<LiveView, OptionalDouble> value) {
        return Column.<LiveView, ShareCell>nodes(
                title, ShareCell::new, (cell, view) -> cell.show(value.apply(view), view.old()));
    }

    static OptionalDouble share(Value value) {
        return value.hasValue() ? OptionalDouble.of(value.getValue()) : OptionalDouble.empty();
    }

    static OptionalDouble memory(Machine machine) {
        return ratio(machine.getMemoryUsed(), machine.getMemoryTotal());
    }

    static OptionalDouble ratio(Value part, Value whole) {
        return part.hasValue() && whole.hasValue() && whole.getValue() > 0
                ? OptionalDouble.of(part.getValue() / whole.getValue())
                : OptionalDouble.empty();
    }

    static OptionalDouble fullestDisk(Machine machine) {
        return machine.getDisksList().stream()
                .map(MachineRows::used)
                .filter(OptionalDouble::isPresent)
                .mapToDouble(OptionalDouble::getAsDouble)
                .max();
    }

    static OptionalDouble used(Disk disk) {
        return ratio(disk.getUsed(), disk.getTotal());
    }

    static OptionalDouble hottest(Machine machine) {
        return machine.getTemperaturesList().stream()
                .filter(s -> s.getReading().hasValue())
                .mapToDouble(s -> s.getReading().getValue())
                .max();
    }

    /** What the machine is, in a line: "this PC · Ryzen 7 5700X". */
    static String about(Machine machine) {
        return machine.getThrottling().isEmpty()
                ? TEXTS.get("thispc", shortModel(machine.getModel()))
                : TEXTS.get("throttled", machine.getThrottling());
    }

    /** A processor's name without the words that every maker adds. */
    static String shortModel(String model) {
        String text =
                model.replaceAll("\\((R|TM|r|tm)\\)", "")
                        .replaceAll("(?i)\\b(cpu|processor|\\d+-core)\\b", "")
                        .replaceAll("@.*$", "")
                        .replaceAll("\\s+", " ")
                        .strip();
        return text.isEmpty() ? TEXTS.get("model.unknown") : text;
    }

    static List<Disk> disks(Machine machine) {
        return machine.getDisksList().stream()
                .sorted(
                        Comparator.comparingDouble((Disk d) ->
                                -(d.getTotal().hasValue() ? d.getTotal().getValue() : 0)))
                .toList();
    }

    static final class NameCell extends HBox {
        private final StateMark shape = StateMark.shapeOnly();
        private final Label name = Ui.label("", "t-strong");
        private final Label about = Ui.label("", "t-small", "c-muted");

        NameCell() {
            super(8);
            setAlignment(Pos.CENTER_LEFT);
            var text = new VBox(-1, name, about);
            text.setAlignment(Pos.CENTER_LEFT);
            text.setMinWidth(0);
            getChildren().addAll(shape, text);
            setMinWidth(0);
        }

        static NameCell withoutShape() {
            var cell = new NameCell();
            Ui.visible(cell.shape, false);
            return cell;
        }

        void show(LiveView view) {
            var machine = view.live().getMachine();
            shape.show(condition(view));
            Ui.text(name, machine.getName());
            Ui.text(about, about(machine));
            Ui.style(about, "c-amber", !machine.getThrottling().isEmpty());
            Ui.style(name, "c-dim", view.old());
            setAccessibleText(name.getText() + ", " + condition(view).word());
        }
    }

    static final class ShareCell extends HBox {
        private final MeterBar bar = new MeterBar(true);
        private final Label text = Ui.label("");

        ShareCell() {
            super(9);
            setAlignment(Pos.CENTER_LEFT);
            bar.setPrefWidth(34);
            bar.setMinWidth(34);
            text.setMinWidth(40);
            text.setAlignment(Pos.CENTER_RIGHT);
            getChildren().addAll(bar, text);
        }

        void show(OptionalDouble value, boolean old) {
            bar.setVisible(value.isPresent());
            bar.show(value.orElse(0), old);
            Ui.text(text, value.isPresent() ? Numbers.percent(value.getAsDouble()) : Numbers.DASH);
            Ui.style(text, "c-dim", old || value.isEmpty());
            setAccessibleText(text.getText());
        }
    }

    static final class WattsCell extends HBox {
        private final Label text = Ui.label("");
        private final QualityMark mark = new QualityMark(false);

        WattsCell() {
            super(6);
            setAlignment(Pos.CENTER_RIGHT);
            text.setMinWidth(USE_PREF_SIZE);
            mark.setMinWidth(14);
            getChildren().addAll(text, mark);
        }

        void show(LiveView view) {
            var figure =
                    Figure.of(view.live().getMachine().getPower(), w -> Numbers.fixed(w, 1), "W");
            boolean none = figure.mark() == Mark.NONE;
            var shown = view.old() ? figure.old("") : figure;
            Ui.text(text, none ? "— " + Mark.NONE.word() : shown.text());
            Ui.style(text, "c-dim", none || view.old());
            Ui.visible(mark, !none);
            mark.show(shown);
            setAccessibleText(shown.spoken(TEXTS.get("power")));
        }
    }
}
