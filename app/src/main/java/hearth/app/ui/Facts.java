package hearth.app.ui;

import javafx.geometry.Pos;
import javafx.scene.Node;
import javafx.scene.control.Label;
import javafx.scene.control.OverrunStyle;
import javafx.scene.control.Tooltip;
import javafx.scene.layout.HBox;
import javafx.scene.layout.VBox;

import java.util.LinkedHashMap;
import java.util.Map;

/** Names at the left, values at the right, a line each. */
public final class Facts extends VBox {
    private static final int SHORT = 18;
    private final Map<String, Label> values = new LinkedHashMap<>();
    private final Map<String, Label> notes = new LinkedHashMap<>();

    /** No facts yet. */
    public Facts() {
        super(7);
        setMinWidth(0);
    }

    /** Sets the value of a name; the line is made on first sight. */
    public Facts set(String name, String value) {
        return set(name, value, "");
    }

    /** Sets value and the muted words after it. */
    public Facts set(String name, String value, String note, String... styles) {
        var label = values.get(name);
        if (label == null) {
            label = Ui.label(value);
            // The end of a path or a name tells as much as its beginning.
            label.setTextOverrun(OverrunStyle.CENTER_ELLIPSIS);
            values.put(name, label);
            line(name, label);
        }
        Ui.text(label, value);
        boolean cut = value.length() > SHORT;
        label.setMinWidth(cut ? 0 : USE_PREF_SIZE);
        if (!cut) {
            label.setTooltip(null);
        } else if (label.getTooltip() == null) {
            label.setTooltip(new Tooltip(value));
        } else if (!label.getTooltip().getText().equals(value)) {
            label.getTooltip().setText(value);
        }
        var after = notes.get(name);
        if (after != null) {
            Ui.text(after, note);
            Ui.visible(after, !note.isEmpty());
            if (after.getParent() instanceof FactLine line) {
                line.requestLayout();
            }
        }
        if (styles.length > 0 && !label.getStyleClass().contains(styles[0])) {
            label.getStyleClass().setAll("label");
            label.getStyleClass().addAll(styles);
        }
        return this;
    }

    /** A line whose value is a node. */
    public Facts node(String name, Node value) {
        var line = new HBox(10, Ui.label(name, "c-muted"), Ui.spring(), value);
        line.setAlignment(Pos.CENTER_LEFT);
        line.setMinHeight(20);
        getChildren().add(line);
        return this;
    }

    private void line(String name, Label label) {
        var key = Ui.label(name, "c-muted");
        key.setMinWidth(name.length() <= SHORT ? USE_PREF_SIZE : 30);
        var note = Ui.label("", "c-muted");
        note.setMinWidth(USE_PREF_SIZE);
        Ui.visible(note, false);
        notes.put(name, note);
        getChildren().add(new FactLine(key, label, note));
    }

    /** Where the note has no room beside name and value, it is in the name's tooltip. */
    private static final class FactLine extends HBox {
        private final Label key;
        private final Label value;
        private final Label note;
        private final Tooltip words = new Tooltip();

        FactLine(Label key, Label value, Label note) {
            super(6, key, Ui.spring(), value, note);
            this.key = key;
            this.value = value;
            this.note = note;
            setAlignment(Pos.CENTER_LEFT);
            setMinHeight(19);
            setMinWidth(0);
        }

        @Override
        protected void layoutChildren() {
            boolean some = !note.getText().isEmpty();
            double wanted = key.prefWidth(-1) + value.prefWidth(-1) + note.prefWidth(-1);
            boolean room = wanted + 3 * getSpacing() <= getWidth();
            Ui.visible(note, some && room);
            words.setText(note.getText());
            key.setTooltip(some && !room ? words : null);
            super.layoutChildren();
        }
    }
}
