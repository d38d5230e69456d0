package hearth.workers.risk.model;

import java.util.List;

/**
 * A code's scores with what moved them.
 *
 * @param assessment the scores
 * @param heads one for each {@link Head}, in their order
 */
public record Explanation(Assessment assessment, List<HeadExplanation> heads) {
    public Explanation {
        heads = List.copyOf(heads);
    }

    /** Why one head gives its score. */
    public HeadExplanation head(Head head) {
        return heads.get(head.number());
    }
}
