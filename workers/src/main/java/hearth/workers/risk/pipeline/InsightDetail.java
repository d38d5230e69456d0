package hearth.workers.risk.pipeline;

import hearth.workers.risk.load.InsightRecord;
import hearth.workers.risk.model.Explanation;
import hearth.workers.risk.model.Head;

import org.jspecify.annotations.Nullable;

import java.util.Map;

/**
 * One contract with all that is known of it.
 *
 * @param explanation what moved its scores; null when its code cannot be had at present
 * @param compiler such as "solc 0.8.24"; empty when unknown
 * @param model version of the model
 * @param findingFrom basis points from which a head's score is a finding
 */
public record InsightDetail(
        InsightRecord record,
        @Nullable Explanation explanation,
        String compiler,
        String model,
        Map<Head, Integer> findingFrom) {
    public InsightDetail {
        findingFrom = Map.copyOf(findingFrom);
    }
}
