package hearth.app.power;

import hearth.app.chart.Curve;
import hearth.app.chart.LiveChart;
import hearth.app.chart.Plot;
import hearth.app.chart.Trail;
import hearth.app.ui.Banner;
import hearth.app.ui.Chip;
import hearth.app.ui.EmptyState;
import hearth.app.ui.Figure;
import hearth.app.ui.Numbers;
import hearth.app.ui.QualityMark;
import hearth.app.ui.Texts;
import hearth.app.ui.Ui;
import hearth.link.wire.Meter;

import javafx.geometry.Pos;
import javafx.scene.control.Label;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.VBox;

import java.time.Duration;
import java.util.ArrayList;

/** What the chosen meter says right now, and whether its frames are sound. */
final class PreviewCard extends VBox {
    private static final long SPAN = 60_000;

    private final Texts texts = Texts.of(PreviewCard.class);
    private final Chip frames = new Chip("", "small");
    private final QualityMark mark = new QualityMark(true);
    private final Label number = Ui.label(Numbers.DASH, "t-lead-value");
    private final Label unit = Ui.label("", "c-muted");
    private final Label facts = Ui.label("", "t-small", "c-muted");
    private final LiveChart chart =
            new LiveChart(texts.get("preview"), Numbers::tick, Numbers::watts);
    private final Banner problem = new Banner();
    private final VBox live;
    private final EmptyState nothing =
            new EmptyState("plug", texts.get("nothing"), texts.get("nothing.text"));
    private Trail trail = new Trail(120);

    PreviewCard() {
        super(9);
        getStyleClass().add("card");
        setMinWidth(0);
        frames.setMinWidth(USE_PREF_SIZE);
        var head =
                new HBox(
                        10, Ui.label(texts.get("preview"), "t-section"), frames, Ui.spring(), mark);
        head.setAlignment(Pos.CENTER_LEFT);
        head.setMinHeight(24);
        var figure = new HBox(6, number, unit, Ui.spring(), facts);
        figure.setAlignment(Pos.BASELINE_LEFT);
        chart.unit("W");
        chart.setMinHeight(140);
        VBox.setVgrow(chart, Priority.ALWAYS);
        live = new VBox(8, figure, problem, chart);
        VBox.setVgrow(live, Priority.ALWAYS);
        VBox.setVgrow(nothing, Priority.ALWAYS);
        getChildren().addAll(head, nothing, live);
        clear();
    }

    /** Nothing is chosen. */
    void clear() {
        trail = new Trail(120);
        problem.hide();
        Ui.visible(live, false);
        Ui.visible(nothing, true);
        Ui.visible(mark, false);
        frames.show("");
    }

    /** The agent refuses to look: why, with its code. */
    void refused(String sentence, String code) {
        clear();
        Ui.visible(live, true);
        Ui.visible(nothing, false);
        Ui.text(number, Numbers.DASH);
        Ui.text(unit, "");
        Ui.text(facts, "");
        problem.show(Banner.Level.WARN, sentence, "");
        problem.code(code);
        draw(0);
    }

    /** A view of the meter, once a second. */
    void show(Meter meter, long now) {
        Ui.visible(live, true);
        Ui.visible(nothing, false);
        var figure = Figure.of(meter.getPower(), PreviewCard::digits, "W");
        Ui.text(number, figure.number());
        Ui.text(unit, figure.unit());
        Ui.visible(mark, figure.present());
        mark.show(figure);
        long all = meter.getSound() + meter.getDamaged();
        frames.show(all == 0 ? "" : texts.get("frames", meter.getSound(), all));
        frames.colour(
                meter.getDamaged() * 20 > all
                        ? "c-red"
                        : meter.getDamaged() > 0 ? "c-amber" : "c-green");
        Ui.text(facts, facts(meter, now));
        if (meter.getProblem().isEmpty()) {
            problem.hide();
        } else {
            problem.show(Banner.Level.WARN, meter.getProblem(), "");
        }
        trail.add(now, meter.getPower().hasValue() ? meter.getPower().getValue() : Double.NaN);
        draw(now);
    }

    private void draw(long now) {
        chart.show(
                Plot.of(
                        now - SPAN,
                        now,
                        Curve.area(texts.get("preview"), "c-blue", trail.since(now - SPAN))));
    }

    private String facts(Meter meter, long now) {
        var words = new ArrayList<String>();
        if (meter.hasVoltage()) {
            words.add(Numbers.unit(Numbers.fixed(meter.getVoltage().getValue(), 2), "V"));
        }
        if (meter.hasCurrent()) {
            words.add(Numbers.unit(Numbers.fixed(meter.getCurrent().getValue(), 3), "A"));
        }
        if (meter.hasEnergyImport()) {
            words.add(
                    Numbers.unit(
                            Numbers.fixed(meter.getEnergyImport().getValue() / 1000, 3), "kWh"));
        }
        if (meter.getLastAt() != 0) {
            words.add(
                    texts.get(
                            "last",
                            Numbers.span(Duration.ofMillis(Math.max(0, now - meter.getLastAt())))));
        }
        return String.join(" · ", words);
    }

    private static String digits(double watts) {
        return Numbers.fixed(watts, Math.abs(watts) < 100 ? 2 : Math.abs(watts) < 1000 ? 1 : 0);
    }
}
