package hearth.workers.risk.pipeline;

import org.jspecify.annotations.Nullable;

import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayDeque;
import java.util.concurrent.atomic.LongAdder;

/** Counts what a stage does; written by the stage, read once a second. */
final class StageCounters {
    private static final long WINDOW = 5_000_000_000L;

    private record Sample(long at, long done, long worked, long waited, long busy) {}

    private record Failure(String message, Instant at) {}

    private final String name;
    private final InstantSource time;
    private final LongAdder worked = new LongAdder();
    private final LongAdder passed = new LongAdder();
    private final LongAdder busyNanos = new LongAdder();
    private final LongAdder waitedNanos = new LongAdder();
    private final LongAdder errors = new LongAdder();
    private final ArrayDeque<Sample> samples = new ArrayDeque<>();
    private volatile @Nullable Failure last;

    StageCounters(String name, InstantSource time) {
        this.name = name;
        this.time = time;
    }

    void done(int contracts, long nanos) {
        worked.add(contracts);
        busyNanos.add(nanos);
    }

    /** Contracts that need no work of this stage, and so say nothing of how long it takes. */
    void passed(int contracts) {
        passed.add(contracts);
    }

    void waited(long nanos) {
        waitedNanos.add(nanos);
    }

    void failed(String message) {
        errors.increment();
        last = new Failure(message, time.instant());
    }

    long done() {
        return worked.sum() + passed.sum();
    }

    /** Call about once a second. */
    synchronized StageStats read(long queue, long limit, String detail) {
        var now =
                new Sample(
                        System.nanoTime(),
                        done(),
                        worked.sum(),
                        waitedNanos.sum(),
                        busyNanos.sum());
        // Keep one sample that is at least 5 s old, so that the mean is over 5 s and not less.
        while (samples.size() > 1 && now.at() - second().at() >= WINDOW) {
            samples.removeFirst();
        }
        var from = samples.isEmpty() ? now : samples.getFirst();
        samples.addLast(now);
        double seconds = (now.at() - from.at()) / 1e9;
        long timed = now.worked() - from.worked();
        var failure = last;
        return new StageStats(
                name,
                seconds > 0 ? (now.done() - from.done()) / seconds : 0,
                now.done(),
                queue,
                limit,
                seconds > 0 ? Math.clamp((now.waited() - from.waited()) / 1e9 / seconds, 0, 1) : 0,
                timed > 0
                        ? (now.busy() - from.busy()) / 1e3 / timed
                        : now.worked() > 0 ? now.busy() / 1e3 / now.worked() : 0,
                errors.sum(),
                failure == null ? "" : failure.message(),
                failure == null ? null : failure.at(),
                detail);
    }

    private Sample second() {
        var iterator = samples.iterator();
        iterator.next();
        return iterator.next();
    }
}
