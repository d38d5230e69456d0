package hearth.workers.risk;

import java.util.List;

/**
 * What the model says of a code.
 *
 * @param overall risk in basis points, 0 to 10,000; so the three kinds
 * @param reasons at most four reason codes, heaviest first
 * @param family 64 bits that nearly equal codes share
 */
public record Score(
        int overall,
        int ponzi,
        int honeypot,
        int rugpull,
        Finding finding,
        List<Integer> reasons,
        long family) {
    public Score {
        for (int basisPoints : new int[] {overall, ponzi, honeypot, rugpull}) {
            if (basisPoints < 0 || basisPoints > 10_000) {
                throw new IllegalArgumentException("basis points: " + basisPoints);
            }
        }
        reasons = List.copyOf(reasons);
        if (reasons.size() > 4) {
            throw new IllegalArgumentException("more than four reasons");
        }
    }

    /** The largest of the three kinds and the overall risk. */
    public int highest() {
        return Math.max(Math.max(overall, ponzi), Math.max(honeypot, rugpull));
    }
}
