package hearth.app.bench;

import hearth.app.shell.Dialogs;
import hearth.app.theme.Icon;
import hearth.app.ui.Card;
import hearth.app.ui.Column;
import hearth.app.ui.DataTable;
import hearth.app.ui.Texts;
import hearth.app.ui.Ui;
import hearth.link.wire.Qualification;
import hearth.link.wire.RequirementRow;

import javafx.geometry.Pos;
import javafx.scene.control.Button;
import javafx.scene.control.ContentDisplay;
import javafx.scene.control.Label;
import javafx.scene.control.Tooltip;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.StackPane;
import javafx.scene.layout.VBox;

import java.util.List;

/** What the machine is fit for, and what is short, each by the network's own words. */
final class FitCard extends VBox {
    private final Texts texts = Texts.of(FitCard.class);
    private final Dialogs dialogs;
    private final Label count = Ui.label("", "t-small", "c-muted");
    private final VBox rows = new VBox(1);
    private final Card card = new Card(texts.get("fit")).right(count).add(rows);
    private List<Qualification> shown = List.of();

    FitCard(Dialogs dialogs) {
        this.dialogs = dialogs;
        VBox.setVgrow(card, Priority.ALWAYS);
        VBox.setVgrow(rows, Priority.ALWAYS);
        getChildren().add(card);
        setMinWidth(0);
    }

    void show(BenchmarksModel model, String machine) {
        card.title(texts.get("fit.machine", machine));
        Ui.text(count, texts.get("fit.count", model.fitting(), model.qualifications().size()));
        if (!model.qualifications().equals(shown)) {
            shown = model.qualifications();
            rows.getChildren().setAll(shown.stream().map(this::row).toList());
        }
    }

    private Button row(Qualification one) {
        var name = Ui.label(one.getNetwork(), one.getState().equals("fits") ? "c-fg" : "c-muted");
        name.setMinWidth(USE_PREF_SIZE);
        var summary =
                Ui.label(
                        one.getSummary(),
                        "t-small",
                        one.getState().equals("short") ? "c-amber" : "c-muted");
        var line = new HBox(9, icon(one.getState()), name, Ui.spring(), summary);
        line.setAlignment(Pos.CENTER_LEFT);
        var button = new Button();
        button.setGraphic(line);
        button.getStyleClass().setAll("link", "fit-row");
        button.setMaxWidth(Double.MAX_VALUE);
        button.setMinWidth(0);
        // What is left of a tall window is space between the lines.
        button.setMaxHeight(36);
        VBox.setVgrow(button, Priority.ALWAYS);
        button.setContentDisplay(ContentDisplay.GRAPHIC_ONLY);
        line.prefWidthProperty().bind(rows.widthProperty());
        line.setMinHeight(21);
        button.setTooltip(new Tooltip(one.getSummary()));
        button.setAccessibleText(
                one.getNetwork() + ", " + word(one.getState()) + ", " + one.getSummary());
        button.setOnAction(_ -> open(one));
        return button;
    }

    private static StackPane icon(String state) {
        var icon =
                switch (state) {
                    case "fits" -> new Icon("check-circle-fill", 13, "c-green");
                    case "short" -> new Icon("x-circle", 13, "c-muted");
                    default -> new Icon("question-circle", 13, "c-muted");
                };
        var holder = new StackPane(icon);
        holder.setMinWidth(14);
        return holder;
    }

    private String word(String state) {
        return texts.get("state." + state);
    }

    private void open(Qualification one) {
        var table =
                new DataTable<RequirementRow>(
                        30,
                        0,
                        List.of(
                                Column.<RequirementRow, StackPane>nodes(
                                        "",
                                        () -> new StackPane(),
                                        (holder, row) ->
                                                holder.getChildren().setAll(icon(row.getState()))),
                                Column.<RequirementRow>words(
                                        texts.get("needs"), RequirementRow::getWhat),
                                Column.<RequirementRow>numbers(
                                        texts.get("asked"), RequirementRow::getNeeded),
                                Column.<RequirementRow>words(
                                                texts.get("here"), RequirementRow::getFound)
                                        .grow(1)));
        table.show(one.getRowsList());
        var sources =
                one.getRowsList().stream()
                        .map(row -> row.getSource() + ", " + row.getDate())
                        .distinct()
                        .toList();
        var body =
                new VBox(
                        12,
                        table,
                        Ui.wrapped(
                                texts.get("source", String.join("; ", sources)),
                                "t-small",
                                "c-muted"));
        dialogs.show(
                one.getNetwork() + ": " + word(one.getState()),
                640,
                body,
                Ui.button(texts.get("close"), dialogs::close));
    }
}
