package hearth.bench.training;

import hearth.workers.risk.model.FeatureTables;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;

/** Chooses constants by how many codes have them, without looking at any label. */
final class FrequentConstants {
    private static final int PUSH1 = 0x60;
    private static final int PUSH4 = 0x63;
    private static final int PUSH32 = 0x7f;

    private final Map<Long, Integer> selectors = new HashMap<>();
    private final Map<Long, Integer> words = new HashMap<>();

    void add(byte[] code) {
        var seenSelectors = new HashSet<Long>();
        var seenWords = new HashSet<Long>();
        for (int at = 0; at < code.length; at++) {
            int op = code[at] & 0xff;
            if (op == PUSH4 && at + 4 < code.length) {
                seenSelectors.add(read(code, at + 1, 4));
            } else if (op == PUSH32 && at + 8 < code.length) {
                seenWords.add(read(code, at + 1, 8));
            }
            at += op >= PUSH1 && op <= PUSH32 ? op - PUSH1 + 1 : 0;
        }
        seenSelectors.forEach(each -> selectors.merge(each, 1, Integer::sum));
        seenWords.forEach(each -> words.merge(each, 1, Integer::sum));
    }

    FeatureTables tables(int selectorCount, int wordCount) {
        selectors.remove(0xffffffffL);
        words.keySet().removeIf(word -> word >>> 16 == 0xffffffffffffL);
        int[] first = top(selectors, selectorCount).stream().mapToInt(Long::intValue).toArray();
        long[] second = top(words, wordCount).stream().mapToLong(Long::longValue).toArray();
        return new FeatureTables(first, second);
    }

    private static List<Long> top(Map<Long, Integer> counts, int limit) {
        var entries = new ArrayList<>(counts.entrySet());
        entries.sort(
                Comparator.comparing(Map.Entry<Long, Integer>::getValue)
                        .reversed()
                        .thenComparing(Map.Entry::getKey));
        return entries.stream().limit(limit).map(Map.Entry::getKey).toList();
    }

    private static long read(byte[] code, int at, int size) {
        long value = 0;
        for (int i = 0; i < size; i++) {
            value = value << 8 | (code[at + i] & 0xff);
        }
        return value;
    }
}
