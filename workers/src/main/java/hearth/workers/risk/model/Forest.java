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

    private static final int STRIDE = 4;
    private static final int THRESHOLD = 1;
    private static final int LEFT = 2;
    private static final int VALUE = 3;

    private final int base;

    /** Where each tree's first node begins in {@link #nodes}. */
    private final int[] roots;

    /** Feature, threshold, place of the left child and value of each node, side by side. */
    private final int[] nodes;

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
        this.roots = new int[roots.length];
        nodes = new int[features.length * STRIDE];
        for (int i = 0; i < roots.length; i++) {
            require(roots[i] >= 0 && roots[i] < features.length, "root " + roots[i]);
            this.roots[i] = roots[i] * STRIDE;
        }
        for (int i = 0; i < features.length; i++) {
            if (features[i] != LEAF) {
                require(features[i] >= 0 && features[i] < LEAF_MARK, "feature " + features[i]);
                require(left[i] > i && left[i] + 1 < features.length, "child of node " + i);
            }
            nodes[i * STRIDE] = features[i];
            nodes[i * STRIDE + THRESHOLD] = thresholds[i];
            nodes[i * STRIDE + LEFT] = left[i] * STRIDE;
            nodes[i * STRIDE + VALUE] = values[i];
        }
    }

    private static void require(boolean holds, String what) {
        if (!holds) {
            throw new IllegalArgumentException("model: bad " + what);
        }
    }

    /** The sum of the trees for a code's features, in log odds times 2^20. */
    public long score(int[] x) {
        int[] table = nodes;
        long sum = base;
        for (int root : roots) {
            int node = root;
            int feature = table[node];
            while (feature >= 0) {
                node = table[node + LEFT] + (x[feature] < table[node + THRESHOLD] ? 0 : STRIDE);
                feature = table[node];
            }
            sum += table[node + VALUE];
        }
        return sum;
    }

    /** What an average training row gets. */
    long average() {
        long sum = base;
        for (int root : roots) {
            sum += nodes[root + VALUE];
        }
        return sum;
    }

    /**
     * The same sum; adds what each question on the path changed to the group of the feature it
     * asked for.
     */
    long score(int[] x, int[] groups, long[] effects) {
        int[] table = nodes;
        long sum = base;
        for (int root : roots) {
            int node = root;
            int feature = table[node];
            int value = table[node + VALUE];
            while (feature >= 0) {
                node = table[node + LEFT] + (x[feature] < table[node + THRESHOLD] ? 0 : STRIDE);
                int next = table[node + VALUE];
                effects[groups[feature]] += (long) next - value;
                value = next;
                feature = table[node];
            }
            sum += value;
        }
        return sum;
    }

    /** Adds what each question on the path changed to the feature it asked for. */
    void addEffects(int[] x, long[] effects) {
        for (int root : roots) {
            int node = root;
            while (nodes[node] >= 0) {
                int feature = nodes[node];
                boolean low = x[feature] < nodes[node + THRESHOLD];
                int next = nodes[node + LEFT] + (low ? 0 : STRIDE);
                effects[feature] += (long) nodes[next + VALUE] - nodes[node + VALUE];
                node = next;
            }
        }
    }

    int trees() {
        return roots.length;
    }

    int maxFeature() {
        int max = LEAF;
        for (int node = 0; node < nodes.length; node += STRIDE) {
            max = Math.max(max, nodes[node]);
        }
        return max;
    }

    int bytes() {
        return 12 + Integer.BYTES * roots.length + NODE_BYTES * (nodes.length / STRIDE);
    }

    void write(ByteBuffer to) {
        to.putInt(base).putInt(roots.length);
        for (int root : roots) {
            to.putInt(root / STRIDE);
        }
        to.putInt(nodes.length / STRIDE);
        for (int node = 0; node < nodes.length; node += STRIDE) {
            to.putShort((short) nodes[node])
                    .putInt(nodes[node + THRESHOLD])
                    .putInt(nodes[node + LEFT] / STRIDE)
                    .putInt(nodes[node + VALUE]);
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
