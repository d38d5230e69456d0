package hearth.bench.training;

import java.util.Arrays;
import java.util.function.IntPredicate;

/** How well scores order rows. */
final class Ranking {
    private Ranking() {}

    /** Chance that a positive scores above a negative; ties count half. */
    static double auc(long[] scores, IntPredicate positive, IntPredicate negative) {
        long[] yes = select(scores, positive);
        long[] no = select(scores, negative);
        double wins = 0;
        int below = 0;
        int upTo = 0;
        for (long score : yes) {
            while (below < no.length && no[below] < score) {
                below++;
            }
            while (upTo < no.length && no[upTo] <= score) {
                upTo++;
            }
            wins += (below + upTo) / 2.0;
        }
        return wins / ((double) yes.length * no.length);
    }

    /** The least score that at most this share of the rows reaches. */
    static long reachedBy(long[] scores, IntPredicate rows, double share) {
        long[] sorted = select(scores, rows);
        int allowed = (int) (sorted.length * share);
        return sorted[Math.max(0, sorted.length - 1 - allowed)] + 1;
    }

    private static long[] select(long[] scores, IntPredicate rows) {
        long[] selected = new long[scores.length];
        int count = 0;
        for (int i = 0; i < scores.length; i++) {
            if (rows.test(i)) {
                selected[count++] = scores[i];
            }
        }
        selected = Arrays.copyOf(selected, count);
        Arrays.sort(selected);
        return selected;
    }
}
