package hearth.app.bench;

import hearth.app.ui.Numbers;
import hearth.link.wire.Measure;

/** How a measure is written: number and unit apart, so that a column of them lines up. */
record MeasureText(String number, String unit) {
    static MeasureText of(Measure measure) {
        return measure.getMissing().isEmpty()
                ? of(value(measure), measure.getUnit())
                : new MeasureText(Numbers.DASH, "");
    }

    /** Reports of before the rule was kept have the median alone. */
    static double value(Measure measure) {
        return measure.getRule().isEmpty() ? measure.getMedian() : measure.getValue();
    }

    static MeasureText of(double value, String unit) {
        return switch (unit) {
            case "B/s" -> scaled(value, "B/s");
            case "bit/s" -> scaled(value, "bit/s");
            case "share" -> new MeasureText(Numbers.fixed(value * 100, 1), "%");
            case "IOPS", "ns", "ms", "W", "°C" -> new MeasureText(Numbers.short4(value), unit);
            default -> counted(value, unit);
        };
    }

    /** "contracts/s" is told by the line's name: "/s" is enough. */
    private static MeasureText counted(double value, String unit) {
        int slash = unit.indexOf('/');
        String per = slash < 0 ? unit : unit.substring(slash);
        return value >= 1e6
                ? new MeasureText(Numbers.short4(value / 1e6), "M" + per)
                : new MeasureText(Numbers.short4(value), per);
    }

    private static MeasureText scaled(double value, String unit) {
        if (value >= 1e9) {
            return new MeasureText(Numbers.short4(value / 1e9), "G" + unit);
        }
        return value >= 1e6
                ? new MeasureText(Numbers.short4(value / 1e6), "M" + unit)
                : new MeasureText(Numbers.short4(value / 1e3), "k" + unit);
    }

    String joined() {
        return Numbers.unit(number, unit);
    }
}
