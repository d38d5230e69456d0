package hearth.app.power;

import hearth.app.ui.Texts;
import hearth.app.ui.Ui;
import hearth.link.wire.MeterFeed;

import javafx.geometry.Pos;
import javafx.scene.control.TextField;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.VBox;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Which machines a meter feeds; with several, each has its stated share. */
final class FeedsCard extends VBox {
    private final Texts texts = Texts.of(FeedsCard.class);
    private final VBox rows = new VBox(8);
    private final List<Row> machines = new ArrayList<>();
    private String here = "";

    /** A machine and its share in percent. */
    private static final class Row {
        final TextField name = new TextField();
        final TextField share = new TextField("100");
        final HBox view = new HBox(8);
    }

    FeedsCard() {
        super(9);
        getStyleClass().add("card");
        setMinWidth(0);
        var head =
                new HBox(
                        10,
                        Ui.label(texts.get("feeds"), "t-section"),
                        Ui.spring(),
                        Ui.button("plus-lg", texts.get("another"), this::another, "small"));
        head.setAlignment(Pos.CENTER_LEFT);
        getChildren().addAll(head, rows, Ui.wrapped(texts.get("feeds.text"), "t-small", "c-muted"));
    }

    /** The machine of this agent is the usual answer. */
    void here(String machine) {
        if (here.isEmpty() && !machine.isEmpty()) {
            here = machine;
            add(machine);
        }
    }

    private void another() {
        add("");
        // Equal parts are a start; the operator knows better.
        machines.forEach(row -> row.share.setText(String.valueOf(100 / machines.size())));
    }

    private void add(String machine) {
        var row = new Row();
        row.name.setText(machine);
        row.name.getStyleClass().add("field");
        row.name.setAccessibleText(texts.get("machine"));
        row.name.setPromptText(texts.get("machine"));
        row.share.getStyleClass().add("field");
        row.share.setAccessibleText(texts.get("share"));
        row.share.setPrefWidth(64);
        row.share.setMinWidth(64);
        row.share.setAlignment(Pos.CENTER_RIGHT);
        HBox.setHgrow(row.name, Priority.ALWAYS);
        row.view
                .getChildren()
                .setAll(
                        row.name,
                        row.share,
                        Ui.label("%", "c-muted"),
                        Ui.iconButton("x-lg", texts.get("leave"), () -> leave(row), "quiet"));
        row.view.setAlignment(Pos.CENTER_LEFT);
        machines.add(row);
        rows.getChildren().add(row.view);
    }

    private void leave(Row row) {
        machines.remove(row);
        rows.getChildren().remove(row.view);
        if (machines.size() == 1) {
            machines.getFirst().share.setText("100");
        }
    }

    /** The machines, or empty when a share is no number between 1 and 100. */
    Optional<List<MeterFeed>> feeds() {
        var feeds = new ArrayList<MeterFeed>();
        for (var row : machines) {
            try {
                double share = Double.parseDouble(row.share.getText().strip()) / 100;
                if (!(share > 0 && share <= 1) || row.name.getText().isBlank()) {
                    return Optional.empty();
                }
                feeds.add(
                        MeterFeed.newBuilder()
                                .setMachine(row.name.getText().strip())
                                .setShare(share)
                                .build());
            } catch (NumberFormatException e) {
                return Optional.empty();
            }
        }
        return Optional.of(feeds);
    }
}
