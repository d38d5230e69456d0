package hearth.app.machine;

import hearth.app.shell.LiveView;
import hearth.app.shell.Navigator;
import hearth.app.shell.PageId;
import hearth.app.shell.Route;
import hearth.app.ui.Card;
import hearth.app.ui.Column;
import hearth.app.ui.Condition;
import hearth.app.ui.DataTable;
import hearth.app.ui.EmptyState;
import hearth.app.ui.Numbers;
import hearth.app.ui.StateMark;
import hearth.app.ui.Texts;
import hearth.app.ui.Ui;
import hearth.link.wire.Worker;

import javafx.scene.layout.Priority;
import javafx.scene.layout.VBox;

import java.util.List;

/** The workers of this machine. */
final class HereCard extends VBox {
    private final Texts texts = Texts.of(HereCard.class);
    private final DataTable<Worker> table;
    private final EmptyState none;

    HereCard(Navigator navigator) {
        table =
                new DataTable<Worker>(
                                33,
                                16,
                                List.of(
                                        Column.<Worker, StateMark>nodes(
                                                        texts.get("worker"),
                                                        StateMark::new,
                                                        (mark, w) ->
                                                                mark.show(
                                                                        Condition.of(w.getState()),
                                                                        w.getName()))
                                                .grow(1),
                                        Column.<Worker>words(
                                                        texts.get("where"),
                                                        w -> texts.get("inslot", w.getSlot()),
                                                        "c-muted")
                                                .leaves(1),
                                        Column.<Worker>numbers(
                                                texts.get("rate"),
                                                w ->
                                                        Numbers.unit(
                                                                Numbers.short4(
                                                                        w.getRatePerSecond()),
                                                                "/s")),
                                        Column.<Worker>numbers(
                                                texts.get("watts"),
                                                w ->
                                                        w.getPower().hasValue()
                                                                ? Numbers.fixed(
                                                                        w.getPower().getValue(), 1)
                                                                : Numbers.DASH)))
                        .onOpen(w -> navigator.open(new Route(PageId.WORKER, w.getName())));
        none = new EmptyState("graph-up", texts.get("here.none"), texts.get("here.none.text"));
        var card = new Card(texts.get("here")).flush().add(table).fill(none);
        VBox.setVgrow(card, Priority.ALWAYS);
        getChildren().add(card);
        setMinWidth(0);
    }

    void show(LiveView view) {
        var workers = view.live().getWorkersList();
        Ui.visible(table, !workers.isEmpty());
        Ui.visible(none, workers.isEmpty());
        table.show(workers);
    }
}
