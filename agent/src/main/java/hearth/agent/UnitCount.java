package hearth.agent;

import hearth.workers.risk.pipeline.WorkerStats;

import java.util.Optional;

/** What a worker finished since it was asked last; a counter that begins anew loses nothing. */
final class UnitCount {
    /** A longer pause between two questions is time asleep, not time at work. */
    private static final long LONGEST_MILLIS = 5_000;

    private long lastNanos;
    private long lastUnits = -1;

    /** Units and the milliseconds that they took. */
    record Done(long units, long millis) {}

    /** Empty at the first question, and while the worker says nothing. */
    Optional<Done> count(NodeWork work, long nanos) {
        var stats = work.worker().worker().stats().measured();
        if (stats.isEmpty()) {
            lastNanos = 0;
            return Optional.empty();
        }
        // What it read of the chain, and what was assigned and answered.
        var ever = work.rounds().ever();
        return count(total(stats.get()) + ever.verified() + ever.refused(), nanos);
    }

    Optional<Done> count(long total, long nanos) {
        long before = lastUnits;
        long since = lastNanos == 0 ? 0 : (nanos - lastNanos) / 1_000_000;
        lastNanos = nanos;
        lastUnits = total;
        return before < 0
                ? Optional.empty()
                : Optional.of(
                        new Done(
                                total >= before ? total - before : total,
                                since > LONGEST_MILLIS ? 0 : Math.max(0, since)));
    }

    private static long total(WorkerStats stats) {
        return stats.totals().contracts();
    }
}
