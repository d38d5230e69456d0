package hearth.app.chart;

import hearth.app.ui.Numbers;
import hearth.app.ui.Ui;

import javafx.geometry.HPos;
import javafx.scene.control.ScrollPane;
import javafx.scene.layout.ColumnConstraints;
import javafx.scene.layout.GridPane;
import javafx.scene.layout.Priority;

import java.time.Instant;
import java.util.function.DoubleFunction;

/** A chart's values as text: what a picture cannot say to everybody. */
final class ValueTable extends ScrollPane {
    private static final int ROWS = 30;
    private final GridPane grid = new GridPane(14, 4);
    private final DoubleFunction<String> exact;

    ValueTable(DoubleFunction<String> exact) {
        this.exact = exact;
        getStyleClass().add("page-scroll");
        setContent(grid);
        setFitToWidth(true);
    }

    void show(Plot plot) {
        grid.getChildren().clear();
        grid.getColumnConstraints().clear();
        grid.getColumnConstraints().add(new ColumnConstraints());
        grid.add(Ui.label(LiveChart.TEXTS.get("chart.time"), "t-small", "c-muted"), 0, 0);
        for (int column = 0; column < plot.curves().size(); column++) {
            var right = new ColumnConstraints();
            right.setHalignment(HPos.RIGHT);
            right.setHgrow(Priority.ALWAYS);
            grid.getColumnConstraints().add(right);
            grid.add(
                    Ui.label(plot.curves().get(column).name(), "t-small", "c-muted"),
                    column + 1,
                    0);
        }
        if (plot.curves().isEmpty()) {
            return;
        }
        var first = plot.curves().getFirst().samples();
        int every = Math.max(1, first.size() / ROWS);
        int row = 1;
        for (int i = first.size() - 1; i >= 0; i -= every) {
            long at = first.at(i);
            grid.add(Ui.label(Numbers.clockSeconds(Instant.ofEpochMilli(at)), "t-small"), 0, row);
            for (int column = 0; column < plot.curves().size(); column++) {
                var samples = plot.curves().get(column).samples();
                int near = samples.nearest(at);
                double value = near < 0 ? Double.NaN : samples.value(near);
                String text = Double.isFinite(value) ? exact.apply(value) : Numbers.DASH;
                grid.add(Ui.label(text, "t-small"), column + 1, row);
            }
            row++;
        }
    }
}
