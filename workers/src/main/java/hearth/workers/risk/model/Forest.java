package hearth.workers.risk.model;

import java.nio.ByteBuffer;
import java.util.Arrays;

/**
 * Decision trees in flat arrays. A value below the threshold goes left; the right child follows the
 * left one. Every node has the expected value of the training rows that reached it, in log odds
 * times 2^20, so that a path tells what each question changed.
 */
public final class Forest {
    /** The feature of a leaf. */
    public static final int LEAF = -1;

    private static final int NODE_BYTES = 14;
    private static final int LEAF_MARK = 0xffff;

    private final int base;
    private final int[] roots;
    private final int[] features;
    private final int[] thresholds;
    private final int[] left;
    private final int[] values;

    /**
     * A forest of trees.
     *
     * @param base what every score starts from
     * @param roots index of each tree's first node
     * @param features the feature that a node asks for, or {@link #LEAF}
     * @param thresholds what it compares with
     * @param left index of the left child; a child comes after its parent
     * @param values expected value at the node
     */
    public Forest(
            int base, int[] roots, int[] features, int[] thresholds, int[] left, int[] values) {
        this.base = base;
        this.roots = roots.clone();
        this.features = features.clone();
        this.thresholds = thresholds.clone();
        this.left = left.clone();
        this.values = values.clone();
        check();
    }

    private void check() {
        int nodes = features.length;
        for (int root : roots) {
            require(root >= 0 && root < nodes, "root " + root);
        }
        for (int i = 0; i < nodes; i++) {
            if (features[i] != LEAF) {
                require(features[i] >= 0 && features[i] < LEAF_MARK, "feature " + features[i]);
                require(left[i] > i && left[i] + 1 < nodes, "child of node " + i);
            }
        }
    }

    private static void require(boolean holds, String what) {
        if (!holds) {
            throw new IllegalArgumentException("model: bad " + what);
        }
    }

    /** The sum of the trees for a code's features, in log odds times 2^20. */
    public long score(int[] x) {
        long sum = base;
        for (int root : roots) {
            int node = root;
            int feature = features[node];
            while (feature >= 0) {
                node = left[node] + (x[feature] < thresholds[node] ? 0 : 1);
                feature = features[node];
            }
            sum += values[node];
        }
        return sum;
    }

    /** What an average training row gets. */
    long average() {
        long sum = base;
        for (int root : roots) {
            sum += values[root];
        }
        return sum;
    }

    /** Adds what each question on the path changed to the feature it asked for. */
    void addEffects(int[] x, long[] effects) {
        for (int root : roots) {
            int node = root;
            while (features[node] >= 0) {
                int next = left[node] + (x[features[node]] < thresholds[node] ? 0 : 1);
                effects[features[node]] += (long) values[next] - values[node];
                node = next;
            }
        }
    }

    int trees() {
        return roots.length;
    }

    int maxFeature() {
        return Arrays.stream(features).max().orElse(LEAF);
    }

    int bytes() {
        return 12 + 4 * roots.length + NODE_BYTES * features.length;
    }

    void write(ByteBuffer to) {
        to.putInt(base).putInt(roots.length);
        for (int root : roots) {
            to.putInt(root);
        }
        to.putInt(features.length);
        for (int i = 0; i < features.length; i++) {
            to.putShort((short) features[i])
                    .putInt(thresholds[i])
                    .putInt(left[i])
                    .putInt(values[i]);
        }
    }

    static Forest read(ByteBuffer from) {
        int base = from.getInt();
        var roots = new int[ModelFormat.count(from, Integer.BYTES)];
        Arrays.setAll(roots, _ -> from.getInt());
        int nodes = ModelFormat.count(from, NODE_BYTES);
        var features = new int[nodes];
        var thresholds = new int[nodes];
        var left = new int[nodes];
        var values = new int[nodes];
        for (int i = 0; i < nodes; i++) {
            int feature = from.getShort() & 0xffff;
            features[i] = feature == LEAF_MARK ? LEAF : feature;
            thresholds[i] = from.getInt();
            left[i] = from.getInt();
            values[i] = from.getInt();
        }
        return new Forest(base, roots, features, thresholds, left, values);
    }
}
