package hearth.app.settings;

import hearth.app.theme.Icon;
import hearth.app.ui.Ui;

import javafx.css.PseudoClass;
import javafx.geometry.Pos;
import javafx.scene.AccessibleRole;
import javafx.scene.input.KeyCode;
import javafx.scene.layout.HBox;

/** A section of the settings. */
final class MenuItem extends HBox {
    private static final PseudoClass SELECTED = PseudoClass.getPseudoClass("selected");

    MenuItem(String icon, String name, Runnable open) {
        super(10, new Icon(icon, 14), Ui.label(name));
        getStyleClass().add("set-item");
        setAlignment(Pos.CENTER_LEFT);
        setFocusTraversable(true);
        setAccessibleRole(AccessibleRole.BUTTON);
        setAccessibleText(name);
        setOnMouseClicked(_ -> open.run());
        setOnKeyPressed(e -> {
            if (e.getCode() == KeyCode.ENTER || e.getCode() == KeyCode.SPACE) {
                open.run();
                e.consume();
            }
        });
    }

    void selected(boolean on) {
        pseudoClassStateChanged(SELECTED, on);
    }
}
