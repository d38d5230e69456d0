package hearth.app.ui;

import hearth.app.theme.Icon;

import javafx.geometry.Pos;
import javafx.scene.control.Label;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;
import javafx.scene.layout.VBox;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** The steps of a flow: done with its time, running, failed with a sentence, to come. */
public final class StepList extends VBox {
    /** How far a step is. */
    public enum Stage {
        DONE,
        RUNNING,
        FAILED,
        TO_COME
    }

    /**
     * One step.
     *
     * @param title what it does
     * @param detail one clause, may be empty
     * @param time at the right, may be empty
     */
    public record Step(Stage stage, String title, String detail, String time) {}

    private static final Texts TEXTS = Texts.of(StepList.class);
    private final List<Line> lines = new ArrayList<>();

    /** An empty list. */
    public StepList() {
        setMinWidth(0);
    }

    /** Shows the steps; lines stay the same nodes, only what changed is set. */
    public void show(List<Step> steps) {
        while (lines.size() > steps.size()) {
            getChildren().remove(lines.removeLast());
        }
        while (lines.size() < steps.size()) {
            var line = new Line();
            lines.add(line);
            getChildren().add(line);
        }
        for (int i = 0; i < steps.size(); i++) {
            lines.get(i).show(steps.get(i), i == steps.size() - 1);
        }
    }

    private static final class Line extends HBox {
        private final Icon icon = new Icon("circle", 16);
        private final Region rail = new Region();
        private final VBox text;
        private final Label title = Ui.wrapped("", "t-medium");
        private final Label detail = Ui.wrapped("", "t-small", "c-muted");
        private final Label time = Ui.label("", "t-small", "c-muted");

        Line() {
            super(14);
            rail.getStyleClass().add("step-line");
            VBox.setVgrow(rail, Priority.ALWAYS);
            var left = new VBox(2, icon, rail);
            left.setAlignment(Pos.TOP_CENTER);
            left.setMinWidth(18);
            left.setStyle("-fx-padding: 1 0 0 0;");
            text = new VBox(2, title, detail);
            text.setMinWidth(0);
            HBox.setHgrow(text, Priority.ALWAYS);
            time.setMinWidth(USE_PREF_SIZE);
            getChildren().addAll(left, text, time);
        }

        void show(Step step, boolean last) {
            switch (step.stage()) {
                case DONE -> mark("check-circle-fill", "c-green", "c-fg");
                case RUNNING -> mark("arrow-repeat", "c-blue", "c-fg");
                case FAILED -> mark("x-octagon-fill", "c-red", "c-fg");
                case TO_COME -> mark("circle", "c-dim", "c-muted");
            }
            Ui.text(title, step.title());
            Ui.text(detail, step.detail());
            Ui.visible(detail, !step.detail().isEmpty());
            Ui.text(time, step.time());
            rail.setVisible(!last);
            text.setStyle(last ? "" : "-fx-padding: 0 0 12 0;");
            setAccessibleText(
                    step.title()
                            + ", "
                            + TEXTS.get("step." + step.stage().name().toLowerCase(Locale.ROOT))
                            + (step.detail().isEmpty() ? "" : ", " + step.detail()));
        }

        private void mark(String shape, String colour, String fill) {
            icon.show(shape);
            icon.colour(colour);
            if (!title.getStyleClass().contains(fill)) {
                title.getStyleClass().removeIf(c -> c.startsWith("c-"));
                title.getStyleClass().add(fill);
            }
        }
    }
}
