package hearth.app.ui;

import javafx.geometry.Pos;
import javafx.scene.AccessibleAttribute;
import javafx.scene.Node;
import javafx.scene.control.Label;
import javafx.scene.control.Tooltip;
import javafx.scene.input.KeyCode;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.VBox;

/** One number that answers a question: label, mark, value, sparkline, one line of context. */
public final class StatTile extends VBox {
    private static final double WORDED = 232;
    private static final double TIP_WIDTH = 380;
    private final Tooltip tip = new Tooltip();
    private Figure shown = Figure.missing("");
    private final Label caption = Ui.label("", "caption");
    private final QualityMark mark = new QualityMark(true);
    private final Label value = Ui.label("", "value");
    private final Label unit = Ui.label("", "unit");
    private final VBox middle = new VBox();
    private final Label context = Ui.wrapped("", "context");
    private final HBox foot = new HBox(6, context);

    /** A tile with its question. */
    public StatTile(String question) {
        super(1);
        getStyleClass().addAll("card", "tile");
        setMinWidth(0);
        caption.setText(question);
        var head = new HBox(6, caption, Ui.spring(), mark);
        head.setAlignment(Pos.CENTER_LEFT);
        caption.setMinWidth(USE_PREF_SIZE);
        value.setMinWidth(USE_PREF_SIZE);
        var number = new HBox(6, value, unit);
        number.setAlignment(Pos.BASELINE_LEFT);
        foot.setAlignment(Pos.CENTER_LEFT);
        middle.setAlignment(Pos.BOTTOM_LEFT);
        VBox.setVgrow(middle, Priority.ALWAYS);
        getChildren().addAll(head, number, middle, foot);
        setFocusTraversable(true);
        widthProperty().addListener((_, _, now) -> mark.worded(now.doubleValue() >= WORDED));
        Ui.visible(middle, false);
        tip.setOnShowing(_ -> tip.setText(explained()));
        tip.setWrapText(true);
        tip.setMaxWidth(TIP_WIDTH);
        Tooltip.install(this, tip);
        // With the keyboard the focus stands for the mouse.
        focusVisibleProperty().addListener((_, _, on) -> tip(on));
        // Ctrl C on a number takes it along with where it comes from.
        setOnKeyPressed(e -> {
            if (e.isShortcutDown() && e.getCode() == KeyCode.C) {
                Ui.copy(explained());
                e.consume();
            }
        });
    }

    private void tip(boolean on) {
        var below = localToScreen(0, getHeight() + 4);
        if (on && below != null) {
            tip.show(this, below.getX(), below.getY());
        } else {
            tip.hide();
        }
    }

    /** The number with its parts, formula, mark and source, a line each. */
    private String explained() {
        return shown.explained(caption.getText());
    }

    /** Made when somebody asks: figures change each second. */
    @Override
    public Object queryAccessibleAttribute(AccessibleAttribute attribute, Object... parameters) {
        return attribute == AccessibleAttribute.HELP
                ? explained()
                : super.queryAccessibleAttribute(attribute, parameters);
    }

    /** What stands between value and context: a sparkline, a bar. */
    public StatTile middle(Node node) {
        middle.getChildren().setAll(node);
        middle.setStyle("-fx-padding: 5 0 8 0;");
        Ui.visible(middle, true);
        return this;
    }

    /** Shows or hides what stands between value and context. */
    public void middleVisible(boolean on) {
        Ui.visible(middle, on && !middle.getChildren().isEmpty());
    }

    /** A node after the context, such as a link. */
    public StatTile foot(Node... nodes) {
        foot.getChildren().addAll(nodes);
        return this;
    }

    /** Changes the question. */
    public void question(String text) {
        Ui.text(caption, text);
    }

    /** Shows a figure and its context. */
    public void show(Figure figure, String line) {
        shown = figure;
        Ui.text(value, figure.number());
        Ui.text(unit, figure.unit());
        mark.show(figure);
        Ui.style(this, "old", figure.mark() == Mark.OLD);
        Ui.style(this, "none", figure.mark() == Mark.NONE);
        Ui.text(context, line);
        Ui.visible(context, !line.isEmpty());
        String spoken = figure.spoken(caption.getText());
        if (!spoken.equals(getAccessibleText())) {
            setAccessibleText(spoken);
        }
    }
}
