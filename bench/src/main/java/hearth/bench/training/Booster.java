package hearth.bench.training;

import hearth.workers.risk.model.Forest;

import java.util.Arrays;
import java.util.Random;

/**
 * Gradient boosting of logistic loss over binned features, one thread, so that the same data and
 * seed give the same bytes. Leaves come out as integers: log odds times 2^20.
 *
 * <p>Each node draws one cut of each feature and takes the best of these, as extremely randomised
 * trees do (Geurts, Ernst and Wehenkel 2006): with a few hundred positives the best of all cuts is
 * more often luck than not.
 */
final class Booster {
    private static final double SCALE = 1 << 20;
    private static final double LEAST_GAIN = 1e-6;
    private static final int MAX_RANGES = 64;

    private final BinnedFeatures data;
    private final boolean[] positive;
    private final float[] rowWeight;
    private final Recipe recipe;
    private final Random random;
    private final FlatTrees trees = new FlatTrees();
    private final float[] slope;
    private final float[] curve;
    private final double[] rangeSlope = new double[MAX_RANGES];
    private final double[] rangeCurve = new double[MAX_RANGES];
    private final int[] order;
    private int asked;
    private int bestFeature;
    private int bestRange;

    Booster(BinnedFeatures data, boolean[] positive, float[] rowWeight, Recipe recipe, long seed) {
        this.data = data;
        this.positive = positive;
        this.rowWeight = rowWeight;
        this.recipe = recipe;
        random = new Random(seed);
        slope = new float[positive.length];
        curve = new float[positive.length];
        order = data.usable.clone();
    }

    Forest train(int[] rows) {
        double yes = 0;
        double no = 0;
        for (int row : rows) {
            if (positive[row]) {
                yes += rowWeight[row];
            } else {
                no += rowWeight[row];
            }
        }
        double base = StrictMath.log(yes / no);
        for (int repetition = 0; repetition < recipe.repetitions(); repetition++) {
            grow(rows, base);
        }
        return trees.forest((int) StrictMath.rint(base * SCALE));
    }

    private void grow(int[] rows, double base) {
        double[] margin = new double[positive.length];
        Arrays.fill(margin, base);
        int[] sample = new int[rows.length];
        asked = Math.max(1, (int) (order.length * recipe.featureShare()));
        for (int tree = 0; tree < recipe.trees(); tree++) {
            for (int row : rows) {
                double share = 1 / (1 + StrictMath.exp(-margin[row]));
                slope[row] = (float) (rowWeight[row] * (share - (positive[row] ? 1 : 0)));
                curve[row] = (float) (rowWeight[row] * share * (1 - share));
            }
            int count = 0;
            for (int row : rows) {
                if (random.nextDouble() < recipe.rowShare()) {
                    sample[count++] = row;
                }
            }
            drawFeatures();
            int root = trees.begin();
            split(sample, 0, count, root, 0);
            for (int row : rows) {
                margin[row] += trees.value(root, data, row) * recipe.repetitions() / SCALE;
            }
        }
    }

    private void drawFeatures() {
        for (int i = 0; i < asked; i++) {
            int other = i + random.nextInt(order.length - i);
            int held = order[i];
            order[i] = order[other];
            order[other] = held;
        }
    }

    private void split(int[] rows, int from, int to, int node, int depth) {
        double sumSlope = 0;
        double sumCurve = 0;
        for (int i = from; i < to; i++) {
            sumSlope += slope[rows[i]];
            sumCurve += curve[rows[i]];
        }
        double leaf = -recipe.rate() * sumSlope / (sumCurve + recipe.ridge());
        trees.leaf(node, (int) StrictMath.rint(leaf / recipe.repetitions() * SCALE));
        if (depth == recipe.depth() || sumCurve < 2 * recipe.leafWeight()) {
            return;
        }
        findSplit(rows, from, to, sumSlope, sumCurve);
        if (bestFeature < 0) {
            return;
        }
        int feature = bestFeature;
        int range = bestRange;
        int middle = partition(rows, from, to, data.ranges[feature], range);
        int left = trees.ask(node, feature, data.cuts[feature][range], range);
        split(rows, from, middle, left, depth + 1);
        split(rows, middle, to, left + 1, depth + 1);
        trees.average(node, middle - from, to - middle);
    }

    private void findSplit(int[] rows, int from, int to, double sumSlope, double sumCurve) {
        double ridge = recipe.ridge();
        double best = sumSlope * sumSlope / (sumCurve + ridge) + LEAST_GAIN;
        bestFeature = -1;
        for (int k = 0; k < asked; k++) {
            int feature = order[k];
            byte[] ranges = data.ranges[feature];
            int cuts = data.cuts[feature].length;
            Arrays.fill(rangeSlope, 0, cuts + 1, 0);
            Arrays.fill(rangeCurve, 0, cuts + 1, 0);
            for (int i = from; i < to; i++) {
                int row = rows[i];
                rangeSlope[ranges[row]] += slope[row];
                rangeCurve[ranges[row]] += curve[row];
            }
            int first = 0;
            while (first < cuts && rangeCurve[first] == 0) {
                first++;
            }
            int last = cuts;
            while (last > first && rangeCurve[last] == 0) {
                last--;
            }
            if (first == last) {
                continue;
            }
            int drawn = first + random.nextInt(last - first);
            double leftSlope = 0;
            double leftCurve = 0;
            for (int range = first; range <= drawn; range++) {
                leftSlope += rangeSlope[range];
                leftCurve += rangeCurve[range];
            }
            double rightCurve = sumCurve - leftCurve;
            if (leftCurve < recipe.leafWeight() || rightCurve < recipe.leafWeight()) {
                continue;
            }
            double rightSlope = sumSlope - leftSlope;
            double gain =
                    leftSlope * leftSlope / (leftCurve + ridge)
                            + rightSlope * rightSlope / (rightCurve + ridge);
            if (gain > best) {
                best = gain;
                bestFeature = feature;
                bestRange = drawn;
            }
        }
    }

    private static int partition(int[] rows, int from, int to, byte[] ranges, int range) {
        int low = from;
        int high = to - 1;
        while (low <= high) {
            if (ranges[rows[low]] <= range) {
                low++;
            } else {
                int held = rows[low];
                rows[low] = rows[high];
                rows[high--] = held;
            }
        }
        return low;
    }
}
