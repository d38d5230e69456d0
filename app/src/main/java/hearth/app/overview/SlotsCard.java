package hearth.app.overview;

import hearth.app.shell.LiveView;
import hearth.app.slots.SlotCard;
import hearth.app.ui.Card;
import hearth.app.ui.EmptyState;
import hearth.app.ui.Texts;
import hearth.app.ui.Ui;

import javafx.scene.control.Label;
import javafx.scene.layout.Priority;
import javafx.scene.layout.VBox;

import java.util.ArrayList;
import java.util.List;

/** The slots of this machine, in short. */
final class SlotsCard extends VBox {
    private static final int MOST = 4;
    private final Texts texts = Texts.of(SlotsCard.class);
    private final Label count = Ui.label("", "t-small", "c-muted");
    private final VBox list = new VBox(9);
    private final List<SlotCard> cards = new ArrayList<>();
    private final EmptyState empty;

    SlotsCard(Runnable open) {
        empty =
                new EmptyState("grid", texts.get("slots.empty"), texts.get("slots.empty.text"))
                        .actions(Ui.button(texts.get("slots.go"), open, "small"));
        var card = new Card(texts.get("slots")).right(count).add(list, empty);
        VBox.setVgrow(card, Priority.ALWAYS);
        VBox.setVgrow(empty, Priority.ALWAYS);
        getChildren().add(card);
        setMinWidth(0);
    }

    void show(LiveView view) {
        var slots = view.live().getSlotsList();
        long working = slots.stream().filter(s -> "working".equals(s.getState())).count();
        Ui.text(count, slots.isEmpty() ? "" : texts.get("slots.working", working, slots.size()));
        int shown = Math.min(MOST, slots.size());
        while (cards.size() > shown) {
            list.getChildren().remove(cards.removeLast());
        }
        while (cards.size() < shown) {
            var card = new SlotCard();
            cards.add(card);
            list.getChildren().add(card);
        }
        for (int i = 0; i < shown; i++) {
            cards.get(i).show(view, slots.get(i));
        }
        Ui.visible(list, shown > 0);
        Ui.visible(empty, shown == 0);
    }
}
