package hearth.app.wallet;

import hearth.app.theme.Icon;
import hearth.app.ui.Texts;
import hearth.app.ui.Ui;

import javafx.geometry.Pos;
import javafx.scene.AccessibleRole;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.input.Clipboard;
import javafx.scene.input.KeyCode;
import javafx.scene.input.KeyEvent;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;

import java.util.Arrays;

/**
 * A field for a passphrase or recovery words. What is typed lies in characters that are wiped,
 * never in a text; only while the eye is open a text is made for the screen.
 */
public final class SecretField extends HBox {
    private static final int MOST = 512;
    private static final Texts TEXTS = Texts.of(SecretField.class);

    private final char[] typed = new char[MOST];
    private final Label shown = Ui.label("");
    private final Region caret = new Region();
    private final Button eye;
    private int size;
    private boolean open;
    private Runnable onChange = () -> {};
    private Runnable onEnter = () -> {};

    /**
     * @param name for the screen reader
     */
    public SecretField(String name) {
        super(0);
        getStyleClass().addAll("field", "secret");
        setAlignment(Pos.CENTER_LEFT);
        setFocusTraversable(true);
        setAccessibleRole(AccessibleRole.PASSWORD_FIELD);
        setAccessibleText(name);
        setMinWidth(0);
        caret.getStyleClass().add("secret-caret");
        HBox.setHgrow(shown, Priority.NEVER);
        eye = Ui.iconButton("eye", TEXTS.get("secret.show"), this::look, "quiet", "small");
        getChildren().addAll(shown, caret, Ui.spring(), eye);
        caret.visibleProperty().bind(focusedProperty());
        setOnMousePressed(press -> {
            requestFocus();
            // A scroll pane around it would take the focus for itself.
            press.consume();
        });
        addEventHandler(KeyEvent.KEY_TYPED, this::type);
        addEventHandler(KeyEvent.KEY_PRESSED, this::press);
    }

    /** Called when what is typed changed. */
    public SecretField onChange(Runnable action) {
        onChange = action;
        return this;
    }

    /** Called on Enter. */
    public SecretField onEnter(Runnable action) {
        onEnter = action;
        return this;
    }

    /** Nothing was typed. */
    public boolean isEmpty() {
        return size == 0;
    }

    /** A copy of what was typed; the caller wipes it. */
    public char[] take() {
        return Arrays.copyOf(typed, size);
    }

    /** Wipes what was typed. */
    public void wipe() {
        Arrays.fill(typed, '\0');
        size = 0;
        open = false;
        draw();
    }

    /** Adds characters as if typed. */
    void enter(CharSequence more) {
        for (int i = 0; i < more.length() && size < MOST; i++) {
            char c = more.charAt(i);
            typed[size++] = Character.isISOControl(c) ? ' ' : c;
        }
        draw();
    }

    private void type(KeyEvent event) {
        String text = event.getCharacter();
        boolean command = event.isShortcutDown() || event.isMetaDown();
        if (command || text.isEmpty() || Character.isISOControl(text.charAt(0))) {
            return;
        }
        enter(text);
        event.consume();
    }

    private void press(KeyEvent event) {
        if (event.getTarget() != this) {
            return;
        }
        if (event.isShortcutDown() && event.getCode() == KeyCode.V) {
            String pasted = Clipboard.getSystemClipboard().getString();
            if (pasted != null) {
                enter(pasted.strip());
            }
        } else if (event.getCode() == KeyCode.BACK_SPACE) {
            erase(event.isShortcutDown());
        } else if (event.getCode() == KeyCode.ENTER) {
            onEnter.run();
        } else {
            return;
        }
        event.consume();
    }

    private void erase(boolean all) {
        if (all) {
            Arrays.fill(typed, '\0');
            size = 0;
        } else if (size > 0) {
            typed[--size] = '\0';
        }
        draw();
    }

    private void look() {
        open = !open;
        draw();
        requestFocus();
    }

    private void draw() {
        eye.setGraphic(new Icon(open ? "eye-slash" : "eye", 13));
        Ui.text(shown, open ? new String(typed, 0, size) : "•".repeat(size));
        onChange.run();
    }
}
