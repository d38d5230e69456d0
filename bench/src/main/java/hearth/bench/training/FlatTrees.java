package hearth.bench.training;

import hearth.workers.risk.model.Forest;

import java.util.Arrays;

/** Trees under construction, in the layout of {@link Forest}. */
final class FlatTrees {
    private int[] roots = new int[64];
    private int[] features = new int[1 << 12];
    private int[] thresholds = new int[1 << 12];
    private int[] ranges = new int[1 << 12];
    private int[] left = new int[1 << 12];
    private int[] values = new int[1 << 12];
    private int trees;
    private int nodes;

    int begin() {
        if (trees == roots.length) {
            roots = Arrays.copyOf(roots, 2 * trees);
        }
        int root = add();
        roots[trees++] = root;
        return root;
    }

    void leaf(int node, int value) {
        values[node] = value;
    }

    /** Makes a node ask; gives its left child, which the right one follows. */
    int ask(int node, int feature, int threshold, int range) {
        features[node] = feature;
        thresholds[node] = threshold;
        ranges[node] = range;
        int child = add();
        add();
        left[node] = child;
        return child;
    }

    /** Gives a node the mean of its children by the rows that reach them. */
    void average(int node, int leftRows, int rightRows) {
        long sum = (long) values[left[node]] * leftRows + (long) values[left[node] + 1] * rightRows;
        values[node] = (int) (sum / Math.max(1, leftRows + rightRows));
    }

    int value(int root, BinnedFeatures data, int row) {
        int node = root;
        while (features[node] != Forest.LEAF) {
            boolean low = data.ranges[features[node]][row] <= ranges[node];
            node = left[node] + (low ? 0 : 1);
        }
        return values[node];
    }

    Forest forest(int base) {
        return new Forest(
                base,
                Arrays.copyOf(roots, trees),
                Arrays.copyOf(features, nodes),
                Arrays.copyOf(thresholds, nodes),
                Arrays.copyOf(left, nodes),
                Arrays.copyOf(values, nodes));
    }

    private int add() {
        if (nodes == features.length) {
            int size = 2 * nodes;
            features = Arrays.copyOf(features, size);
            thresholds = Arrays.copyOf(thresholds, size);
            ranges = Arrays.copyOf(ranges, size);
            left = Arrays.copyOf(left, size);
            values = Arrays.copyOf(values, size);
        }
        features[nodes] = Forest.LEAF;
        return nodes++;
    }
}
