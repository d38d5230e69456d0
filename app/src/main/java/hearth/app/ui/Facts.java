package hearth.app.ui;

import javafx.geometry.HPos;
import javafx.geometry.Pos;
import javafx.geometry.VPos;
import javafx.scene.Node;
import javafx.scene.control.Label;
import javafx.scene.control.OverrunStyle;
import javafx.scene.control.Tooltip;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Region;
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
        notes.put(name, note);
        getChildren().add(new FactLine(key, label, note));
    }

    /** Where the note has no room beside name and value, it is in the name's tooltip. */
    private static final class FactLine extends Region {
        private static final double SPACE = 6;
        private static final double LEAST = 19;
        private final Label key;
        private final Label value;
        private final Label note;
        private final Tooltip words = new Tooltip();

        FactLine(Label key, Label value, Label note) {
            this.key = key;
            this.value = value;
            this.note = note;
            getChildren().addAll(key, value, note);
            setMinSize(0, LEAST);
        }

        @Override
        protected double computePrefWidth(double height) {
            return key.prefWidth(-1) + SPACE + value.prefWidth(-1) + noteWidth();
        }

        @Override
        protected double computePrefHeight(double width) {
            return Math.max(LEAST, Math.max(key.prefHeight(-1), value.prefHeight(-1)));
        }

        private double noteWidth() {
            return note.getText().isEmpty() ? 0 : SPACE + note.prefWidth(-1);
        }

        /** Only shows and hides, which asks for no other layout. */
        @Override
        protected void layoutChildren() {
            double name = key.prefWidth(-1);
            double figure = value.prefWidth(-1);
            boolean some = !note.getText().isEmpty();
            boolean room = name + 2 * SPACE + figure + noteWidth() <= getWidth();
            note.setVisible(some && room);
            if (!words.getText().equals(note.getText())) {
                words.setText(note.getText());
            }
            key.setTooltip(some && !room ? words : null);
            double right = getWidth();
            if (some && room) {
                place(note, right - note.prefWidth(-1), note.prefWidth(-1));
                right -= noteWidth();
            }
            // The name gives way first, down to what it needs, then a value that may be cut.
            double least = Math.min(name, key.minWidth(-1));
            double shown = Math.max(value.minWidth(-1), Math.min(figure, right - least - SPACE));
            place(value, right - shown, shown);
            place(key, 0, Math.max(least, Math.min(name, right - shown - SPACE)));
        }

        private void place(Label label, double x, double width) {
            layoutInArea(label, x, 0, width, getHeight(), 0, HPos.LEFT, VPos.CENTER);
        }
    }
}
