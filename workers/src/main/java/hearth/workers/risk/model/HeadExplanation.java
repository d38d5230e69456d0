package hearth.workers.risk.model;

import java.util.List;

/**
 * Why one head gives its score.
 *
 * @param head the question
 * @param score basis points
 * @param verdict what that means
 * @param averageScore what a code gets of which nothing is known, in basis points
 * @param effects all that moved it, strongest first
 */
public record HeadExplanation(
        Head head, int score, Verdict verdict, int averageScore, List<Effect> effects) {
    public HeadExplanation {
        effects = List.copyOf(effects);
    }
}
