package hearth.app.shell;

import hearth.app.chart.Range;
import hearth.app.chart.Samples;
import hearth.link.wire.AgentMessage;
import hearth.link.wire.HistoryRequest;
import hearth.link.wire.PanelMessage;
import hearth.link.wire.Series;

import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * The past of some values over a range: ten minutes come from what was pushed, filled up once from
 * the agent's history; longer ranges are asked for, and again when a pixel's worth of time went by.
 */
public final class Past {
    private static final int POINTS = 600;

    private final PanelContext context;
    private final List<String> names;
    private final Runnable onNews;
    private final Map<String, Samples> older = new HashMap<>();
    private Range range = Range.TEN_MINUTES;
    private long askedAt;
    private boolean filled;
    private boolean asking;
    private String problem = "";

    /**
     * @param names of the agent's series
     * @param onNews called on the UI thread when an answer came
     */
    public Past(PanelContext context, List<String> names, Runnable onNews) {
        this.context = context;
        this.names = List.copyOf(names);
        this.onNews = onNews;
    }

    /** The range that is shown. */
    public Range range() {
        return range;
    }

    /** Chooses a range and asks for it. */
    public void range(Range next) {
        range = next;
        older.clear();
        askedAt = 0;
        asking = false;
        refresh();
    }

    /** Asks again where it is due. */
    public void refresh() {
        long now = context.time().millis();
        boolean due =
                range == Range.TEN_MINUTES ? !filled : now - askedAt > range.millis() / POINTS;
        if (!due || asking) {
            return;
        }
        asking = true;
        askedAt = now;
        var wanted = range;
        var request =
                HistoryRequest.newBuilder()
                        .addAllSeries(names)
                        .setFrom(now - range.millis())
                        .setTo(now)
                        .setMaxPoints(POINTS);
        context.bridge()
                .answer(
                        context.agent().ask(PanelMessage.newBuilder().setHistory(request)),
                        reply -> take(wanted, reply),
                        failure -> {
                            asking = false;
                            problem = Problems.sentence(failure);
                            onNews.run();
                        });
    }

    private void take(Range wanted, AgentMessage reply) {
        if (wanted != range) {
            return;
        }
        asking = false;
        problem = reply.hasFailure() ? reply.getFailure().getSentence() : "";
        if (reply.hasFailure()) {
            onNews.run();
            return;
        }
        for (var series : reply.getHistory().getSeriesList()) {
            if (range == Range.TEN_MINUTES) {
                context.trails().before(series.getName(), samples(series));
            } else {
                older.put(series.getName(), samples(series));
            }
        }
        filled |= range == Range.TEN_MINUTES;
        onNews.run();
    }

    private static Samples samples(Series series) {
        int count = series.getPointsCount();
        long[] times = new long[count];
        double[] values = new double[count];
        for (int i = 0; i < count; i++) {
            times[i] = series.getPoints(i).getAt();
            values[i] = series.getPoints(i).getMean();
        }
        return Samples.of(times, values);
    }

    /** The values of a series over the range that ends now. */
    public Samples of(String name, long now) {
        return range == Range.TEN_MINUTES
                ? context.trails().since(name, now - range.millis())
                : older.getOrDefault(name, Samples.NONE);
    }

    /** Why the last question had no answer; empty when it had. */
    public String problem() {
        return problem;
    }
}
