package hearth.bench.training;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** Integer features cut into at most 64 ranges, so that a split is a sum over ranges. */
final class BinnedFeatures {
    private static final int MAX_RANGES = 64;

    /** A feature that differs in fewer rows than this says nothing. */
    private static final int MIN_ROWS = 4;

    final byte[][] ranges;
    final int[][] cuts;
    final int[] usable;

    BinnedFeatures(int[][] features, int[] rows, boolean[] allowed) {
        int count = features[0].length;
        ranges = new byte[count][];
        cuts = new int[count][];
        List<Integer> kept = new ArrayList<>();
        for (int feature = 0; feature < count; feature++) {
            if (allowed[feature] && cut(features, rows, feature)) {
                kept.add(feature);
            }
        }
        usable = kept.stream().mapToInt(Integer::intValue).toArray();
    }

    private boolean cut(int[][] features, int[] rows, int feature) {
        int[] sorted = new int[rows.length];
        for (int i = 0; i < sorted.length; i++) {
            sorted[i] = features[rows[i]][feature];
        }
        Arrays.sort(sorted);
        int[] values = new int[sorted.length];
        int[] times = new int[sorted.length];
        int distinct = 0;
        for (int value : sorted) {
            if (distinct == 0 || values[distinct - 1] != value) {
                values[distinct++] = value;
            }
            times[distinct - 1]++;
        }
        int most = Arrays.stream(times, 0, distinct).max().orElse(0);
        if (distinct < 2 || sorted.length - most < MIN_ROWS) {
            return false;
        }
        cuts[feature] = cutPoints(values, times, distinct, sorted.length);
        ranges[feature] = new byte[features.length];
        for (int row = 0; row < features.length; row++) {
            ranges[feature][row] = (byte) range(cuts[feature], features[row][feature]);
        }
        return true;
    }

    private static int[] cutPoints(int[] values, int[] times, int distinct, int rows) {
        int[] found = new int[distinct - 1];
        int count = 0;
        double step = distinct <= MAX_RANGES ? 0 : (double) rows / MAX_RANGES;
        double next = step;
        int passed = 0;
        for (int i = 0; i < distinct - 1 && (step == 0 || count < MAX_RANGES - 1); i++) {
            passed += times[i];
            if (passed >= next) {
                found[count++] = (int) (((long) values[i] + values[i + 1] + 1) >> 1);
                while (step > 0 && next <= passed) {
                    next += step;
                }
            }
        }
        return Arrays.copyOf(found, count);
    }

    /** How many cuts are not above the value. */
    private static int range(int[] cuts, int value) {
        int low = 0;
        int high = cuts.length;
        while (low < high) {
            int middle = (low + high) >>> 1;
            if (cuts[middle] <= value) {
                low = middle + 1;
            } else {
                high = middle;
            }
        }
        return low;
    }
}
