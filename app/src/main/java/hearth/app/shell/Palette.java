package hearth.app.shell;

import hearth.app.theme.Icon;
import hearth.app.ui.Texts;
import hearth.app.ui.Ui;

import javafx.css.PseudoClass;
import javafx.geometry.Pos;
import javafx.scene.control.Label;
import javafx.scene.control.TextField;
import javafx.scene.input.KeyEvent;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;
import javafx.scene.layout.VBox;
import javafx.scene.text.Text;
import javafx.scene.text.TextFlow;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** Ctrl K: do, go to, find. */
final class Palette extends VBox {
    private static final PseudoClass SELECTED = PseudoClass.getPseudoClass("selected");
    private static final int MOST = 9;
    private final Texts texts = Texts.of(Ui.class);
    private final TextField field = new TextField();
    private final VBox list = new VBox();
    private final DialogBody body = new DialogBody(list);
    private final List<HBox> rows = new ArrayList<>();
    private final List<Command> shown = new ArrayList<>();
    private final List<Command> all;
    private final Dialogs dialogs;
    private int selected;

    Palette(List<Command> all, Dialogs dialogs) {
        this.all = all;
        this.dialogs = dialogs;
        getStyleClass().add("dialog-box");
        field.getStyleClass().add("palette-field");
        field.setPromptText(texts.get("palette.prompt"));
        HBox.setHgrow(field, Priority.ALWAYS);
        var head = new HBox(12, new Icon("search", 16), field, key("Esc"));
        head.setAlignment(Pos.CENTER_LEFT);
        head.getStyleClass().add("palette-head");
        list.getStyleClass().add("palette-list");
        var foot =
                new HBox(
                        6,
                        key("↑"),
                        key("↓"),
                        Ui.label(texts.get("palette.choose"), "t-small", "c-muted"),
                        space(8),
                        key("Enter"),
                        Ui.label(texts.get("palette.do"), "t-small", "c-muted"),
                        Ui.spring(),
                        key("Ctrl"),
                        key("K"),
                        Ui.label(texts.get("palette.opens"), "t-small", "c-muted"));
        foot.setAlignment(Pos.CENTER_LEFT);
        foot.getStyleClass().add("palette-foot");
        getChildren().addAll(head, body, foot);
        field.textProperty().addListener(_ -> find());
        field.addEventFilter(KeyEvent.KEY_PRESSED, this::key);
        find();
    }

    private static Label key(String text) {
        var label = new Label(text);
        label.getStyleClass().setAll("label", "key");
        label.setMinWidth(USE_PREF_SIZE);
        return label;
    }

    private static Region space(double width) {
        var space = new Region();
        space.setMinWidth(width);
        return space;
    }

    /** Writes a search, as a user would. */
    void search(String text) {
        field.setText(text);
    }

    private void key(KeyEvent event) {
        switch (event.getCode()) {
            case DOWN -> select(selected + 1);
            case UP -> select(selected - 1);
            case ENTER -> run(selected);
            default -> {
                return;
            }
        }
        event.consume();
    }

    private void select(int index) {
        if (rows.isEmpty()) {
            return;
        }
        rows.get(selected).pseudoClassStateChanged(SELECTED, false);
        selected = Math.floorMod(index, rows.size());
        rows.get(selected).pseudoClassStateChanged(SELECTED, true);
        field.setAccessibleText(shown.get(selected).title());
        // In a low window the list scrolls; what is chosen stays in sight.
        body.setVvalue(rows.size() < 2 ? 0 : (double) selected / (rows.size() - 1));
    }

    private void run(int index) {
        if (index < shown.size()) {
            dialogs.close();
            shown.get(index).action().run();
        }
    }

    private void find() {
        String wanted = field.getText().strip().toLowerCase(Locale.ROOT);
        list.getChildren().clear();
        rows.clear();
        shown.clear();
        selected = 0;
        String group = "";
        for (var command : all) {
            boolean fits =
                    command.title().toLowerCase(Locale.ROOT).contains(wanted)
                            || (!wanted.isEmpty()
                                    && command.note().toLowerCase(Locale.ROOT).contains(wanted));
            if (!fits || shown.size() == MOST) {
                continue;
            }
            if (!command.group().equals(group)) {
                group = command.group();
                var heading = Ui.label(group, "palette-group");
                list.getChildren().add(heading);
            }
            var row = row(command, wanted, shown.size());
            rows.add(row);
            shown.add(command);
            list.getChildren().add(row);
        }
        if (rows.isEmpty()) {
            list.getChildren().add(Ui.label(texts.get("palette.none", wanted), "palette-group"));
        } else {
            select(0);
        }
    }

    private HBox row(Command command, String wanted, int index) {
        var title = new TextFlow();
        int at = command.title().toLowerCase(Locale.ROOT).indexOf(wanted);
        if (wanted.isEmpty() || at < 0) {
            title.getChildren().add(text(command.title(), "c-fg"));
        } else {
            title.getChildren().add(text(command.title().substring(0, at), "c-fg"));
            int end = at + wanted.length();
            var hit = text(command.title().substring(at, end), "c-orange");
            hit.getStyleClass().add("t-strong");
            title.getChildren().add(hit);
            title.getChildren().add(text(command.title().substring(end), "c-fg"));
        }
        title.setMinWidth(USE_PREF_SIZE);
        title.setMaxHeight(USE_PREF_SIZE);
        var row =
                new HBox(
                        11,
                        new Icon(command.icon(), 14),
                        title,
                        Ui.label(command.note(), "t-small", "c-muted"),
                        Ui.spring());
        command.keys().forEach(k -> row.getChildren().add(key(k)));
        row.setAlignment(Pos.CENTER_LEFT);
        row.getStyleClass().add("palette-row");
        row.setOnMouseClicked(_ -> run(index));
        return row;
    }

    private static Text text(String content, String style) {
        var text = new Text(content);
        text.getStyleClass().add(style);
        return text;
    }
}
