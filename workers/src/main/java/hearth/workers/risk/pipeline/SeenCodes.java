package hearth.workers.risk.pipeline;

import hearth.workers.risk.CodeHash;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Predicate;

/**
 * Which codes were seen: in the graph, or on their way to it. A code is claimed once, by who meets
 * it first; the claim ends when the code is loaded or was not to be had.
 */
final class SeenCodes {
    private static final int REMEMBERED = 200_000;

    private final Predicate<CodeHash> inGraph;
    private final Set<CodeHash> claimed = ConcurrentHashMap.newKeySet();
    private final Map<CodeHash, Boolean> recent =
            new LinkedHashMap<>(1024, 0.75f, true) {
                private static final long serialVersionUID = 1;

                @Override
                protected boolean removeEldestEntry(Map.Entry<CodeHash, Boolean> eldest) {
                    return size() > REMEMBERED;
                }
            };

    SeenCodes(Predicate<CodeHash> inGraph) {
        this.inGraph = inGraph;
    }

    /** True for who meets a code first. One thread only. */
    boolean claim(CodeHash hash) {
        if (recent.containsKey(hash)) {
            return false;
        }
        if (!claimed.add(hash)) {
            return false;
        }
        // The graph is asked after the claim: a code loaded between the two is found here.
        if (inGraph.test(hash)) {
            claimed.remove(hash);
            recent.put(hash, Boolean.TRUE);
            return false;
        }
        return true;
    }

    /** A claim's end; any thread. */
    void settle(CodeHash hash) {
        claimed.remove(hash);
    }
}
