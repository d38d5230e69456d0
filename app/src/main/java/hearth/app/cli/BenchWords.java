package hearth.app.cli;

import hearth.link.wire.Measure;

import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.Locale;

/** How a measure is written on a terminal. */
final class BenchWords {
    private BenchWords() {}

    static String figure(Measure measure) {
        double value = measure.getRule().isEmpty() ? measure.getMedian() : measure.getValue();
        return scaled(value, measure.getUnit())
                + String.format(Locale.ROOT, "  ±%.1f %%", measure.getSpread() * 100);
    }

    private static String scaled(double value, String unit) {
        return switch (unit) {
            case "B/s", "bit/s" ->
                    value >= 1e9
                            ? number(value / 1e9) + " G" + unit
                            : value >= 1e6
                                    ? number(value / 1e6) + " M" + unit
                                    : number(value / 1e3) + " k" + unit;
            case "share" -> number(value * 100) + " %";
            default -> number(value) + " " + unit;
        };
    }

    private static String number(double value) {
        return String.format(
                Locale.ROOT, value >= 1000 ? "%,.0f" : value >= 100 ? "%.0f" : "%.2f", value);
    }

    /** Against the earlier reports; empty when there are none to compare with. */
    static String change(Measure measure) {
        if (!measure.hasChange()) {
            return "";
        }
        var words = String.format(Locale.ROOT, "  %+.0f %%", measure.getChange() * 100);
        return measure.getSlowerSince() == 0
                ? words
                : words
                        + "  slower since "
                        + LocalDate.ofInstant(
                                Instant.ofEpochMilli(measure.getSlowerSince()),
                                ZoneId.systemDefault());
    }
}
