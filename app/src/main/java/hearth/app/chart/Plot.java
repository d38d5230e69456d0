package hearth.app.chart;

import java.util.ArrayList;
import java.util.List;

/**
 * What a chart shows.
 *
 * @param from left edge, milliseconds since 1970
 * @param to right edge: now
 * @param top of the scale; NaN to fit the values
 * @param stacked whether the curves are parts of a whole, first at the bottom
 * @param curves the last is drawn on top
 * @param bands times marked as a whole: a pause, an outage
 * @param events moments with a word
 * @param limits values that should not be passed, dashed lines with their names
 */
public record Plot(
        long from,
        long to,
        double top,
        boolean stacked,
        List<Curve> curves,
        List<Band> bands,
        List<Event> events,
        List<Limit> limits) {
    /** A span of time: style "c-amber" for a pause, "c-dim" for no data. */
    public record Band(long from, long to, String style) {}

    /** A moment: a dotted line with a word. */
    public record Event(long at, String text) {}

    /** A value that should not be passed, with its name. */
    public record Limit(double value, String name) {}

    public Plot {
        curves = List.copyOf(curves);
        bands = List.copyOf(bands);
        events = List.copyOf(events);
        limits = List.copyOf(limits);
    }

    /** Curves over a span that ends now. */
    public static Plot of(long from, long to, Curve... curves) {
        return new Plot(
                from, to, Double.NaN, false, List.of(curves), List.of(), List.of(), List.of());
    }

    /** The same with a fixed top, such as 1 for shares. */
    public Plot top(double fixed) {
        return new Plot(from, to, fixed, stacked, curves, bands, events, limits);
    }

    /** The same with marked spans. */
    public Plot bands(List<Band> marked) {
        return new Plot(from, to, top, stacked, curves, marked, events, limits);
    }

    /** The same with marked moments. */
    public Plot events(List<Event> marked) {
        return new Plot(from, to, top, stacked, curves, bands, marked, limits);
    }

    /** The same with limits; the scale then reaches the highest of them. */
    public Plot limits(List<Limit> marked) {
        return new Plot(from, to, top, stacked, curves, bands, events, marked);
    }

    /** The same with the curves as parts of a whole; all need the same times. */
    public Plot asParts() {
        return new Plot(from, to, top, true, curves, bands, events, limits);
    }

    /** The curves as drawn: summed up when stacked. */
    List<Curve> drawn() {
        if (!stacked) {
            return curves;
        }
        List<Curve> sums = new ArrayList<>();
        double[] below = new double[0];
        for (var curve : curves) {
            var samples = curve.samples();
            int count = samples.size();
            double[] base = below.length == count ? below : new double[count];
            double[] sum = new double[count];
            long[] times = new long[count];
            for (int i = 0; i < count; i++) {
                times[i] = samples.at(i);
                sum[i] = base[i] + samples.value(i);
            }
            below = sum;
            sums.addFirst(
                    new Curve(curve.name(), curve.style(), false, true, Samples.of(times, sum)));
        }
        return sums;
    }

    /** The top of the scale. */
    double scaleTop() {
        if (Double.isFinite(top)) {
            return top;
        }
        double most = 0;
        for (var curve : drawn()) {
            double max = curve.samples().max();
            most = Double.isFinite(max) ? Math.max(most, max) : most;
        }
        for (var limit : limits) {
            most = Math.max(most, limit.value());
        }
        return Scale.roundTop(most * 1.08);
    }
}
