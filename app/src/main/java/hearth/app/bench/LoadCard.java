package hearth.app.bench;

import hearth.app.chart.FigureChart;
import hearth.app.ui.Card;
import hearth.app.ui.EmptyState;
import hearth.app.ui.Facts;
import hearth.app.ui.Numbers;
import hearth.app.ui.Texts;
import hearth.app.ui.Ui;
import hearth.link.wire.BenchReport;
import hearth.link.wire.LoadPoint;
import hearth.link.wire.Value;

import javafx.geometry.Pos;
import javafx.scene.control.Label;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.StackPane;
import javafx.scene.layout.VBox;
import javafx.scene.shape.Line;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalDouble;
import java.util.function.ToDoubleFunction;

/** Power, temperature and speed while all threads work. */
final class LoadCard extends VBox {
    /** More points than pixels say nothing. */
    private static final int MOST = 240;

    private final Texts texts = Texts.of(LoadCard.class);
    private final Card card = new Card(texts.get("load"));
    private final FigureChart chart = new FigureChart(Numbers::tick);
    private final HBox legend = new HBox(12);
    private final Facts facts = new Facts();
    private final EmptyState none =
            new EmptyState("thermometer-high", texts.get("load.none"), texts.get("load.none.text"));
    private final VBox content;

    /** Nothing shown yet. */
    LoadCard() {
        legend.setAlignment(Pos.CENTER_LEFT);
        chart.setMinHeight(80);
        content = new VBox(8, chart, legend, facts);
        VBox.setVgrow(chart, Priority.ALWAYS);
        var body = new StackPane(content, none);
        VBox.setVgrow(body, Priority.ALWAYS);
        VBox.setVgrow(card, Priority.ALWAYS);
        card.add(body);
        getChildren().add(card);
        setMinWidth(0);
    }

    void show(BenchmarksModel model) {
        var loaded = model.loaded();
        Ui.visible(none, loaded.isEmpty());
        content.setVisible(loaded.isPresent());
        loaded.ifPresent(this::show);
    }

    private void show(BenchReport report) {
        var points = report.getCurveList();
        long length = points.getLast().getSecond();
        card.title(texts.get("load.title", Numbers.span(Duration.ofSeconds(length))));
        var rows = new ArrayList<FigureChart.Row>();
        legend.getChildren().clear();
        if (points.stream().anyMatch(point -> point.getPower().hasValue())) {
            rows.add(row("c-blue", false, points, point -> number(point.getPower())));
            legend.getChildren().add(mark("W", "c-blue", false));
        }
        if (points.stream().anyMatch(point -> point.getTemperature().hasValue())) {
            rows.add(row("c-orange", true, points, point -> number(point.getTemperature())));
            legend.getChildren().add(mark("°C", "c-orange", true));
        }
        if (rows.isEmpty()) {
            // Neither meter nor sensor: the speed itself tells of throttling.
            double most = points.stream().mapToDouble(LoadPoint::getRate).max().orElse(1);
            rows.add(
                    row(
                            "c-green",
                            false,
                            points.stream().filter(point -> point.getSecond() > 0).toList(),
                            point -> point.getRate() / Math.max(1e-9, most) * 100));
            legend.getChildren().add(mark(texts.get("load.speed"), "c-green", false));
        }
        chart.show(
                new FigureChart.Drawing(
                        rows,
                        List.of(
                                new FigureChart.Tick(points.getFirst().getSecond(), "0"),
                                new FigureChart.Tick(
                                        length, Numbers.span(Duration.ofSeconds(length)))),
                        Double.NaN,
                        "",
                        0,
                        0),
                texts.get("load.spoken", Numbers.span(Duration.ofSeconds(length))));
        facts(report, points);
    }

    private void facts(BenchReport report, List<LoadPoint> points) {
        value(report, "load.watts", texts.get("load.power"));
        var hottest =
                points.stream()
                        .filter(point -> point.getTemperature().hasValue())
                        .mapToDouble(point -> point.getTemperature().getValue())
                        .max();
        facts.set(
                texts.get("load.hottest"),
                hottest.isPresent()
                        ? Numbers.unit(Numbers.fixed(hottest.getAsDouble(), 0), "°C")
                        : texts.get("load.nosensor"));
        value(report, "load.kept", texts.get("load.kept"));
        var slowed =
                points.stream()
                        .map(LoadPoint::getSlowed)
                        .filter(text -> !text.isEmpty())
                        .findFirst();
        facts.set(texts.get("load.throttled"), slowed.orElse(texts.get("load.never")));
    }

    private void value(BenchReport report, String name, String title) {
        report.getMeasuresList().stream()
                .filter(one -> one.getName().equals(name))
                .findFirst()
                .ifPresent(one ->
                        facts.set(
                                title,
                                one.getMissing().isEmpty()
                                        ? MeasureText.of(one).joined()
                                        : texts.get("load.notmeasured")));
    }

    private static double number(Value value) {
        return value.hasValue() ? value.getValue() : Double.NaN;
    }

    private static FigureChart.Row row(
            String style, boolean dashed, List<LoadPoint> points, ToDoubleFunction<LoadPoint> of) {
        int step = Math.max(1, points.size() / MOST);
        var found = new ArrayList<FigureChart.Point>();
        for (int i = 0; i < points.size(); i += step) {
            // The mean of the seconds that share a pixel.
            OptionalDouble mean =
                    points.subList(i, Math.min(points.size(), i + step)).stream()
                            .mapToDouble(of)
                            .filter(Double::isFinite)
                            .average();
            long at = points.get(i).getSecond();
            mean.ifPresent(value -> found.add(new FigureChart.Point(at, value, 0, false)));
        }
        return new FigureChart.Row(style, dashed, false, found);
    }

    private static HBox mark(String word, String style, boolean dashed) {
        var line = new Line(0, 0, 18, 0);
        line.getStyleClass().addAll("swatch", style);
        line.setStrokeWidth(2);
        if (dashed) {
            line.getStrokeDashArray().addAll(4.0, 3.0);
        }
        Label label = Ui.label(word, "t-small", "c-muted");
        label.setMinWidth(USE_PREF_SIZE);
        var pair = new HBox(6, line, label);
        pair.setAlignment(Pos.CENTER_LEFT);
        return pair;
    }
}
