package hearth.app.firstrun;

import hearth.app.shell.Logo;
import hearth.app.theme.Icon;
import hearth.app.ui.Texts;
import hearth.app.ui.Ui;

import javafx.geometry.Pos;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;
import javafx.scene.layout.StackPane;
import javafx.scene.layout.VBox;

import java.util.Locale;

/** The four parts at the left: done, here, to come. */
final class Stairs extends VBox {
    private final Texts texts = Texts.of(Stairs.class);
    private final VBox lines = new VBox(22);

    Stairs() {
        getStyleClass().addAll("sidebar", "stairs");
        setMinWidth(250);
        setPrefWidth(270);
        var space = new Region();
        VBox.setVgrow(space, Priority.ALWAYS);
        getChildren()
                .addAll(
                        brand(),
                        lines,
                        space,
                        Ui.wrapped(texts.get("later.text"), "t-small", "c-muted"));
    }

    private static HBox brand() {
        var row = new HBox(11, new Logo(24), Ui.label("Hearth", "brand"));
        row.setAlignment(Pos.CENTER_LEFT);
        return row;
    }

    void show(FirstRunModel.Part now) {
        lines.getChildren().clear();
        int number = 0;
        for (var part : FirstRunModel.Part.values()) {
            number++;
            boolean past = part.compareTo(now) < 0;
            boolean here = part == now;
            var sign = new StackPane();
            sign.getStyleClass().addAll("stair", past ? "done" : here ? "here" : "ahead");
            sign.getChildren()
                    .add(
                            past
                                    ? new Icon("check-lg", 11, "c-green")
                                    : Ui.label(Integer.toString(number), "t-small"));
            String key = "part." + part.name().toLowerCase(Locale.ROOT);
            var words =
                    new VBox(
                            1,
                            Ui.label(texts.get(key), here ? "t-section" : "c-fg"),
                            Ui.label(texts.get(key + ".text"), "t-small", "c-muted"));
            var line = new HBox(14, sign, words);
            line.setAlignment(Pos.CENTER_LEFT);
            lines.getChildren().add(line);
        }
    }
}
