package hearth.app.ui;

import hearth.app.theme.Icon;

import javafx.scene.Node;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.control.Tooltip;
import javafx.scene.input.Clipboard;
import javafx.scene.input.ClipboardContent;
import javafx.scene.input.KeyCode;
import javafx.scene.input.KeyEvent;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;

/** Small nodes that every page needs, named by style, never by colour. */
public final class Ui {
    private Ui() {}

    /** A text with style classes such as "t-section", "c-muted". */
    public static Label label(String text, String... styles) {
        var label = new Label(text);
        label.getStyleClass().addAll(styles);
        label.setMinWidth(0);
        return label;
    }

    /** A text that breaks into lines. */
    public static Label wrapped(String text, String... styles) {
        var label = label(text, styles);
        label.setWrapText(true);
        label.setMinHeight(Region.USE_PREF_SIZE);
        return label;
    }

    /** Fills what is left of a row. */
    public static Region spring() {
        var spring = new Region();
        HBox.setHgrow(spring, Priority.ALWAYS);
        return spring;
    }

    /** A line between parts. */
    public static Region rule() {
        var rule = new Region();
        rule.getStyleClass().add("rule");
        return rule;
    }

    /** A button of normal height. */
    public static Button button(String text, Runnable action, String... styles) {
        var button = new Button(text);
        button.getStyleClass().add("h");
        button.getStyleClass().addAll(styles);
        button.setMinWidth(Region.USE_PREF_SIZE);
        button.setOnAction(_ -> action.run());
        return entered(button);
    }

    /** Enter presses the button that has the focus, not the dialog's default one. */
    private static Button entered(Button button) {
        button.addEventHandler(
                KeyEvent.KEY_PRESSED,
                press -> {
                    if (press.getCode() == KeyCode.ENTER) {
                        press.consume();
                        button.fire();
                    }
                });
        return button;
    }

    /** A button with an icon before its text. */
    public static Button button(String icon, String text, Runnable action, String... styles) {
        var button = button(text, action, styles);
        button.setGraphic(new Icon(icon, 13));
        return button;
    }

    /** A button that is only an icon; its name is for the tooltip and the screen reader. */
    public static Button iconButton(String icon, String name, Runnable action, String... styles) {
        var button = button("", action, styles);
        button.getStyleClass().add("square");
        button.setGraphic(new Icon(icon, 13));
        button.setTooltip(new Tooltip(name));
        button.setAccessibleText(name);
        return button;
    }

    /** A text that leads somewhere. */
    public static Button link(String text, Runnable action, String... styles) {
        var link = new Button(text);
        link.getStyleClass().setAll("link");
        link.getStyleClass().addAll(styles);
        link.setMinWidth(Region.USE_PREF_SIZE);
        link.setOnAction(_ -> action.run());
        return entered(link);
    }

    /** Sets a text only when it differs, so that nothing is laid out for nothing. */
    public static void text(Label label, String text) {
        if (!text.equals(label.getText())) {
            label.setText(text);
        }
    }

    /** Adds or removes a style class. */
    public static void style(Node node, String style, boolean on) {
        var styles = node.getStyleClass();
        if (on && !styles.contains(style)) {
            styles.add(style);
        } else if (!on) {
            styles.remove(style);
        }
    }

    /** Shows a node and gives it room, or takes both away. */
    public static void visible(Node node, boolean on) {
        if (node.isVisible() != on || node.isManaged() != on) {
            node.setVisible(on);
            node.setManaged(on);
        }
    }

    /** Puts a text on the clipboard. */
    public static void copy(String text) {
        var content = new ClipboardContent();
        content.putString(text);
        Clipboard.getSystemClipboard().setContent(content);
    }
}
