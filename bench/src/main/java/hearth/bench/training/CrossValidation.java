package hearth.bench.training;

import hearth.workers.risk.model.Head;

import java.util.EnumMap;
import java.util.Map;
import java.util.stream.IntStream;

/** Scores every row by forests that have seen neither it nor any row of its skeleton. */
final class CrossValidation {
    private static final int FOLDS = 10;

    private final TrainingSet set;

    CrossValidation(TrainingSet set) {
        this.set = set;
    }

    /** Out-of-fold sums of each head; OVERALL is already its own plus the worst kind's. */
    Map<Head, long[]> scores(Map<Head, Recipe> recipes, long seed) {
        int[] folds = set.folds(FOLDS, seed);
        var scores = new EnumMap<Head, long[]>(Head.class);
        recipes.forEach((head, recipe) -> {
            long[] out = new long[set.size()];
            scores.put(head, out);
            IntStream.range(0, FOLDS)
                    .parallel()
                    .forEach(left -> fold(head, recipe, folds, left, out));
        });
        combine(scores);
        return scores;
    }

    private void fold(Head head, Recipe recipe, int[] folds, int left, long[] out) {
        int[] train =
                IntStream.range(0, set.size())
                        .filter(i -> folds[i] != left && set.usedBy(head, i))
                        .toArray();
        var binned = new BinnedFeatures(set.features, train, set.allowed(recipe));
        var booster =
                new Booster(binned, set.positives(head), set.weights, recipe, head.number() + 1);
        var forest = booster.train(train);
        for (int i = 0; i < out.length; i++) {
            if (folds[i] == left) {
                out[i] = forest.score(set.features[i]);
            }
        }
    }

    /** As the scorer does it: the overall sum is its own forest's plus the worst kind's. */
    static void combine(Map<Head, long[]> scores) {
        long[] overall = of(scores, Head.OVERALL);
        for (int i = 0; i < overall.length; i++) {
            long worst =
                    Math.max(
                            of(scores, Head.PONZI)[i],
                            Math.max(of(scores, Head.HONEYPOT)[i], of(scores, Head.RUGPULL)[i]));
            overall[i] += worst;
        }
    }

    static long[] of(Map<Head, long[]> scores, Head head) {
        long[] found = scores.get(head);
        if (found == null) {
            throw new IllegalArgumentException("no scores for " + head);
        }
        return found;
    }
}
