package hearth.workers.risk.load;

import java.util.List;

/**
 * A page of insights, newest first.
 *
 * @param complete whether there is nothing older; otherwise ask again before the last row's time
 */
public record InsightPage(List<InsightRow> rows, boolean complete) {
    public InsightPage {
        rows = List.copyOf(rows);
    }
}
