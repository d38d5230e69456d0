package hearth.workers.risk.model;

import java.nio.ByteBuffer;
import java.util.Arrays;

/**
 * Decision trees in flat arrays. A value below the threshold goes left; the right child follows the
 * left one. Every node has the expected value of the training rows that reached it, in log odds
 * times 2^20, so that a path tells what each question changed.
 *
 * <p>A leaf is its own left child and asks what always goes left. So every path has the same number
 * of steps and none of them is a guess for the processor, which follows eight trees at once.
 */
public final class Forest {
    /** The feature of a leaf. */
    public static final int LEAF = -1;

    private static final int NODE_BYTES = 14;
    private static final int LEAF_MARK = 0xffff;
    private static final int MAX_DEPTH = 64;
    private static final int LOW_16 = 0xffff;

    /** The trees whose effects are added at once, each in a part of its own. */
    static final int PARTS = 4;

    private final int base;

    /** Index of each tree's first node. */
    private final int[] roots;

    /** Threshold (32 bits), feature (16) and how far its left child is behind it (16). */
    private final long[] nodes;

    /** For each node its value (32 bits) and, of a leaf, where its questions begin (32). */
    private final long[] ends;

    /** Steps after which every path has arrived at its leaf. */
    private final int depth;

    /**
     * The questions on the way to each leaf, {@link #depth} for each, or fewer and zeros: what each
     * changed (32 bits) and the feature asked for (32).
     */
    private final long[] ways;

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
        nodes = new long[features.length];
        for (int root : roots) {
            require(root >= 0 && root < features.length, "root " + root);
        }
        var depths = new byte[features.length];
        int deepest = 0;
        for (int i = 0; i < features.length; i++) {
            if (features[i] == LEAF) {
                nodes[i] = node(Integer.MAX_VALUE, 0, 0);
                continue;
            }
            require(features[i] >= 0 && features[i] < LEAF_MARK, "feature " + features[i]);
            require(
                    left[i] > i && left[i] - i <= LOW_16 && left[i] + 1 < features.length,
                    "child of node " + i);
            nodes[i] = node(thresholds[i], features[i], left[i] - i);
            int below = depths[i] + 1;
            require(below <= MAX_DEPTH, "depth of node " + i);
            depths[left[i]] = (byte) Math.max(depths[left[i]], below);
            depths[left[i] + 1] = (byte) Math.max(depths[left[i] + 1], below);
            deepest = Math.max(deepest, below);
        }
        depth = deepest;
        ends = new long[nodes.length];
        int leaves = 0;
        for (int i = 0; i < nodes.length; i++) {
            ends[i] = pair(values[i], left(nodes[i]) == 0 ? depth * leaves++ : 0);
        }
        ways = new long[depth * leaves];
        var reached = new boolean[nodes.length];
        for (int root : roots) {
            rememberWays(root, 0, new long[depth], reached);
        }
    }

    private void rememberWays(int node, int steps, long[] way, boolean[] reached) {
        require(!reached[node], "second way to node " + node);
        reached[node] = true;
        int left = left(nodes[node]);
        if (left == 0) {
            System.arraycopy(way, 0, ways, low(ends[node]), steps);
            return;
        }
        for (int child = node + left; child <= node + left + 1; child++) {
            way[steps] = pair(value(child) - value(node), feature(nodes[node]));
            rememberWays(child, steps + 1, way, reached);
        }
    }

    private static long pair(int high, int low) {
        return (long) high << 32 | low;
    }

    private static int high(long pair) {
        return (int) (pair >> 32);
    }

    private static int low(long pair) {
        return (int) pair;
    }

    private int value(int node) {
        return high(ends[node]);
    }

    private static long node(int threshold, int feature, int left) {
        return (long) threshold << 32 | (long) feature << 16 | left;
    }

    private static void require(boolean holds, String what) {
        if (!holds) {
            throw new IllegalArgumentException("model: bad " + what);
        }
    }

    /**
     * The sum of the trees for a code's features, in log odds times 2^20.
     *
     * @param x features, each less than 2^31 - 1
     */
    public long score(int[] x) {
        return score(x, new int[roots.length]);
    }

    /**
     * The sum of the trees, and where each of them came to.
     *
     * @param x features, each less than 2^31 - 1
     * @param leaves filled with the leaf that each tree came to; room for as many as there are
     *     trees
     */
    long score(int[] x, int[] leaves) {
        int[] from = roots;
        long sum = base;
        int tree = 0;
        for (; tree + 7 < from.length; tree += 8) {
            int a = from[tree];
            int b = from[tree + 1];
            int c = from[tree + 2];
            int d = from[tree + 3];
            int e = from[tree + 4];
            int f = from[tree + 5];
            int g = from[tree + 6];
            int h = from[tree + 7];
            for (int step = 0; step < depth; step++) {
                a = next(a, x);
                b = next(b, x);
                c = next(c, x);
                d = next(d, x);
                e = next(e, x);
                f = next(f, x);
                g = next(g, x);
                h = next(h, x);
            }
            leaves[tree] = a;
            leaves[tree + 1] = b;
            leaves[tree + 2] = c;
            leaves[tree + 3] = d;
            leaves[tree + 4] = e;
            leaves[tree + 5] = f;
            leaves[tree + 6] = g;
            leaves[tree + 7] = h;
        }
        for (; tree < from.length; tree++) {
            int node = from[tree];
            for (int step = 0; step < depth; step++) {
                node = next(node, x);
            }
            leaves[tree] = node;
        }
        for (tree = 0; tree < from.length; tree++) {
            sum += value(leaves[tree]);
        }
        return sum;
    }

    /** The left child, or the right one when the value is not below: by the sign, not a branch. */
    private int next(int node, int[] x) {
        long asked = nodes[node];
        long low = (asked >> 32) - 1 - x[feature(asked)];
        return node + left(asked) + (int) (low >>> 63);
    }

    private static int feature(long node) {
        return (int) (node >>> 16) & LOW_16;
    }

    private static int left(long node) {
        return (int) node & LOW_16;
    }

    /** What an average training row gets. */
    long average() {
        long sum = base;
        for (int root : roots) {
            sum += value(root);
        }
        return sum;
    }

    /**
     * Adds what each question on the way to the leaves changed to the group of the feature that it
     * asked for. Neighbouring trees mostly ask the same, and adding to what was just added to waits
     * for it: so four trees go at once, each adding to numbers of its own.
     *
     * @param leaves where {@link #score} came to
     * @param groups for each feature, its group
     * @param effects four parts of the same length, with a number for each group; what a group gets
     *     is the sum of its four numbers
     */
    void addEffects(int[] leaves, int[] groups, long[] effects) {
        int part = effects.length / PARTS;
        int tree = 0;
        for (; tree + PARTS <= roots.length; tree += PARTS) {
            int a = low(ends[leaves[tree]]);
            int b = low(ends[leaves[tree + 1]]);
            int c = low(ends[leaves[tree + 2]]);
            int d = low(ends[leaves[tree + 3]]);
            for (int step = 0; step < depth; step++) {
                long one = ways[a + step];
                long two = ways[b + step];
                long three = ways[c + step];
                long four = ways[d + step];
                effects[groups[low(one)]] += high(one);
                effects[part + groups[low(two)]] += high(two);
                effects[2 * part + groups[low(three)]] += high(three);
                effects[3 * part + groups[low(four)]] += high(four);
            }
        }
        for (; tree < roots.length; tree++) {
            int way = low(ends[leaves[tree]]);
            for (int step = 0; step < depth; step++) {
                effects[groups[low(ways[way + step])]] += high(ways[way + step]);
            }
        }
    }

    int trees() {
        return roots.length;
    }

    int maxFeature() {
        int max = LEAF;
        for (long node : nodes) {
            max = Math.max(max, left(node) == 0 ? LEAF : feature(node));
        }
        return max;
    }

    int bytes() {
        return 12 + Integer.BYTES * roots.length + NODE_BYTES * nodes.length;
    }

    void write(ByteBuffer to) {
        to.putInt(base).putInt(roots.length);
        for (int root : roots) {
            to.putInt(root);
        }
        to.putInt(nodes.length);
        for (int i = 0; i < nodes.length; i++) {
            long node = nodes[i];
            boolean leaf = left(node) == 0;
            to.putShort((short) (leaf ? LEAF_MARK : feature(node)))
                    .putInt(leaf ? 0 : (int) (node >> 32))
                    .putInt(leaf ? 0 : i + left(node))
                    .putInt(value(i));
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
