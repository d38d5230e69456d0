package hearth.workers.risk.pipeline;

import hearth.workers.risk.load.Batch;
import hearth.workers.risk.load.Cursor;
import hearth.workers.risk.load.InsightGraph;

import org.jspecify.annotations.Nullable;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.Map;
import java.util.Objects;

/**
 * Writes scored contracts in the order in which they were extracted, many in a transaction when
 * many wait. For one thread.
 */
final class LoadStage {
    private final InsightGraph graph;
    private final SeenCodes seen;
    private final StageCounters counters;
    private final Map<Long, Scored> early = new HashMap<>();
    private final ArrayList<Batch.NewCode> codes = new ArrayList<>();
    private final ArrayList<Batch.Sighting> contracts = new ArrayList<>();
    private @Nullable Cursor cursor;
    private boolean pending;
    private long next;
    private volatile String detail = "graph on this machine";

    LoadStage(InsightGraph graph, SeenCodes seen, StageCounters counters) {
        this.graph = graph;
        this.seen = seen;
        this.counters = counters;
    }

    String detail() {
        return detail;
    }

    /** Takes one; writes when enough has come together. True when it was the last. */
    boolean take(Scored scored) {
        early.put(scored.order(), scored);
        for (var due = early.remove(next); due != null; due = early.remove(next)) {
            next++;
            switch (due.kind()) {
                case CONTRACTS -> {
                    codes.addAll(due.codes());
                    contracts.addAll(due.contracts());
                    cursor = due.cursor() == null ? cursor : due.cursor();
                    pending = true;
                    if (contracts.size() >= graph.contractsAtOnce()) {
                        write();
                    }
                }
                case ROLL_BACK -> {
                    write();
                    cursor = Objects.requireNonNull(due.cursor());
                    graph.rollBack(cursor);
                }
                case END -> {
                    write();
                    return true;
                }
            }
        }
        return false;
    }

    /** Writes what has come together; nothing is held back when nothing more waits. */
    void write() {
        if (!pending) {
            return;
        }
        long start = System.nanoTime();
        graph.write(new Batch(codes, contracts, cursor));
        for (var code : codes) {
            seen.settle(code.hash());
        }
        long nanos = System.nanoTime() - start;
        counters.done(contracts.size(), nanos);
        if (!contracts.isEmpty()) {
            detail = contracts.size() + " in " + Math.max(1, nanos / 1_000_000) + " ms";
        }
        codes.clear();
        contracts.clear();
        pending = false;
    }
}
