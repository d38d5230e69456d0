package hearth.app.shell;

import hearth.app.ui.Texts;
import hearth.app.ui.Ui;

import javafx.animation.FadeTransition;
import javafx.geometry.Pos;
import javafx.scene.Node;
import javafx.scene.Parent;
import javafx.scene.input.KeyCode;
import javafx.scene.input.KeyEvent;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Region;
import javafx.scene.layout.StackPane;
import javafx.scene.layout.VBox;
import javafx.util.Duration;

import org.jspecify.annotations.Nullable;

import java.util.ArrayList;
import java.util.List;
import java.util.function.BooleanSupplier;

/** Shows one dialog at a time over the whole window, with a scrim; Esc closes it. */
public final class Dialogs extends StackPane {
    private static final Texts TEXTS = Texts.of(Ui.class);
    private final Region scrim = new Region();
    private @Nullable Node before;
    private boolean closable = true;
    private Node cross = new Region();
    private final BooleanSupplier calm;
    private Runnable onClose = () -> {};

    /**
     * No dialog yet.
     *
     * @param calm whether they appear at once, without fading
     */
    Dialogs(BooleanSupplier calm) {
        this.calm = calm;
        scrim.getStyleClass().add("scrim");
        getChildren().add(scrim);
        setVisible(false);
        scrim.setOnMouseClicked(_ -> dismiss());
        addEventFilter(
                KeyEvent.KEY_PRESSED,
                e -> {
                    if (e.getCode() == KeyCode.ESCAPE) {
                        dismiss();
                        e.consume();
                    } else if (e.getCode() == KeyCode.TAB && turn(!e.isShiftDown())) {
                        e.consume();
                    }
                });
    }

    /**
     * Shows a dialog.
     *
     * @param title its head
     * @param width 520 to 880
     * @param body what it says
     * @param buttons at its foot, the safe one first
     */
    public void show(String title, double width, Node body, Node... buttons) {
        cross = Ui.iconButton("x-lg", TEXTS.get("close"), this::dismiss, "quiet", "small");
        var head = new HBox(10, Ui.label(title, "t-lead"), Ui.spring(), cross);
        head.setAlignment(Pos.CENTER_LEFT);
        head.getStyleClass().add("dialog-head");
        var inner = new VBox(body);
        inner.getStyleClass().add("dialog-body");
        var box = new VBox(head, new DialogBody(inner));
        if (buttons.length > 0) {
            var foot = new HBox(8, Ui.spring());
            foot.getChildren().addAll(buttons);
            foot.setAlignment(Pos.CENTER_RIGHT);
            foot.getStyleClass().add("dialog-foot");
            box.getChildren().add(foot);
        }
        box.getStyleClass().add("dialog-box");
        box.setAccessibleText(title);
        present(box, width, Pos.CENTER);
    }

    /** Shows a box of its own making. */
    void present(Region box, double width, Pos where) {
        if (!isVisible() && getScene() != null) {
            before = getScene().getFocusOwner();
        }
        closable = true;
        onClose = () -> {};
        box.setMaxSize(width, USE_PREF_SIZE);
        box.setPrefWidth(width);
        StackPane.setAlignment(box, where);
        getChildren().setAll(scrim, box);
        setVisible(true);
        // Before it is styled a body that scrolls does not hold its content yet.
        applyCss();
        if (!calm.getAsBoolean()) {
            var fade = new FadeTransition(Duration.millis(120), this);
            fade.setFromValue(0);
            fade.setToValue(1);
            fade.play();
        }
        focusFirst(box);
    }

    /** At either end the focus goes on at the other: the page behind the scrim is not there. */
    private boolean turn(boolean forwards) {
        List<Node> stops = new ArrayList<>();
        stops(this, stops);
        var owner = getScene().getFocusOwner();
        int at = stops.indexOf(owner);
        int end = forwards ? stops.size() - 1 : 0;
        if (stops.isEmpty() || (at >= 0 && at != end)) {
            return false;
        }
        stops.get(forwards ? 0 : stops.size() - 1).requestFocus();
        return true;
    }

    private static void stops(Parent parent, List<Node> found) {
        for (var child : parent.getChildrenUnmodifiable()) {
            if (child.isVisible() && !child.isDisabled()) {
                if (child.isFocusTraversable()) {
                    found.add(child);
                }
                if (child instanceof Parent inner) {
                    stops(inner, found);
                }
            }
        }
    }

    private static void focusFirst(Node node) {
        var wanted = node.lookup(".primary");
        if (wanted == null) {
            wanted = node.lookup(".text-input");
        }
        if (wanted == null) {
            wanted = node.lookup(".button");
        }
        if (wanted != null) {
            wanted.requestFocus();
        }
    }

    /** While a signature is under way a click beside must not close it. */
    public void closable(boolean may) {
        closable = may;
        cross.setVisible(may);
    }

    /** Called when this dialog closes, however. */
    public void onClose(Runnable action) {
        onClose = action;
    }

    /** Whether one is shown. */
    public boolean showing() {
        return isVisible();
    }

    private void dismiss() {
        if (closable) {
            close();
        }
    }

    /** Closes it and gives the focus back. */
    public void close() {
        if (!isVisible()) {
            return;
        }
        setVisible(false);
        getChildren().setAll(scrim);
        var after = onClose;
        onClose = () -> {};
        if (before != null) {
            before.requestFocus();
            before = null;
        }
        after.run();
    }
}
