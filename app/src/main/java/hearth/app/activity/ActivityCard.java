package hearth.app.activity;

import hearth.app.theme.Icon;
import hearth.app.ui.Card;
import hearth.app.ui.EmptyState;
import hearth.app.ui.Numbers;
import hearth.app.ui.Texts;
import hearth.app.ui.Ui;
import hearth.app.ui.WholeRows;
import hearth.link.wire.ActivityEntry;

import javafx.geometry.Pos;
import javafx.scene.control.Label;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;
import javafx.scene.layout.StackPane;
import javafx.scene.layout.VBox;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/** The newest entries, for the overview. */
public final class ActivityCard extends VBox {
    private final Texts texts = Texts.of(ActivityCard.class);
    private final List<Row> rows = new ArrayList<>();
    private final WholeRows list = new WholeRows(2);
    private final EmptyState empty =
            new EmptyState("list-ul", texts.get("empty"), texts.get("empty.text"));

    /**
     * Shows as many entries as there is room for, two at least.
     *
     * @param viewAll opens the page
     */
    public ActivityCard(Runnable viewAll) {
        var card =
                new Card(texts.get("title"))
                        .right(Ui.link(texts.get("viewall"), viewAll, "small", "muted"))
                        .fill(list)
                        .add(empty);
        VBox.setVgrow(card, Priority.ALWAYS);
        VBox.setVgrow(empty, Priority.ALWAYS);
        getChildren().add(card);
        setMinWidth(0);
        Ui.visible(list, false);
    }

    /** Shows them, newest first. */
    public void show(List<ActivityEntry> entries) {
        int count = entries.size();
        Ui.visible(list, count > 0);
        Ui.visible(empty, count == 0);
        while (rows.size() > count) {
            list.rows().remove(rows.removeLast());
        }
        while (rows.size() < count) {
            var row = new Row();
            rows.add(row);
            list.rows().add(row);
        }
        for (int i = 0; i < count; i++) {
            rows.get(i).show(entries.get(i), i == 0);
        }
    }

    private static final class Row extends VBox {
        private final Icon icon = EntryMark.icon();
        private final Label text = Ui.wrapped("", "t-small");
        private final Label time = Ui.label("", "t-small", "c-muted");
        private final Region rule = Ui.rule();

        Row() {
            time.setMinWidth(USE_PREF_SIZE);
            HBox.setHgrow(text, Priority.ALWAYS);
            text.setMaxWidth(Double.MAX_VALUE);
            var shape = new StackPane(icon);
            shape.setStyle("-fx-padding: 3 0 0 0;");
            shape.setAlignment(Pos.TOP_CENTER);
            shape.setMinWidth(12);
            var line = new HBox(9, shape, text, time);
            line.setStyle("-fx-padding: 7 0 7 0;");
            getChildren().addAll(rule, line);
        }

        void show(ActivityEntry entry, boolean first) {
            EntryMark.show(icon, entry.getLevel(), entry.getTitle());
            Ui.text(text, entry.getTitle());
            Ui.text(time, Numbers.clock(Instant.ofEpochMilli(entry.getAt())));
            rule.setVisible(!first);
            setAccessibleText(time.getText() + ", " + entry.getTitle() + " " + entry.getDetail());
        }
    }
}
