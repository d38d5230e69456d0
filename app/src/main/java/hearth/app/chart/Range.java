package hearth.app.chart;

import java.time.Duration;
import java.util.List;

/** How far a chart looks back. */
public enum Range {
    TEN_MINUTES(Duration.ofMinutes(10)),
    DAY(Duration.ofHours(24)),
    MONTH(Duration.ofDays(30));

    /** All, in the order of the picker. */
    public static final List<Range> ALL = List.of(values());

    private final Duration span;

    Range(Duration span) {
        this.span = span;
    }

    /** The span. */
    public Duration span() {
        return span;
    }

    /** In milliseconds. */
    public long millis() {
        return span.toMillis();
    }

    /** The words for the picker, in order. */
    public static List<String> words() {
        return List.of(
                LiveChart.TEXTS.get("range.10min"),
                LiveChart.TEXTS.get("range.24h"),
                LiveChart.TEXTS.get("range.30d"));
    }
}
