package hearth.bench.training;

import hearth.workers.risk.model.FeatureTables;
import hearth.workers.risk.model.Head;
import hearth.workers.risk.model.RiskFeatures;

import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;

/** Rows with their features. */
final class TrainingSet {
    final List<LabelledCode> rows;
    final FeatureTables tables;
    final int[][] features;
    final float[] weights;

    TrainingSet(List<LabelledCode> rows, FeatureTables tables) {
        this.rows = rows;
        this.tables = tables;
        var extractor = new RiskFeatures(tables);
        features = new int[rows.size()][];
        for (int i = 0; i < features.length; i++) {
            byte[] code = rows.get(i).code;
            features[i] = extractor.extract(code, 0, code.length).clone();
        }
        weights = new float[rows.size()];
        Arrays.fill(weights, 1);
    }

    int size() {
        return features.length;
    }

    boolean benign(int row) {
        return !rows.get(row).malicious;
    }

    boolean positive(Head head, int row) {
        return rows.get(row).positive(head);
    }

    /** A kind's forest learns from its own rows and the benign ones, not from other kinds. */
    boolean usedBy(Head head, int row) {
        return benign(row) || positive(head, row);
    }

    boolean[] positives(Head head) {
        var positive = new boolean[size()];
        for (int i = 0; i < positive.length; i++) {
            positive[i] = positive(head, i);
        }
        return positive;
    }

    boolean[] allowed(Recipe recipe) {
        var allowed = new boolean[RiskFeatures.count(tables)];
        for (int i = 0; i < allowed.length; i++) {
            allowed[i] = recipe.instructions() || i >= 256;
        }
        return allowed;
    }

    /** Folds by skeleton, so that no copy of a test row is learnt from. */
    int[] folds(int count, long seed) {
        var random = new Random(seed);
        var groups = new HashMap<String, Integer>();
        return IntStream.range(0, size())
                .map(i -> groups.computeIfAbsent(rows.get(i).skeleton, _ -> random.nextInt(count)))
                .toArray();
    }
}
