package hearth.app.settings;

import hearth.app.ui.Ui;

import javafx.geometry.Pos;
import javafx.scene.Node;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;
import javafx.scene.layout.VBox;

/** Settings that belong together: name and meaning at the left, the setting at the right. */
final class SettingCard extends VBox {
    SettingCard(String title) {
        getStyleClass().add("card");
        setStyle("-fx-padding: 1;");
        var head = new HBox(Ui.label(title, "t-section"));
        head.setStyle("-fx-padding: 11 16 11 16;");
        getChildren().add(head);
        setMaxHeight(USE_PREF_SIZE);
    }

    SettingCard row(String name, String text, Node setting) {
        var words = new VBox(1, Ui.label(name, "t-medium"), Ui.wrapped(text, "t-small", "c-muted"));
        words.setMinWidth(0);
        HBox.setHgrow(words, Priority.ALWAYS);
        var row = new HBox(16, words, setting);
        row.setAlignment(Pos.CENTER_LEFT);
        row.setStyle("-fx-padding: 10 16 10 16;");
        row.setMinHeight(Region.USE_PREF_SIZE);
        getChildren().addAll(Ui.rule(), row);
        return this;
    }
}
