package hearth.agent;

import hearth.link.wire.BenchReportOrBuilder;
import hearth.link.wire.Value;
import hearth.network.work.SealedText;

import java.time.Instant;

/** A report as text, to the byte the same for the same report: this is what the node key signs. */
final class BenchText {
    private BenchText() {}

    static String of(BenchReportOrBuilder report) {
        var text = new StringBuilder();
        line(text, SealedText.TITLE);
        line(text, "at: " + Instant.ofEpochMilli(report.getAt()));
        line(text, "mode: " + report.getMode());
        line(text, "took: " + report.getTookMillis() + " ms");
        line(text, "threads: " + report.getThreads());
        line(text, "busy before: " + share(report.getBusyBefore()));
        line(text, "busy during: " + share(report.getBusyDuring()));
        line(text, "busy after: " + share(report.getBusyAfter()));
        line(text, "trustworthy: " + (report.getTrustworthy() ? "yes" : report.getVerdict()));
        for (var condition : report.getConditionsList()) {
            line(text, "condition " + condition.getName() + ": " + condition.getValue());
        }
        for (var measure : report.getMeasuresList()) {
            line(
                    text,
                    "measure "
                            + measure.getName()
                            + ": "
                            + (measure.getMissing().isEmpty()
                                    ? measure.getValue()
                                            + " "
                                            + measure.getUnit()
                                            + ", "
                                            + measure.getRule()
                                            + " of "
                                            + measure.getRepeats()
                                            + ", spread "
                                            + measure.getSpread()
                                    : "not measured, " + measure.getMissing()));
        }
        for (var point : report.getCurveList()) {
            line(
                    text,
                    "load "
                            + point.getSecond()
                            + " s: "
                            + point.getRate()
                            + "/s, "
                            + value(point.getPower(), "W")
                            + ", "
                            + value(point.getTemperature(), "°C")
                            + (point.getSlowed().isEmpty() ? "" : ", " + point.getSlowed()));
        }
        return text.toString();
    }

    private static String share(Value value) {
        return value.hasValue() ? Double.toString(value.getValue()) : "not known";
    }

    private static String value(Value value, String unit) {
        return value.hasValue() ? value.getValue() + " " + unit : "no " + unit;
    }

    /** What came from outside cannot begin a line of its own. */
    private static void line(StringBuilder text, String words) {
        text.append(words.replaceAll("\\p{Cntrl}+", " ")).append('\n');
    }
}
