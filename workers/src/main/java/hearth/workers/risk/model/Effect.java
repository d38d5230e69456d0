package hearth.workers.risk.model;

/**
 * What one reason changed in one score.
 *
 * @param reason the statement about the code
 * @param weight log odds times 2^20; positive raises the risk, negative lowers it
 * @param points the score with it less the score without it, in basis points
 * @param offset byte of the code where it first shows, or -1 when it has no place
 */
public record Effect(Reason reason, long weight, int points, int offset) {
    /** It speaks for a risk. */
    public boolean raises() {
        return weight > 0;
    }
}
