package hearth.app.machine;

import hearth.app.shell.LiveView;
import hearth.app.ui.Card;
import hearth.app.ui.Column;
import hearth.app.ui.DataTable;
import hearth.app.ui.Numbers;
import hearth.app.ui.Texts;
import hearth.app.ui.Ui;
import hearth.link.wire.Program;

import javafx.scene.layout.Priority;
import javafx.scene.layout.VBox;

import java.util.Comparator;
import java.util.List;

/** The programs that use most. */
final class ProgramCard extends VBox {
    private static final int MOST = 6;
    private final Texts texts = Texts.of(ProgramCard.class);
    private final DataTable<Program> table;

    ProgramCard() {
        table =
                new DataTable<>(
                        33,
                        16,
                        List.of(
                                Column.<Program>words(
                                                texts.get("program"),
                                                p -> p.getName() + "  " + p.getPid())
                                        .width(60, 200)
                                        .grow(1),
                                Column.<Program>words(
                                                texts.get("worker"),
                                                p ->
                                                        p.getWorker().isEmpty()
                                                                ? texts.get("yours")
                                                                : p.getWorker(),
                                                "c-muted")
                                        .leaves(1),
                                Column.<Program>numbers(
                                        texts.get("cpu"), p -> Numbers.percent(p.getCpu())),
                                Column.<Program>numbers(
                                        texts.get("memory"), p -> Numbers.memory(p.getMemory()))));
        var card =
                new Card(texts.get("programs"))
                        .flush()
                        .right(Ui.label(texts.get("every5"), "t-small", "c-muted"))
                        .add(table);
        VBox.setVgrow(card, Priority.ALWAYS);
        getChildren().add(card);
        setMinWidth(0);
    }

    void show(LiveView view) {
        table.show(
                view.live().getMachine().getProgramsList().stream()
                        .sorted(Comparator.comparingDouble(p -> -p.getCpu()))
                        .limit(MOST)
                        .toList());
    }
}
