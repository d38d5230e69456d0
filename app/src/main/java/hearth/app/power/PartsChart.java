package hearth.app.power;

import hearth.app.chart.ChartCard;
import hearth.app.chart.Curve;
import hearth.app.chart.LiveChart;
import hearth.app.chart.Plot;
import hearth.app.chart.Samples;
import hearth.app.shell.LiveView;
import hearth.app.shell.PanelContext;
import hearth.app.shell.Past;
import hearth.app.shell.Trails;
import hearth.app.ui.Numbers;
import hearth.app.ui.Texts;
import hearth.link.wire.EnergyReply;

import javafx.scene.layout.Priority;
import javafx.scene.layout.VBox;

import java.util.ArrayList;
import java.util.List;

/** The machine's watts over time, by whose they were; they add up. */
final class PartsChart extends VBox {
    private static final List<String> COLOURS =
            List.of("c-orange", "c-purple", "c-teal", "c-lime", "c-green", "c-pink");

    /** What nobody's worker uses: the machine at rest, and the owner's own programs. */
    static final String IDLE = "c-dim";

    static final String OTHER = "c-blue";

    private final Texts texts = Texts.of(PartsChart.class);
    private final ChartCard card;
    private final Past past;
    private final List<String> workers;
    private long now;
    private List<Plot.Band> gaps = List.of();

    /**
     * @param workers the names, the first at the top
     */
    PartsChart(PanelContext context, List<String> workers) {
        this.workers = List.copyOf(workers);
        var names = new ArrayList<>(List.of("power.other", "power.idle"));
        workers.forEach(worker -> names.add(Trails.power(worker)));
        past = new Past(context, names, this::draw);
        var chart = new LiveChart(texts.get("chart"), Numbers::tick, watts -> Numbers.watts(watts));
        chart.unit("W");
        card = new ChartCard(texts.get("chart"), chart, past::range);
        VBox.setVgrow(card, Priority.ALWAYS);
        getChildren().add(card);
        setMinWidth(0);
    }

    /** The colour of a worker, the same wherever it is shown. */
    static String colour(int worker) {
        return COLOURS.get(worker % COLOURS.size());
    }

    void shown() {
        past.refresh();
    }

    void nextRange() {
        card.nextRange();
    }

    void show(LiveView view, EnergyReply energy, String subtitle) {
        now = view.now().toEpochMilli();
        card.subtitle(subtitle);
        gaps =
                energy.getGapsList().stream()
                        .map(gap -> new Plot.Band(gap.getFrom(), gap.getTo(), "c-dim"))
                        .toList();
        past.refresh();
        draw();
    }

    private void draw() {
        if (now == 0) {
            return;
        }
        var times = past.of("power.other", now);
        var curves = new ArrayList<Curve>();
        curves.add(Curve.area(texts.get("part.other"), OTHER, times));
        curves.add(Curve.area(texts.get("part.idle"), IDLE, along(times, "power.idle")));
        for (int i = workers.size() - 1; i >= 0; i--) {
            curves.add(
                    Curve.area(
                            workers.get(i), colour(i), along(times, Trails.power(workers.get(i)))));
        }
        card.note(past.problem());
        card.show(
                Plot.of(now - past.range().millis(), now, curves.toArray(Curve[]::new))
                        .bands(gaps)
                        .asParts());
    }

    /**
     * A part at the times of the whole. Where the whole was split and a worker has no part, it did
     * not run: that is a known 0.
     */
    private Samples along(Samples whole, String name) {
        var part = past.of(name, now);
        int count = whole.size();
        long[] times = new long[count];
        double[] values = new double[count];
        long near = count < 2 ? 1_500 : Math.max(1_500, (whole.at(1) - whole.at(0)) * 3 / 4);
        for (int i = 0; i < count; i++) {
            times[i] = whole.at(i);
            int at = part.nearest(times[i]);
            boolean here = at >= 0 && Math.abs(part.at(at) - times[i]) <= near;
            values[i] =
                    here && Double.isFinite(part.value(at))
                            ? part.value(at)
                            : Double.isFinite(whole.value(i)) ? 0 : Double.NaN;
        }
        return Samples.of(times, values);
    }
}
