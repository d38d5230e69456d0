package hearth.app.pages;

import hearth.app.wallet.SecretField;

import javafx.scene.Node;
import javafx.scene.Parent;
import javafx.scene.control.Button;
import javafx.scene.control.Labeled;
import javafx.scene.control.TextField;
import javafx.scene.input.KeyCode;
import javafx.scene.input.KeyEvent;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;

/** An operator at the window: presses what it shows, types into what has the focus. */
record Stroll(Show show) {

    /** Whether something that is shown begins with these words. */
    boolean says(String words) {
        return all(show.shell).stream()
                .filter(Labeled.class::isInstance)
                .map(node -> ((Labeled) node).getText())
                .anyMatch(text -> text != null && text.startsWith(words));
    }

    /** Presses the first button with these words, wherever it is. */
    void press(String words) {
        button(words, b -> words.equals(b.getText())).fire();
    }

    /** Presses the first button that a screen reader would call so. */
    void pressNamed(String name) {
        button(name, b -> name.equals(b.getAccessibleText())).fire();
    }

    /** Presses the choice with these words, be it a button or not. */
    void choose(String words) {
        for (var node : all(show.shell)) {
            if (node instanceof Button button && words.equals(button.getText())) {
                button.fire();
                return;
            }
            if (words.equals(node.getAccessibleText()) && !(node instanceof Labeled)) {
                key(node, KeyCode.ENTER);
                return;
            }
        }
        throw new AssertionError("nothing called " + words);
    }

    /** Opens a part of the settings. */
    void section(String name) {
        show.shell.lookupAll(".set-item").stream()
                .filter(item -> name.equals(item.getAccessibleText()))
                .findFirst()
                .ifPresentOrElse(
                        item -> key(item, KeyCode.ENTER),
                        () -> {
                            throw new AssertionError("no settings called " + name);
                        });
    }

    void type(Node field, String words) {
        for (int i = 0; i < words.length(); i++) {
            field.fireEvent(
                    new KeyEvent(
                            KeyEvent.KEY_TYPED,
                            words.substring(i, i + 1),
                            "",
                            KeyCode.UNDEFINED,
                            false,
                            false,
                            false,
                            false));
        }
    }

    /** Puts words into the field that a screen reader would call so. */
    void fill(String name, String words) {
        all(show.shell).stream()
                .filter(TextField.class::isInstance)
                .map(TextField.class::cast)
                .filter(field -> name.equals(field.getAccessibleText()))
                .findFirst()
                .orElseThrow(() -> new AssertionError("no field " + name))
                .setText(words);
    }

    /** The field for a secret that a screen reader would call so. */
    SecretField secret(String name) {
        return all(show.shell).stream()
                .filter(SecretField.class::isInstance)
                .map(SecretField.class::cast)
                .filter(field -> name.equals(field.getAccessibleText()))
                .findFirst()
                .orElseThrow(() -> new AssertionError("no secret field " + name));
    }

    /** Types a passphrase twice and makes a wallet. */
    void makeWallet() {
        for (var field : show.shell.lookupAll(".secret")) {
            type(field, "correct horse battery");
        }
        press("Create wallet");
    }

    /** Chooses the port that was found and watches it for a few seconds. */
    void lookAtPort() {
        ((Button) show.shell.lookup(".choice")).fire();
        for (int i = 0; i < 3; i++) {
            show.shell.show(show.view(Sample.NOW.plusSeconds(i)));
        }
    }

    /** Asks what claiming would sign. */
    void claim() {
        button("Claim", b -> b.getText() != null && b.getText().startsWith("Claim ")).fire();
    }

    /** Types the passphrase and signs as soon as that may be. */
    void sign() {
        type(show.shell.dialogs().lookup(".secret"), "correct horse battery");
        show.then = Optional.of(button("Sign and send", b -> "Sign and send".equals(b.getText())));
    }

    private Button button(String what, Predicate<Button> which) {
        return all(show.shell).stream()
                .filter(Button.class::isInstance)
                .map(Button.class::cast)
                .filter(which)
                .findFirst()
                .orElseThrow(() -> new AssertionError("no button " + what + " on the page"));
    }

    private static void key(Node target, KeyCode code) {
        target.fireEvent(
                new KeyEvent(
                        KeyEvent.KEY_PRESSED,
                        "",
                        code.getName(),
                        code,
                        false,
                        false,
                        false,
                        false));
    }

    /** Every node that is shown, in reading order. */
    static List<Node> all(Parent root) {
        List<Node> nodes = new ArrayList<>();
        for (var child : root.getChildrenUnmodifiable()) {
            if (child.isVisible()) {
                nodes.add(child);
                if (child instanceof Parent parent) {
                    nodes.addAll(all(parent));
                }
            }
        }
        return nodes;
    }
}
